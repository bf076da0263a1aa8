// Builds, then runs the measures in bench/: one line `BENCH <name> <value> <unit> target <=<number>` for each.
import { build, install, root, run } from "./workspace.mjs";
import { join } from "node:path";

install();
build();
run(process.execPath, ["--expose-gc", join(root, "bench", "dist", "index.js"), ...process.argv.slice(2)]);
