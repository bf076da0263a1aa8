// Installs and builds what is needed, then runs the huntkit command with the given arguments.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, install, root } from "./workspace.mjs";

install();
build();
const cwd = process.env.INIT_CWD ?? process.cwd();
const result = spawnSync(process.execPath, [join(root, "packages", "cli", "bin", "huntkit.js"), ...process.argv.slice(2)], { stdio: "inherit", cwd });
process.exit(result.status ?? 1);
