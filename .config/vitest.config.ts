import { defineConfig } from "vitest/config";

/** One run over all packages, on their sources: no build is needed to test. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  resolve: { conditions: ["huntkit-source"] },
  ssr: { resolve: { conditions: ["huntkit-source", "node", "import", "module", "default"] } },
  test: {
    include: ["{packages/*,query-library,schemas,conformance,bench,examples/*}/{src,test}/**/*.test.ts", ".config/**/*.test.ts"],
    // A test that hangs ends some time; how long a test takes says something about the machine only.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is waited for comes when the machine has time for it; the default is one second.
    expect: { poll: { timeout: 300_000 } },
    pool: "forks",
    maxWorkers: 2,
    env: { NO_COLOR: "1", NO_PROXY: "127.0.0.1,localhost" },
  },
});
