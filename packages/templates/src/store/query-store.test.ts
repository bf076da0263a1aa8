import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kqlDialect } from "@huntkit/kql/dialect";
import { afterAll, describe, expect, it } from "vitest";
import { buildIndex, defineQuery, describeQuery, loadIndex, loadQueries, parameterSchema, parseQueryFile, type QueryIndex, QueryStore, renderQuery } from "../index.js";

const query = (name: string, families: string[], environments = ["M365D"], more: Partial<Parameters<typeof defineQuery>[0]> = {}) =>
  defineQuery({ name, families, environments, query: "DeviceEvents | take 1", ...more });

describe("QueryStore", () => {
  const store = new QueryStore();
  store.add(query("list_alerts", ["M365D"], ["M365D"]));
  store.add(query("list_alerts", ["MDE", "MDATP"], ["MDE"]));
  store.add(query("host_files", ["Custom.Network", "Alpha"], ["M365D", "MDE"]));

  it("lists by family, then name, for the environments", () => {
    expect(store.list().map(({ name }) => name)).toEqual(["Alpha.host_files", "Custom.Network.host_files", "M365D.list_alerts", "MDATP.list_alerts", "MDE.list_alerts"]);
    expect(store.list({ environments: ["mde"] }).map(({ name }) => name)).toEqual(["Alpha.host_files", "Custom.Network.host_files", "MDATP.list_alerts", "MDE.list_alerts"]);
    expect(store.list({ family: "custom.network" }).map(({ family }) => family)).toEqual(["Custom.Network"]);
    expect(store.families({ environments: ["M365D"] })).toEqual(["Alpha", "Custom.Network", "M365D"]);
  });

  it("finds by full name, in any case, and by the name alone if it is the only one", () => {
    expect(store.get("Custom.Network.host_files").name).toBe("host_files");
    expect(store.get("m365d.LIST_ALERTS").environments).toEqual(["M365D"]);
    expect(store.get("list_alerts", { environments: ["MDE"] }).environments).toEqual(["MDE"]);
    expect(store.find("list_alerts")).toBeUndefined();
  });

  it.each([
    ["list_alerts", {}, /Several queries are called list_alerts: M365D\.list_alerts, MDATP\.list_alerts, MDE\.list_alerts/],
    ["M365D.list_alert", {}, /Did you mean "M365D\.list_alerts"/],
    ["host_fils", {}, /Did you mean "host_files"/],
    ["M365D.list_alerts", { environments: ["MDE"] }, /cannot run in MDE; it is there for M365D/],
    ["zzz", { environments: ["Nothing"] }, /No queries are loaded/],
  ])("says what to do about %s", (name, filter, message) => {
    expect(() => store.get(name, filter)).toThrow(message);
  });

  it("replaces on purpose with a warning, by mistake not at all", () => {
    const one = new QueryStore();
    one.add(query("q", ["A", "B"]));
    expect(() => one.add(query("q", ["B", "C"]))).toThrow(/B\.q is already there.*replaces: true/);
    expect(one.list().map(({ name }) => name)).toEqual(["A.q", "B.q"]);
    expect(one.add(query("q", ["B"], ["M365D"], { description: "new" }), { replace: true }).map(({ code }) => code)).toEqual(["query-replaced"]);
    expect(one.get("B.q").description).toBe("new");
    expect(one.add(query("q", ["B"], ["M365D"], { description: "newer", metadata: { replaces: true } }))).toHaveLength(1);
    expect(one.add(query("q", ["B"], ["MDE"]))).toEqual([]);
    expect(one.list()).toHaveLength(3);
  });
});

it("keeps a query that is replaced in its other environments, and lets a later file of the reference replace an earlier one", async () => {
  const store = new QueryStore();
  store.add(query("q", ["A"], ["M365D", "MDE"], { description: "old" }));
  store.add(query("q", ["A"], ["mde"], { description: "new" }), { replace: true });
  expect([store.get("A.q", { environments: ["M365D"] }).description, store.get("A.q", { environments: ["MDE"] }).description]).toEqual(["old", "new"]);
  const file = (environments: string, text: string) => parseQueryFile(`metadata: {data_environments: [${environments}], data_families: [F]}\nsources: {q: {args: {query: ${text}}}}\n`, { file: `${text}.yaml` });
  const [first, second] = [(await file("MDE, M365D", "T")).templates[0], (await file("MDE", "U")).templates[0]];
  if (!first || !second) throw new Error("not read");
  expect(store.add(first)).toEqual([]);
  expect(store.add(second).map(({ code }) => code)).toEqual(["query-replaced"]);
  expect([store.get("F.q", { environments: ["MDE"] }).query, store.get("F.q", { environments: ["M365D"] }).query]).toEqual(["U", "T"]);
  expect(() => store.add(query("q", ["F"], ["MDE"]))).toThrow(/already there/);
  // A store that is made of another one's queries holds the same.
  const wide = new QueryStore();
  wide.add(query("q", ["A", "B"], ["M365D", "MDE"], { description: "old" }));
  wide.add(query("q", ["A", "C"], ["MDE"], { description: "new" }), { replace: true });
  const shown = (one: QueryStore) => one.list().map(({ name, template }) => `${name} ${template.environments.join()} ${template.description}`).sort();
  const again = new QueryStore();
  for (const template of new Set(wide.list().map((stored) => stored.template))) again.add(template, { replace: true });
  expect(shown(wide)).toEqual(["A.q M365D old", "A.q MDE new", "B.q M365D,MDE old", "C.q MDE new"]);
  expect(shown(again)).toEqual(shown(wide));
});

describe("search", () => {
  const store = new QueryStore();
  store.add(query("host_logons", ["M365D"], ["M365D"], { description: "Logons on a host", tags: ["logon"], query: "{{table}} | where DeviceName =~ {{host_name}}", parameters: { table: { type: "identifier", default: "DeviceLogonEvents" }, host_name: { type: "string" } } }));
  store.add(query("tasks", ["Hunting"], ["M365D"], { description: "New scheduled tasks", query: "DeviceEvents | join kind=inner (DeviceProcessEvents | take 1) on DeviceId", metadata: { techniques: ["T1053.005"] } }));
  const names = (what: Parameters<QueryStore["search"]>[0]) => store.search(what).map(({ name }) => name);

  it("ANDs the categories and ORs the expressions of one", () => {
    expect(names({ search: "host" })).toEqual(["M365D.host_logons"]);
    expect(names({ search: ["^nothing$", "sched.*tasks"] })).toEqual(["Hunting.tasks"]);
    expect(names({ table: "DeviceProcessEvents" })).toEqual(["Hunting.tasks"]);
    expect(names({ table: "logon", param: "host" })).toEqual(["M365D.host_logons"]);
    expect(names({ table: "logon", param: "nothing" })).toEqual([]);
    expect(names({ technique: "T1053" })).toEqual(["Hunting.tasks"]);
    expect(names({ tag: "LOGON" })).toEqual(["M365D.host_logons"]);
    expect(names({ tag: "LOGON", ignoreCase: false })).toEqual([]);
    expect(names({ name: "^hunting\\." })).toEqual(["Hunting.tasks"]);
    expect(() => store.search({ search: "(" })).toThrow(/not a regular expression/);
  });

  it("ranks plain words, all of which must occur", () => {
    expect(names("scheduled tasks")).toEqual(["Hunting.tasks"]);
    expect(names("device")).toEqual(["Hunting.tasks", "M365D.host_logons"].sort((left, right) => names("device").indexOf(left) - names("device").indexOf(right)));
    expect(names("host nothing")).toEqual([]);
    expect(names("t1053")).toEqual(["Hunting.tasks"]);
  });
});

it("describes a query without its secrets, required parameters first", () => {
  const template = query("q", ["A", "B"], ["E"], { query: "DeviceInfo | where a == {{a}} and b == {{b}}", parameters: { a: { type: "string", default: "s3cret", secret: true, examples: ["s3cret"] }, b: { type: "list<long>", description: "Bs" } } });
  const described = describeQuery(template);
  expect(described).toMatchObject({ names: ["A.q", "B.q"], tables: ["DeviceInfo"], parameters: [{ name: "b", type: "list<long>", required: true }, { name: "a", examples: [] }] });
  expect(JSON.stringify(described)).not.toContain("s3cret");
});

it("gives the JSON Schema of the parameters", async () => {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const template = query("q", ["A"], ["E"], {
    query: "{{start}} {{host}} {{rows}} {{hashes}} {{key}}",
    parameters: { start: { type: "datetime" }, host: { type: "string", min: 1, description: "A host" }, rows: { type: "int", default: 5, max: 10 }, hashes: { type: "list<guid>", required: false }, key: { type: "string", secret: true, default: "x" } },
  });
  const schema = parameterSchema(template);
  expect(schema).toMatchObject({ required: ["host"], additionalProperties: false, properties: { key: { writeOnly: true }, rows: { default: 5, maximum: 10 } } });
  const check = new Ajv2020({ strictTypes: false }).compile(schema);
  expect([{ host: "a" }, { host: "a", rows: 10, start: -3 }, {}, { host: "" }, { host: "a", rows: 11 }, { host: "a", hashes: ["x"] }, { host: "a", other: 1 }].map((value) => check(value))).toEqual([true, true, false, false, false, false, false]);
});

describe("loadQueries", () => {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-queries-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = (syntax: string, name: string, query: string, more = "") => `metadata: {template_syntax: ${syntax}, data_environments: [E], data_families: [F]${more}}\nsources: {${name}: {args: {query: '${query}'}}}\n`;

  it("reports what is broken and loads the rest", async () => {
    writeFileSync(join(folder, "a.yaml"), text("huntkit", "good", "T"));
    writeFileSync(join(folder, "b.yml"), "a:\n\t- b\n");
    writeFileSync(join(folder, "c.yaml"), text("python", "good", "U"));
    writeFileSync(join(folder, "d.YAML"), Buffer.from([0x61, 0x3a, 0xff, 0xfe]));
    writeFileSync(join(folder, "e.txt"), "not a query file");
    const { store, problems } = await loadQueries([folder, join(folder, "missing.yaml")]);
    expect(store.list().map(({ name }) => name)).toEqual(["F.good"]);
    expect(problems.map((problem) => problem.code)).toEqual(["query-file-yaml", "query-duplicate", "query-file-encoding", "query-file-unreadable"]);
    expect(problems.every((problem) => problem.file !== undefined)).toBe(true);
  });

  it("replaces queries of an earlier folder on purpose, with a warning", async () => {
    const { store } = await loadQueries([join(folder, "a.yaml")]);
    const again = await loadQueries([join(folder, "c.yaml")], { store, replace: true });
    expect(again.warnings.map(({ code }) => code)).toEqual(["query-replaced"]);
    expect(store.get("F.good").query).toBe("U");
    writeFileSync(join(folder, "f.yaml"), text("huntkit", "good", "V", ", replaces: true"));
    expect((await loadQueries([join(folder, "f.yaml")], { store })).problems).toEqual([]);
    expect(store.get("F.good").query).toBe("V");
  });
});

it("a compiled index gives the same renderings after a way through JSON", () => {
  const store = new QueryStore();
  store.add(query("q", ["A"], ["E"], { query: "T | where a == {{a}} {{#if b}}| take {{b}}{{/if}}", parameters: { a: { type: "string" }, b: { type: "int", required: false } } }));
  store.add(query("p", ["A"], ["E"], { query: "T | where a == '{a}' | where {{x}}", syntax: "python", parameters: { a: { type: "str" } } }));
  const again = loadIndex(JSON.parse(JSON.stringify(buildIndex(store))) as QueryIndex);
  for (const name of ["A.q", "A.p"]) expect(renderQuery(again.get(name), { a: "x'\"" }, { dialect: kqlDialect })).toBe(renderQuery(store.get(name), { a: "x'\"" }, { dialect: kqlDialect }));
  expect(() => loadIndex({ format: "other", templates: [] } as unknown as QueryIndex)).toThrow(/Build it again/);
});

it.each([
  [{ name: "a b" }, /must be a word/],
  [{ query: " " }, /has no text/],
  [{ families: [] }, /at least one family/],
  [{ query: "{{x}}" }, /uses x, not declared/],
])("a query from code with %j is refused", (wrong, message) => {
  expect(() => query("q", ["F"], ["E"], wrong)).toThrow(message);
});
