// Prints `BENCH <name> <value> <unit> target <=<number>` for each measure. A name as parameter runs only measures that contain it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateSample } from "@huntkit/driver-local/sample";
import { measureCommandRun } from "./command-run.js";
import { measureCommandStart } from "./command-start.js";
import { measureCompile } from "./compile-library.js";
import { measureDefenderDecode } from "./defender-decode.js";
import { measureLimiter, measureOneRow, measureParts, measureTenants } from "./defender-runs.js";
import { measureEngineGrowth } from "./engine-growth.js";
import { measureEngineScale } from "./engine-scale.js";
import { measureImport } from "./import-recording.js";
import { measureLint } from "./lint-queries.js";
import { measureLoadLibrary } from "./load-library.js";
import { measureRenderAgainstHandlebars } from "./render-against-handlebars.js";
import { measureRender } from "./render-template.js";
import { measureSignInImports, measureTokens } from "./sign-in.js";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "..", "..", "packages", "cli", "bin", "huntkit.js");
const shared = process.env["HUNTKIT_SHARED"] ?? join(here, "..", "..", "..", "shared");
const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-sample-"));

const measures: Readonly<Record<string, () => void | Promise<void>>> = {
  "cli-queries": () => measureCommandStart(cli),
  "cli-run": async () => {
    await generateSample({ out: folder, date: "2026-07-08" });
    measureCommandRun(cli, folder);
  },
  compile: async () => {
    await generateSample({ out: folder, date: "2026-07-08" });
    await measureCompile(here, folder);
  },
  render: () => measureRender(),
  "render-vs-handlebars": () => measureRenderAgainstHandlebars(),
  "load-library": () => measureLoadLibrary(here),
  lint: () => measureLint(cli),
  "defender-decode": () => measureDefenderDecode(here),
  "defender-limiter": () => measureLimiter(),
  "defender-one-row": () => measureOneRow(),
  "defender-30-parts": () => measureParts(),
  "defender-10-tenants": () => measureTenants(),
  "engine-scale": () => measureEngineScale(),
  "engine-growth": () => measureEngineGrowth(here),
  import: () => measureImport(here, join(shared, "real-data", "security-datasets")),
  "sign-in-imports": () => measureSignInImports(join(here, "..", "..", "packages")),
  tokens: () => measureTokens(),
};

try {
  for (const [name, measure] of Object.entries(measures))
    if (wanted.length === 0 || wanted.some((part) => name.includes(part))) await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
