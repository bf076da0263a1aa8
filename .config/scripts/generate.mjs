// Makes the files that are made from the query library: its TypeScript types, and the pages in docs/queries/. Tests compare them.
import { join } from "node:path";
import { build, install, root, run, tool } from "./workspace.mjs";

install();
build();
run(process.execPath, [join(root, "packages", "cli", "bin", "huntkit.js"), "codegen", "query-library/queries", "--out", "query-library/src/generated/typed.ts"]);
run(tool("vitest"), ["run", "--config", ".config/vitest.config.ts", "packages/cli/src/docs"], { env: { HUNTKIT_GENERATE: "1" } });
