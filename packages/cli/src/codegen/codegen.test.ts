import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createQueryProvider, loadQueryStore } from "@huntkit/core";
import { localDriver } from "@huntkit/driver-local";
import { type KqlDateTime, tableFromRows } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { M365D, rowsOf } from "@huntkit/query-library/typed";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";
import { generateModule } from "./generate-module.js";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-codegen-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const head = "metadata: { template_syntax: huntkit, data_environments: [MDE, M365D], data_families: [Fam, Fam.sub, class] }\n";
async function generated(sources: string, name = "q.yaml"): Promise<string> {
  await writeFile(join(folder, name), `${head}sources:\n${sources}`);
  const { text, warnings } = await generateModule(await loadQueryStore(join(folder, name)));
  return `${warnings.map((warning) => `// ${warning}\n`).join("")}${text}`;
}

describe("the types of the shipped library", () => {
  it("are what huntkit codegen writes now, byte for byte (npm run generate mends it)", async () => {
    const file = fileURLToPath(new URL("../../../../query-library/src/generated/typed.ts", import.meta.url));
    const first = await generateModule(await loadQueryStore(queryLibraryFolder));
    expect(first.warnings).toEqual([]);
    expect((await generateModule(await loadQueryStore(queryLibraryFolder))).text).toBe(first.text);
    if (process.env["HUNTKIT_GENERATE"] === "1") await writeFile(file, first.text);
    expect(await readFile(file, "utf8")).toBe(first.text);
  });

  it("import nothing at run time", async () => {
    const { text } = await generateModule(await loadQueryStore(queryLibraryFolder));
    const imports = text.match(/^import .*$/gm) ?? [];
    expect(imports).toHaveLength(1);
    expect(imports[0]).toMatch(/^import type \{/);
    expect(text).not.toMatch(/\b(?:require|import)\(/);
  });

  it("run and render by a query provider, and give typed rows", async () => {
    await writeFile(join(folder, "DeviceProcessEvents.ndjson"), '{"Timestamp":"2026-07-01T10:00:00Z","DeviceName":"pc-1","ProcessId":7,"FileName":"a.exe"}\n');
    const provider = await createQueryProvider("Local", { drivers: [localDriver], queries: [queryLibraryFolder], connect: { path: folder } });
    try {
      const parameters = { host_name: "pc-1", start: new Date("2026-07-01"), end: "2026-07-02" };
      const result = await M365D.list_host_processes(provider, parameters, { limit: 5 });
      if (result.status !== "complete") throw new TypeError("rows are missing");
      const [row] = rowsOf(result.table);
      const time: KqlDateTime | null | undefined = row?.Timestamp;
      expect([row?.FileName, row?.ProcessId, time?.toString()]).toEqual(["a.exe", 7, "2026-07-01T10:00:00.0000000Z"]);
      expect(M365D.list_host_processes.render(provider, parameters)).toBe(provider.render(M365D.list_host_processes.queryName, parameters));
      const counted = await M365D.list_host_processes(provider, { ...parameters, add_query_items: "| count" });
      expect(counted.status === "complete" && rowsOf(counted.table)).toEqual([{ Count: 1 }]);
    } finally {
      await provider.close();
    }
  });
});

describe("generated modules", () => {
  it("give each type of parameter what the provider takes, with its documentation", async () => {
    const text = await generated(`  all-types:
    description: "First line */ no end"
    args:
      query: |
        DeviceInfo | where Timestamp > {{after}} and DeviceName in ({{hosts}}) and ReportId > {{n}} and OSPlatform == {{os}} and DeviceId == {{id}} | where {{#if flag}}IsInternetFacing{{else}}true{{/if}}
        | take {{rows}}
    parameters:
      after: { type: datetime, description: Since }
      hosts: { type: list, aliases: [names, devices], description: Hosts, examples: [[a, b]] }
      n: { type: long, default: 5, min: 1, max: 9 }
      os: { type: string, values: [Windows11, "say \\"x\\""] }
      id: { type: guid, secret: true, required: false, default: 00000000-0000-0000-0000-000000000001 }
      flag: { type: bool, required: false }
      rows: { type: int, values: [10, 20] }
`);
    expect(text).toContain(`export interface AllTypesParameters {
  /** Since */
  readonly after: Date | KqlDateTime | string | number;
  /**
   * Hosts
   * Also known as names, devices.
   * @example ["a","b"]
   */
  readonly hosts: readonly string[];
  readonly os: "Windows11" | "say \\"x\\"";
  readonly rows: 10 | 20;
  /**
   * Limits: from 1 to 9.
   * @default 5
   */
  readonly n?: number | bigint | undefined;
  readonly id?: string | undefined;
  readonly flag?: boolean | undefined;
}
`);
    expect(text).toContain("First line *\\/ no end");
    expect(text).not.toContain("00000000-0000");
    expect(text).toContain('export const Fam = {');
    expect(text).toContain('export const Fam_sub = {');
    expect(text).toContain('export const class_ = {');
    expect(text).toContain('"all-types": query<TypedQuery<AllTypesParameters, DeviceInfoRow>>("Fam.sub.all-types"),');
  });

  it("take the rows from the binder: over environments, over conditions, and not where a parameter or the data decides", async () => {
    const text = await generated(`  several:
    args: { query: "DeviceInfo | summarize Rows = count(), Last = max(Timestamp) by DeviceName{{#if more}}, OSPlatform{{/if}}" }
    parameters: { more: { type: bool, required: false } }
  bag:
    args: { query: "DeviceEvents | evaluate bag_unpack(todynamic(AdditionalFields))" }
  shaped:
    args: { query: "DeviceInfo | project DeviceName, {{column}} {{clauses}}" }
    parameters: { column: { type: identifier, default: OSPlatform }, clauses: { type: kql, default: "" } }
  wrong:
    args: { query: "DeviceInfo | where Nope == 1" }
`);
    expect(text).toContain("export interface SeveralRow {\n  readonly DeviceName: string;\n  readonly Rows: number | bigint | null;\n  readonly Last: KqlDateTime | null;\n  readonly OSPlatform?: string;\n}\n");
    expect(text).toContain("bag: query<TypedQuery<BagParameters, UntypedRow>>");
    expect(text).toContain('shaped: query<ShapeableQuery<ShapedParameters, ShapedRow, "column" | "clauses">>');
    expect(text).toContain("wrong: query<TypedQuery<BagParameters, UntypedRow>>");
    expect(text).toMatch(/^\/\/ The rows of Fam\.wrong are not typed, in M365D: .*Nope/m);
  });

  it("have one type for what is the same, and other names where names clash", async () => {
    const text = await generated(`  a_b: { args: { query: "print x = {{n}}" }, parameters: { n: { type: int } } }
  a-b: { args: { query: "print y = {{n}}" }, parameters: { n: { type: string } } }
  typed: { args: { query: "print x = {{n}}" }, parameters: { n: { type: int } } }
`);
    expect(text.match(/^export interface (?:AB|FamAB)\w+/gm)).toEqual(["ABRow", "FamABRow", "ABParameters", "FamABParameters"].map((name) => `export interface ${name}`));
    expect(text).toContain("typed: query<TypedQuery<FamABParameters, FamABRow>>"); // the same as a_b, which comes after a-b
  });

  it("fill the rows of a table as objects", () => {
    const table = tableFromRows([{ name: "a", type: "int" }, { name: "__proto__", type: "string" }], [[1, "x"], [null, ""]]);
    expect(rowsOf(table).map((row) => Object.entries(row as object))).toEqual([[["a", 1], ["__proto__", "x"]], [["a", null], ["__proto__", ""]]]);
  });
});

describe("huntkit codegen", () => {
  it("writes, leaves an equal file alone, and tells by --check whether it is up to date", async () => {
    await generated(`  one: { args: { query: "DeviceInfo | where DeviceName == {{host}}" }, parameters: { host: { type: string } } }\n`, "cli.yaml");
    const run = (...words: string[]) => runInProcess(["codegen", "cli.yaml", "--out", "queries.ts", ...words], { cwd: folder });
    expect(await run("--check")).toMatchObject({ code: 2, stderr: "queries.ts is out of date. Run: huntkit codegen cli.yaml --out queries.ts\n" });
    expect(await run()).toMatchObject({ code: 0, stdout: "", stderr: "Written: queries.ts, 1 query.\n" });
    const { mtimeMs, ino } = await stat(join(folder, "queries.ts"));
    expect(await run()).toMatchObject({ code: 0, stderr: "Up to date: queries.ts, 1 query.\n" });
    expect(await stat(join(folder, "queries.ts"))).toMatchObject({ mtimeMs, ino });
    expect(await run("--check")).toMatchObject({ code: 0 });
    await writeFile(join(folder, "queries.ts"), `${await readFile(join(folder, "queries.ts"), "utf8")} `);
    expect(await run("--check")).toMatchObject({ code: 2 });
  });

  it("ends with 2 for a broken file, no queries, or a file of another kind, and writes nothing", async () => {
    await writeFile(join(folder, "broken.yaml"), "sources:\n\t- x\n");
    for (const words of [["broken.yaml", "--out", "none.ts"], ["absent", "--out", "none.ts"], ["cli.yaml", "--out", "none.txt"]]) expect((await runInProcess(["codegen", ...words], { cwd: folder })).code).toBe(2);
    await expect(stat(join(folder, "none.ts"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
