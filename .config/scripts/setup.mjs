// Installs the dependencies and, with --build, builds the packages. Both only if something changed.
import { build, install } from "./workspace.mjs";

install();
if (process.argv.includes("--build")) build({ quiet: false });
