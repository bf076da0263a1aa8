// Builds, then runs the KQL cases against the embedded engine; the last line sums up the language proper. Options: --update, --verbose, --cases, --results, --table.
import { build, install, root, run } from "./workspace.mjs";
import { join } from "node:path";

install();
build();
run(process.execPath, [join(root, "conformance", "dist", "index.js"), ...process.argv.slice(2)]);
