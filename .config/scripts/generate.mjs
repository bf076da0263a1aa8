// Makes the files that are made from others: the TypeScript types of the query library, the pages in docs/queries/, docs/kql-support.md. Tests compare them.
import { join } from "node:path";
import { build, install, root, run, tool } from "./workspace.mjs";

install();
build();
run(process.execPath, [join(root, "packages", "cli", "bin", "huntkit.js"), "codegen", "query-library/queries", "--out", "query-library/src/generated/typed.ts"]);
run(tool("vitest"), ["run", "--config", ".config/vitest.config.ts", "packages/cli/src/docs", "packages/driver-local/src/lower/functions/support-matrix"], { env: { HUNTKIT_GENERATE: "1" } });
