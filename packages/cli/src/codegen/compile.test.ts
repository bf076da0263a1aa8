import { writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadQueryStore } from "@huntkit/core";
import { generateModule } from "./generate-module.js";

/** Beside the package, so that the compiler finds the workspace's packages. */
const folder = mkdtempSync(fileURLToPath(new URL("../../node_modules/.huntkit-compile-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const queries = `metadata: { template_syntax: huntkit, data_environments: [M365D], data_families: [Mine] }
sources:
  by_host:
    args: { query: "DeviceInfo | where Timestamp >= datetime({{start}}) and DeviceName == {{host}} and OSPlatform == {{os}} | take {{rows}} | project Timestamp, DeviceName, ReportId, IsAzureADJoined, LoggedOnUsers {{more}}" }
    parameters:
      host: { type: string }
      start: { type: datetime }
      os: { type: string, values: [Windows11, macOS], default: Windows11 }
      rows: { type: long, default: 10 }
      more: { type: kql, default: "" }
  shaped:
    args: { query: "DeviceInfo | take 1 {{more}}" }
    parameters: { more: { type: kql, default: "" } }
  either:
    args: { query: "DeviceInfo {{#if host}}| where DeviceName == {{host}}{{/if}} {{#if id}}| where DeviceId == {{id}}{{/if}} | take 1 {{more}}" }
    require_one_of: [host, id]
    parameters: { host: { type: string, default: "" }, id: { type: string }, more: { type: kql, default: "" } }
  everything:
    args: { query: "DeviceInfo | take 1" }
`;

const lines: Record<string, readonly [code: string, error: string]> = {
  right: ['await Mine.by_host(provider, { host: "a", start: new Date(), os: "macOS", rows: 5n }, { limit: 3, timeRange: { start: "-1d", end: "now" } });', ""],
  "right without parameters": ["await Mine.everything(provider);", ""],
  "right, given undefined": ['await Mine.by_host(provider, { host: "a", start: undefined });', ""],
  "right to render": ['const text: string = Mine.by_host.render(provider, { host: "a", more: "| take 1" });', ""],
  "right rows": ['const r = await Mine.by_host(provider, { host: "a" }); if (r.status === "complete") for (const row of rowsOf(r.table)) { const n: number | bigint | null = row.ReportId; const s: string = row.DeviceName; const t: string | undefined = row.Timestamp?.toString(); void [n, s, t]; }', ""],
  "right partial rows": ['const r = await Mine.by_host(provider, { host: "a" }); if (r.status === "partial") void [rowsOf(r.partialTable)[0]?.DeviceName, r.missing.length];', ""],
  "right rows behind clauses": ['const r = await Mine.by_host(provider, { host: "a", more: "| count" }); if (r.status === "complete") void rowsOf(r.table)[0]?.["Count"];', ""],
  "wrong name": ['await Mine.by_host(provider, { host: "a", hosst: "b" });', "hosst"],
  "wrong name of the only ones": ['await Mine.everything(provider, { host: "a" });', "not assignable to type 'never'"],
  "wrong name where all can be left out": ['await Mine.shaped(provider, { hosst: "b" });', "hosst"],
  "right rows behind clauses alone": ['const r = await Mine.shaped(provider, { more: "| count" }); if (r.status === "complete") void rowsOf(r.table)[0]?.["Count"];', ""],
  "a column that clauses from elsewhere may have taken away": ['const given: { more?: string } = {}; const r = await Mine.shaped(provider, given); if (r.status === "complete") { const s: string = rowsOf(r.table)[0]?.["DeviceName"] ?? ""; void s; }', "not assignable to type 'string'"],
  "wrong type": ["await Mine.by_host(provider, { host: 5 });", "not assignable to type 'string'"],
  "wrong time": ['await Mine.by_host(provider, { host: "a", start: true });', "not assignable to type 'string | number | Date | KqlDateTime"],
  "value that is not accepted": ['await Mine.by_host(provider, { host: "a", os: "Linux" });', '"Linux"'],
  "missing parameter": ["await Mine.by_host(provider, {});", "'host' is missing"],
  "missing parameters": ["await Mine.by_host(provider);", "Expected"],
  "right, one of two": ['await Mine.either(provider, { host: "a" }); await Mine.either(provider, { id: "b", more: "| count" }); await Mine.either(provider, { host: "a", id: "b" });', ""],
  "neither of two": ["await Mine.either(provider, {});", "No overload"],
  "neither of two, told as undefined": ['await Mine.either(provider, { host: undefined, more: "| count" });', "No overload"],
  "neither of two, nothing at all": ["await Mine.either(provider);", "Expected"],
  "wrong option": ['await Mine.by_host(provider, { host: "a" }, { limits: 3 });', "limits"],
  "wrong query": ["await Mine.by_hosts(provider);", "by_hosts"],
  "wrong column": ['const r = await Mine.by_host(provider, { host: "a" }); if (r.status === "complete") void rowsOf(r.table)[0]?.DeviceNam;', "DeviceNam"],
  "column of the wrong type": ['const r = await Mine.by_host(provider, { host: "a" }); if (r.status === "complete") { const n: number = rowsOf(r.table)[0]?.ReportId ?? 0; void n; }', "bigint"],
  "a column that clauses may have taken away": ['const r = await Mine.by_host(provider, { host: "a", more: "| count" }); if (r.status === "complete") { const s: string = rowsOf(r.table)[0]?.["DeviceName"] ?? ""; void s; }', "not assignable to type 'string'"],
  "rows of a result that may be partial": ['const r = await Mine.by_host(provider, { host: "a" }); void r.table;', "table"],
  "what runs no queries": ['await Mine.by_host({}, { host: "a" });', "run"],
};

let messages: Map<string, string>;
beforeAll(async () => {
  await writeFile(join(folder, "mine.yaml"), queries);
  await writeFile(join(folder, "queries.ts"), (await generateModule(await loadQueryStore(join(folder, "mine.yaml")))).text);
  const files = await Promise.all(
    Object.entries(lines).map(async ([, [code]], index) => {
      const file = join(folder, `case-${index}.ts`);
      await writeFile(file, `import { createQueryProvider } from "@huntkit/core";\nimport { localDriver } from "@huntkit/driver-local";\nimport { Mine, rowsOf } from "./queries.js";\nvoid rowsOf;\nconst provider = await createQueryProvider("Local", { drivers: [localDriver] });\n${code}\n`);
      return file;
    }),
  );
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  messages = compiled([...files, join(folder, "queries.ts")]);
}, 120_000);

/** The errors of each file; each must be in it, so that a fault elsewhere is seen too. */
function compiled(files: readonly string[]): Map<string, string> {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts"], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ["huntkit-source"], types: ["node"], strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noUnusedLocals: false,
    verbatimModuleSyntax: true, isolatedModules: true, skipLibCheck: true, noEmit: true,
  });
  return new Map(files.map((file) => [file, [...program.getSemanticDiagnostics(program.getSourceFile(file)), ...program.getSyntacticDiagnostics(program.getSourceFile(file))].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")).join("\n")]));
}

it("the generated module itself compiles under strict options", () => {
  expect(messages.get(join(folder, "queries.ts"))).toBe("");
});

it.each(Object.entries(lines).map(([name, [, error]], index) => [name, error, index] as const))("a call that is %s", (_name, error, index) => {
  const message = messages.get(join(folder, `case-${index}.ts`));
  if (error === "") expect(message).toBe("");
  else expect(message).toContain(error);
});
