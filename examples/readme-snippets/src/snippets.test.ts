import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSample } from "@huntkit/driver-local/sample";
import { startEmulator } from "@huntkit/emulator";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";

const scripts = "../../../.config/scripts/write-snippets.mjs";
const { snippetFolder, writeSnippets } = (await import(scripts)) as { snippetFolder: string; writeSnippets: () => string[] };
const before = process.cwd();
let folder = "";

beforeAll(async () => {
  writeSnippets();
  folder = await mkdtemp(join(tmpdir(), "huntkit-snippets-"));
  process.chdir(folder);
  await mkdir("queries");
  await generateSample({ out: ".demo", date: "2026-07-08" });
}, 120_000);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true, force: true });
});

/** Runs a program of the documents; gives what it printed, value by value. */
async function run(name: string): Promise<unknown[]> {
  const told: unknown[] = [];
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void told.push(...values));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => (told.push(text), true));
  await import(join(snippetFolder, `${name}.ts`));
  vi.restoreAllMocks();
  return told;
}

it("README: a query of the library over the demo", async () => {
  expect(await run("readme-2")).toEqual([expect.any(Number)]);
});

it("core: rows as CSV", async () => {
  const [csv] = await run("core-1");
  expect(String(csv).split("\r\n").length).toBeGreaterThan(2);
});

it("driver-local: a table of one row", async () => {
  expect(await run("driver-local-1")).toEqual(["pc1", "2026-07-01T10:00:00.0000000Z"]);
});

it("kql: what its comments say", async () => {
  const [finding, columns, tables, text] = await run("kql-1");
  expect(finding).toContain("2:9 error KS142 The name 'DevicName' does not refer to any known column, table, variable or function.");
  expect(columns).toEqual([{ name: "OSPlatform", type: "string" }, { name: "Devices", type: "long" }]);
  expect(tables).toEqual(["DeviceInfo"]);
  expect(String(text).split("\n").length).toBeGreaterThan(1);
});

it("templates: a value stays data", async () => {
  const [text] = await run("templates-1");
  expect(text).toMatch(/^DeviceProcessEvents\n\| where Timestamp >= datetime\(.*T00:00:00Z\) and DeviceName has "web\\"01 \| take 1"\n?$/);
});

it("query-library and schemas: what they hold", async () => {
  expect((await run("query-library-1")).length).toBeGreaterThan(100);
  expect(await run("schemas-1")).toContain("DeviceProcessEvents");
});

it("provider: a driver of a few lines", async () => {
  const { createEchoDriver } = (await import(join(snippetFolder, "provider-1.ts"))) as { createEchoDriver: (dialect: object) => { connect: (options: object) => Promise<{ query: (text: string) => Promise<unknown> }> } };
  const connection = await createEchoDriver({}).connect({});
  expect(await connection.query("anything")).toMatchObject({ status: "complete", query: "anything" });
});

it("emulator: the official library waits out the 429", async () => {
  const [length, requests] = await run("emulator-1");
  expect(length).toBeGreaterThan(100);
  expect((requests as string[]).filter((one) => one.includes("/token ")).map((one) => one.split(" ").at(-1))).toEqual(["429", "200"]);
});

it("settings: arguments, with the secret hidden", async () => {
  const emulator = await startEmulator();
  try {
    await writeFile("msticpyconfig.yaml", emulator.settingsYaml(), { mode: 0o600 });
    vi.stubEnv("MSTICPYCONFIG", join(folder, "msticpyconfig.yaml"));
    const [instances, tenantId, secret, parsed] = await run("settings-1");
    expect([instances, tenantId, secret]).toEqual([["Default"], emulator.directory.tenants[0]?.id, "***"]);
    expect(parsed).toMatchObject({ tenantId: "contoso.example" });
  } finally {
    await emulator.close();
  }
});
