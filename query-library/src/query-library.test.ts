import { existsSync } from "node:fs";
import { basename } from "node:path";
import { createKqlService, type KqlService } from "@huntkit/kql";
import { kqlDialect } from "@huntkit/kql/dialect";
import { loadQueries, renderQuery, type LoadedQueries, type QueryTemplate } from "@huntkit/templates";
import { beforeAll, describe, expect, it } from "vitest";
import { libraryContract } from "./library-contract.table.js";
import { queryLibraryFolder } from "./index.js";

const environments = ["MDE", "MDATP", "M365D", "M365DGraph", "Local"];
/** One value for each parameter that has no default. */
const values: Readonly<Record<string, unknown>> = {
  host_name: 'web"01.contoso.com',
  device_id: "0123456789abcdef0123456789abcdef01234567",
  process_identifier: "powershell.exe",
  file_path: "C:\\Users\\Public",
  cmd_line: ["-EncodedCommand", 'a"b'],
  file_hash: "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  ip_address: "203.0.113.66",
  url: "https://example.com/a?b='c'",
  protocol: "Tcp",
  file_name: "Invoice.docm",
  path: "\\Downloads\\",
  account_name: "CONTOSO\\dana",
  key_name: "HKEY_LOCAL_MACHINE\\SOFTWARE",
  message_id: "6a3c7b1e-0f5d-4b8e-9d5f-08dc0b5f1a2b",
  mailbox: "dana@contoso.com",
  app_name: "Contoso's app",
  timestamp: "2026-11-05T12:00:00Z",
};
const timeRange = { start: "2026-11-01T00:00:00Z", end: "2026-11-08T00:00:00Z" };

let loaded: LoadedQueries;
const services = new Map<string, KqlService>();
beforeAll(async () => {
  loaded = await loadQueries([queryLibraryFolder]);
  for (const environment of environments)
    services.set(environment, createKqlService({ schema: environment === "Local" ? "M365D" : environment }));
});

/** A template's text with the example values, whose names it may know by an alias. */
function rendered(template: QueryTemplate, extra: Readonly<Record<string, unknown>> = {}): string {
  const needed = template.parameters.filter(({ name, required }) => (required || name === template.requireOneOf?.[0]) && !(name in timeRange)).map(({ name }) => name);
  const given = Object.fromEntries(needed.map((name) => [name, values[name]]));
  return renderQuery(template, { ...given, ...timeRange, ...extra } as never, { dialect: kqlDialect });
}

const templates = (): readonly QueryTemplate[] => [...new Set(loaded.store.list().map(({ template }) => template))];

describe("the query library", () => {
  it("loads without a problem or a warning", () => {
    expect(loaded.problems).toEqual([]);
    expect(loaded.warnings).toEqual([]);
    expect(existsSync(queryLibraryFolder)).toBe(true);
  });

  it("binds every query without a finding in each environment it names", () => {
    expect(templates().length).toBeGreaterThanOrEqual(64);
    for (const template of templates()) {
      expect(template.environments.length, template.name).toBeGreaterThan(0);
      for (const environment of template.environments) {
        const { diagnostics, resultColumns } = services.get(environment)?.analyze(rendered(template)) ?? {};
        expect(diagnostics, `${template.name} in ${environment}`).toEqual([]);
        expect(resultColumns?.length, template.name).toBeGreaterThan(3);
      }
    }
  });

  it("names every environment that can run a query", () => {
    for (const template of templates())
      for (const environment of ["MDE", "M365D"].filter((one) => !template.environments.includes(one)))
        expect(services.get(environment)?.analyze(rendered(template)).hasErrors, `${template.name} in ${environment}`).toBe(true);
  });

  it("takes TimeGenerated as time column where Microsoft Sentinel is connected", () => {
    const connected = createKqlService({ schema: "M365D", sentinel: true });
    for (const template of templates().filter(({ environments: names }) => names.includes("M365D")))
      expect(connected.analyze(rendered(template, { time_column: "TimeGenerated" })).diagnostics, template.name).toEqual([]);
  });

  it("takes further clauses, another table, and nothing else by them", () => {
    for (const template of templates()) {
      const text = rendered(template, { add_query_items: "| take 3\n| project-away DeviceName" });
      expect(text.trimEnd().endsWith("| project-away DeviceName"), template.name).toBe(true);
      expect(() => rendered(template, { add_query_items: "; DeviceInfo" }), template.name).toThrowError(expect.objectContaining({ kind: "parameter" }));
    }
  });

  it("bounds the time of every query by a half-open range and has no lint finding", () => {
    for (const template of templates()) {
      if (template.name !== "uncommon_powershell")
        expect(template.query, template.name).toContain(">= datetime({{start}}) and {{time_column}} < datetime({{end}})");
      const service = services.get(template.environments[0] ?? "");
      expect(service?.lint(rendered(template)), template.name).toEqual([]);
    }
  });

  it("keeps the value of a parameter a value", () => {
    const text = rendered(loaded.store.get("M365D.list_host_processes"), { host_name: 'x" | project DeviceId //' });
    const analysis = services.get("M365D")?.analyze(text);
    expect(analysis?.diagnostics).toEqual([]);
    expect(analysis?.resultColumns).toHaveLength(68);
  });

  it("lists file events of a host by its name, its id or both, and refuses neither", () => {
    for (const environment of environments) {
      const template = loaded.store.get(`${environment.startsWith("MD") ? environment : "M365D"}.list_file_events_for_host`, { environments: [environment] });
      const render = (given: Readonly<Record<string, string>>): string => renderQuery(template, { ...given, ...timeRange }, { dialect: kqlDialect });
      expect(render({ host_name: "ws-001" })).toMatch(/DeviceName =~ "ws-001"/);
      expect(render({ host_name: "ws-001" })).not.toMatch(/DeviceId/);
      expect(render({ device_id: "ab" })).toMatch(/DeviceId =~ "ab"/);
      expect(render({ host_name: "ws-001", device_id: "ab" }).match(/\| where /g)).toHaveLength(3);
      expect(() => render({ host_name: "" })).toThrowError(expect.objectContaining({ code: "parameters-missing", message: expect.stringMatching(/at least one of these:\n {2}host_name.*\n {2}device_id/s) }));
    }
  });

  it("describes every query and every parameter, with techniques for the hunts", () => {
    for (const template of templates()) {
      expect(template.description.length, template.name).toBeGreaterThan(15);
      for (const parameter of template.parameters) expect(parameter.description, `${template.name}.${parameter.name}`).not.toBe("");
      for (const reference of [template.metadata["references"] ?? []].flat()) expect(reference, template.name).toMatch(/^https:\/\/[a-z.]+\/[^\s<>]+$/);
      if (template.families.some((family) => family.endsWith("Hunting")))
        expect(template.tags.filter((tag) => /^T\d{4}(\.\d{3})?$/.test(tag)).length, template.name).toBeGreaterThan(0);
    }
  });
});

describe("the names of the reference's library", () => {
  it.each(libraryContract)("$family.$name", ({ family, name, parameters, table }) => {
    const environment = family === "IdentityOnPrem" ? "M365D" : family.replace("Hunting", "");
    const template = loaded.store.get(`${family}.${name}`, { environments: [environment] });
    const known = new Map(template.parameters.map((parameter) => [parameter.name, parameter]));
    for (const [parameter, alias] of parameters) {
      expect([...known.keys()], basename(template.file ?? "")).toContain(parameter);
      if (alias !== undefined) expect(known.get(parameter)?.aliases).toContain(alias);
    }
    const required = template.parameters.filter((parameter) => parameter.required && !(parameter.name in timeRange)).map((parameter) => parameter.name);
    const isEitherOr = name === "list_file_events_for_host"; // host_name and device_id both default to nothing, and one must be given
    expect(required.sort()).toEqual(isEitherOr ? [] : parameters.map(([parameter]) => parameter).sort());
    expect(template.requireOneOf).toEqual(isEitherOr ? ["host_name", "device_id"] : undefined);
    if (isEitherOr) expect([known.get("host_name")?.default, known.get("device_id")?.default]).toEqual(["", ""]);
    if (table !== undefined) expect(known.get("table")?.default).toBe(table);
    expect(known.get("add_query_items")).toMatchObject({ type: "kql", default: "" });
  });
});
