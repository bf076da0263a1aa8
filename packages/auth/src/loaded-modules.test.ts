import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChildProgram, childProgram } from "./__fixtures__/run-child.js";

const listLoaded = join(dirname(fileURLToPath(import.meta.url)), "__fixtures__", "list-loaded.mjs");
const folder = mkdtempSync(join(tmpdir(), "huntkit-loaded-"));
let program: ChildProgram;
let emulator: Emulator;

beforeAll(async () => {
  [program, emulator] = await Promise.all([childProgram("import-only"), startEmulator()]);
});
afterAll(async () => {
  program.remove();
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** The packages that a run of the child loads. */
async function packagesOf(parameter: unknown): Promise<string[]> {
  const file = join(folder, `loaded-${Math.random()}`);
  const { code, errors } = await program.run(parameter, ["--import", pathToFileURL(listLoaded).href], { LOADED_MODULES: file });
  expect(errors.replace(/^.*Warning.*$/gm, "").trim()).toBe("");
  expect(code).toBe(0);
  const urls = readFileSync(file, "utf8").split("\n");
  const names = urls.flatMap((url) => (/.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? "").replace(/^\.cache$/, "") || []);
  return [...new Set(names)].sort();
}

it("loads no library at import and when a token source or client is made", async () => {
  expect(await packagesOf({})).toEqual([]);
});

it("loads MSAL and undici for a client secret, and neither @azure/identity nor the keyring nor node-forge", async () => {
  const { tenantId, clientId, clientSecret } = emulatorDefaults;
  const names = await packagesOf({ options: { tenantId, clientId, clientSecret, loginUri: emulator.loginUri, caFile: emulator.caFile }, scopes: ["https://graph.microsoft.com/.default"] });
  expect(names).toContain("@azure/msal-node");
  expect(names.filter((name) => /identity|keyring|node-forge|^open$|msal-browser/.test(name))).toEqual([]);
});
