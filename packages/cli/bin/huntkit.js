#!/usr/bin/env node
import * as module from "node:module";

// Node 22 and later keep the compiled code of the command between runs.
module.enableCompileCache?.();
const { runProcess } = await import("../dist/index.js");
await runProcess();
