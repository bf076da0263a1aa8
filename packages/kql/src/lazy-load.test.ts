import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const packageFolder = new URL("..", import.meta.url).pathname;
const folder = join(packageFolder, "node_modules", ".cache", `lazy-load-${process.pid}`);

/** Lists the files that a fresh process reads while it imports the package, and then during the first analysis. */
const listing = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const files = [];
  const { readFileSync } = fs;
  fs.readFileSync = (path, ...rest) => { files.push(String(path)); return readFileSync(path, ...rest); };
  syncBuiltinESMExports();
  const { createKqlService } = await import("./package.mjs");
  const service = createKqlService({ schema: { tables: [] }, defenderFunctions: false });
  createKqlService({ schema: "M365D" });
  const afterImport = files.splice(0);
  const { resultColumns } = service.analyze("print answer = 42");
  console.log(JSON.stringify({ afterImport, afterAnalysis: files, resultColumns }));
`;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.mjs"), listing);
  const { buildSync } = createRequire(createRequire(import.meta.url).resolve("tsup/package.json"))("esbuild") as {
    buildSync(options: Record<string, unknown>): unknown;
  };
  buildSync({
    entryPoints: [join(packageFolder, "src", "index.ts")],
    outfile: join(folder, "package.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["huntkit-source"],
    external: ["@kusto/language-service-next"],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("importing the package and making a service read no file; the first analysis loads the language service", () => {
  const child = spawnSync(process.execPath, [join(folder, "main.mjs")], { encoding: "utf8", env: { ...process.env, HUNTKIT_CODE_CACHE: "off" } });
  expect(child.stderr).toBe("");
  const listed = JSON.parse(child.stdout) as { afterImport: string[]; afterAnalysis: string[]; resultColumns: unknown };
  expect(listed.afterImport).toEqual([]);
  expect(listed.afterAnalysis.map((file) => file.split("/").pop())).toEqual(["package.json", "bridge.min.js", "Kusto.Language.Bridge.min.js"]);
  expect(listed.resultColumns).toEqual([{ name: "answer", type: "long" }]);
});
