// Makes the files that are made from others: the validator of query files, the TypeScript types of the query library, the pages in docs/queries/, docs/kql-support.md, docs/messages.md. Tests compare them.
import { join } from "node:path";
import { install, root, run, tool } from "./workspace.mjs";

install();
run(process.execPath, [join(root, "packages", "templates", "scripts", "generate-validator.mjs")]);
const tests = ["packages/cli/src/codegen/codegen.test.ts", "packages/cli/src/docs", "packages/driver-local/src/lower/functions/support-matrix", ".config/packages/message-page"];
run(tool("vitest"), ["run", "--config", ".config/vitest.config.ts", ...tests], { env: { HUNTKIT_GENERATE: "1" } });
