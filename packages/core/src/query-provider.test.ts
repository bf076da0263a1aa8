import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  CancelledError,
  type DriverCapabilities,
  KqlDateTime,
  ParameterError,
  ServiceError,
  TemplateError,
  UnsupportedError,
} from "@huntkit/provider";
import { kqlDialect } from "@huntkit/kql/dialect";
import { buildIndex, defineQuery, type QueryDefinition, QueryStore } from "@huntkit/templates";
import { completeRows, createFakeDriver, type FakeDriverOptions } from "@huntkit/testkit";
import { createQueryProvider, type QuerySource } from "./index.js";

const times = { start: { type: "datetime" }, end: { type: "datetime" } } as const;
const query = (name: string, family: string, environments: readonly string[], more: Partial<QueryDefinition> = {}) =>
  defineQuery({
    name, families: [family], environments, description: `${name} of ${family}`,
    query: "T | where Time between (datetime({{start}}) .. datetime({{end}})) and Host == {{host}}",
    parameters: { ...times, host: { type: "string", aliases: ["hostname"] } },
    ...more,
  });

function libraryStore(): QueryStore {
  const store = new QueryStore();
  store.add(query("list_things", "M365D", ["M365D", "M365DGraph", "Local"]));
  store.add(query("list_things", "MDE", ["MDE", "MDATP", "Local"]));
  store.add(query("only_mde", "MDE", ["MDE"]));
  store.add(query("twice", "A", ["M365D"]));
  store.add(query("twice", "B", ["M365D"]));
  store.add(query("elsewhere", "Cloud", ["Sentinel"]));
  return store;
}

const now = () => new Date("2026-07-08T12:00:00Z");
const columns = [{ name: "n", type: "long" as const }];
const localNames = ["Local", "LocalData", "M365D", "M365DGraph", "MDE", "MDATP"];

function fake(options: FakeDriverOptions = {}, capabilities: Partial<DriverCapabilities> = {}) {
  return createFakeDriver({ names: ["Local", "LocalData"], dialect: kqlDialect, capabilities: { queryEnvironments: localNames, ...capabilities }, answer: () => ({ columns, rows: [[1], [2], [3]] }), ...options });
}

async function connected(driver = fake(), queries: QuerySource = libraryStore()) {
  return createQueryProvider("local", { drivers: [driver], queries, now, connect: {} });
}

describe("a provider", () => {
  it("renders with the last day as the default time range and runs the text", async () => {
    const driver = fake();
    const provider = await connected(driver);
    const result = await provider.run("M365D.list_things", { hostname: 'a"b' });
    expect(completeRows(result)).toEqual([[1], [2], [3]]);
    expect(driver.calls.map((call) => call.text)).toEqual([
      'T | where Time between (datetime(2026-07-07T12:00:00Z) .. datetime(2026-07-08T12:00:00Z)) and Host == "a\\"b"',
    ]);
  });

  it("takes the time range of the call over that of the provider over the last day", async () => {
    const provider = await createQueryProvider("Local", { drivers: [fake()], queries: libraryStore(), now, timeRange: { start: "-7d@d" } });
    expect(provider.render("list_things", { host: "a" })).toContain("datetime(2026-07-01T00:00:00Z) .. datetime(2026-07-08T12:00:00Z)");
    const range = { start: new Date("2026-01-01T00:00:00Z"), end: KqlDateTime.parse("2026-01-02") ?? 0 };
    expect(provider.render("list_things", { host: "a" }, { timeRange: range })).toContain("datetime(2026-01-01T00:00:00Z) .. datetime(2026-01-02T00:00:00Z)");
    expect(provider.render("list_things", { host: "a", start: "2025-02-03" }, { timeRange: range })).toContain("datetime(2025-02-03T00:00:00Z)");
  });

  it.each([{ start: "yesterday-ish" }, { start: "2026-07-02", end: "2026-07-01" }, { start: Number.NaN }])("refuses the time range %o instead of taking it for now", async (timeRange) => {
    await expect(createQueryProvider("Local", { drivers: [fake()], now, timeRange })).rejects.toBeInstanceOf(ParameterError);
  });

  it("refuses an end before the start instead of finding nothing", async () => {
    const provider = await connected();
    expect(() => provider.render("list_things", { host: "a", start: "2026-07-02", end: "2026-07-01" })).toThrow(/ends .* before it starts/);
    expect(() => provider.render("list_things", { host: "a", end: "2020-01-01" })).toThrow(/without one, the end is now and the start a day ago/);
  });

  it("fills parameters from entities", async () => {
    const provider = await connected();
    expect(provider.render("list_things", {}, { entities: [{ hostname: "pc-1" }] })).toContain('Host == "pc-1"');
  });

  it("tells all missing parameters at once", async () => {
    const provider = await connected(fake(), [query("needs", "F", ["Local"], { parameters: { ...times, host: { type: "string" }, port: { type: "int" } }, query: "T | where {{start}} < {{end}} and {{host}} == {{port}}" })].reduce((store, template) => (store.add(template), store), new QueryStore()));
    await expect(provider.run("needs")).rejects.toThrow(/host.*\n.*port/);
  });

  it("keeps the first rows by the limit and says how many there were", async () => {
    const result = await (await connected()).query("T", { limit: 2 });
    expect(completeRows(result)).toEqual([[1], [2]]);
    expect(result.warnings.map((warning) => warning.message)).toEqual(["Only the first 2 of 3 rows are given, because of the limit."]);
    expect((await (await connected()).query("T", { limit: 3 })).warnings).toEqual([]);
    await expect((await connected()).query("T", { limit: 1.5 })).rejects.toBeInstanceOf(ParameterError);
  });

  it("passes progress on, and the time range only to drivers that take one beside the text", async () => {
    const plain = fake();
    const onProgress = (): void => undefined;
    await (await connected(plain)).query("print 1", { onProgress, timeRange: { start: "-1d" } });
    expect(plain.calls[0]?.options).toEqual({ onProgress });
    const timed = fake({}, { timespan: true });
    await (await connected(timed)).query("T", { timeRange: { start: "2026-07-01", end: "2026-07-02" } });
    expect(timed.calls[0]?.options.timespan?.start.toString()).toBe("2026-07-01T00:00:00.0000000Z");
  });

  it("gives a partial result as such", async () => {
    const error = new ServiceError({ code: "down", message: "Down." });
    const partial = { status: "partial" as const, query: "T", durationMilliseconds: 0, warnings: [], partialTable: { columns, rowCount: 2, cell: (row: number) => row }, missing: [{ error, attempts: 1 }] };
    const result = await (await connected(fake({ answer: () => ({ result: partial }) }))).query("T", { limit: 1 });
    expect(result.status === "partial" && [result.partialTable.rowCount, result.missing.length]).toEqual([1, 1]);
  });
});

describe("names of queries", () => {
  it("take the first environment where a bare name stands for several, in any case", async () => {
    const provider = await connected();
    expect(provider.template("LIST_THINGS").families).toEqual(["M365D"]);
    expect(provider.template("mde.list_things").families).toEqual(["MDE"]);
    expect(provider.describe("only_mde").environments).toEqual(["MDE"]);
  });

  it("are an error that lists the queries if nothing decides between them", async () => {
    const provider = await connected();
    expect(() => provider.template("twice")).toThrow('"twice" stands for 2 queries: A.twice, B.twice. Use one of these names.');
  });

  it("suggest the nearest, bare or with family", async () => {
    const provider = await connected();
    expect(() => provider.template("list_thing")).toThrow(/There is no query "list_thing"\. Did you mean "list_things"\?/);
    expect(() => provider.template("MDE.list_thingz")).toThrow(/Did you mean "MDE.list_things"/);
  });

  it("list only what the environment can run", async () => {
    const mde = await createQueryProvider("MDE", { drivers: [createFakeDriver({ names: ["MDE", "MDATP"], dialect: kqlDialect })], queries: libraryStore() });
    expect(mde.list().map((found) => found.name)).toEqual(["MDE.list_things", "MDE.only_mde"]);
    expect(mde.search("things").map((hit) => hit.name)).toEqual(["MDE.list_things"]);
    expect(() => mde.template("elsewhere")).toThrow(/is for Sentinel, not for MDE/);
    expect((await connected()).list({ family: "M365D" }).map((found) => found.name)).toEqual(["M365D.list_things"]);
  });
});

describe("queries", () => {
  it("come from folders, a compiled index, and code", async () => {
    const folder = await mkdtemp(join(tmpdir(), "huntkit-core-"));
    await writeFile(join(folder, "a.yaml"), "metadata:\n  data_environments: [Local]\n  data_families: [Own]\nsources:\n  one:\n    description: One\n    args:\n      query: T\n    parameters: {}\n");
    const fromFolder = await connected(fake(), folder);
    expect(fromFolder.list().map((found) => found.name)).toEqual(["Own.one"]);
    const fromIndex = await connected(fake(), JSON.parse(JSON.stringify(buildIndex(libraryStore()))));
    expect(fromIndex.list()).toHaveLength(5);
    fromIndex.addQuery({ name: "mine", query: "T | take {{n}}", families: ["Own"], environments: ["Local"], parameters: { n: { type: "int" } } });
    expect(fromIndex.render("mine", { n: "5" })).toBe("T | take 5");
    await writeFile(join(folder, "index.json"), JSON.stringify(buildIndex(libraryStore())));
    expect((await connected(fake(), join(folder, "index.json"))).list()).toHaveLength(5);
    for (const [name, text] of [["gone.json", undefined], ["broken.json", "{"], ["null.json", "null"]] as const) {
      if (text !== undefined) await writeFile(join(folder, name), text);
      await expect(connected(fake(), join(folder, name)), name).rejects.toMatchObject({ kind: "template", code: "query-index-unreadable", message: expect.stringContaining(name) as string });
    }
    await rm(folder, { recursive: true });
  });

  it("that are broken are all told, with their files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "huntkit-core-"));
    await writeFile(join(folder, "a.yaml"), "metadata: {\n");
    await writeFile(join(folder, "b.yaml"), "metadata:\n\tx: 1\n");
    const failure = await createQueryProvider("Local", { drivers: [fake()], queries: [folder], requireAllQueries: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TemplateError);
    expect((failure as TemplateError).message).toMatch(/a\.yaml[^]*b\.yaml/);
    await rm(folder, { recursive: true });
  });
});

describe("connections", () => {
  it("are needed for running only", async () => {
    const provider = await createQueryProvider("Local", { drivers: [fake()], queries: libraryStore(), now });
    expect([provider.environment, provider.connected]).toEqual(["Local", false]);
    expect(provider.list()).toHaveLength(5);
    await expect(provider.query("T")).rejects.toThrow(/no connection to Local. Call `connect` first/);
  });

  it("are closed when another is opened, and by close, more than once", async () => {
    const driver = fake();
    const provider = await connected(driver);
    await provider.connect({});
    expect(driver.openConnections).toBe(1);
    await provider.close();
    await provider.close();
    expect([driver.openConnections, provider.connected]).toEqual([0, false]);
  });

  it("list their tables if the driver can", async () => {
    const schema = { tables: [{ name: "T", columns }] };
    expect(await (await connected(fake({ schema }))).schema()).toEqual(schema);
    await expect((await connected()).schema()).rejects.toBeInstanceOf(UnsupportedError);
  });

  it("stop at once when the signal fires, whether or not the driver can stop", async () => {
    for (const cancels of ["query", "waiting"] as const) {
      const provider = await connected(fake({ answer: () => ({ hangs: true }) }, { cancels }));
      const controller = new AbortController();
      const running = provider.query("T", { signal: controller.signal });
      controller.abort();
      await expect(running).rejects.toBeInstanceOf(CancelledError);
      await expect(provider.query("T", { signal: controller.signal })).rejects.toBeInstanceOf(CancelledError);
      await provider.close();
    }
  });

  it("that open after the caller stopped waiting are closed", async () => {
    const inner = fake();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = { ...inner, connect: async () => (await gate, inner.connect({})) };
    const provider = await createQueryProvider("Local", { drivers: [slow] });
    const controller = new AbortController();
    const connecting = provider.connect({ signal: controller.signal });
    controller.abort();
    await expect(connecting).rejects.toBeInstanceOf(CancelledError);
    expect(provider.connected).toBe(false);
    open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(inner.openConnections).toBe(0);
  });
});
