import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kqlDialect } from "@huntkit/kql/dialect";
import { ParameterError, TemplateError } from "@huntkit/provider";
import { buildIndex, defineQuery, type QueryWarning } from "@huntkit/templates";
import { createFakeDriver } from "@huntkit/testkit";
import { createQueryProvider, loadQueryStore, queryProblems, type QuerySource } from "./index.js";

let folder = "";
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-sources-"));
  await writeFile(path("a.yaml"), fileText("one", "A"));
  await writeFile(path("b.yaml"), fileText("one", "B"));
  await writeFile(path("purpose.yaml"), fileText("one", "C", "  replaces: true\n"));
  await writeFile(path("other.yaml"), fileText("two", "D"));
  await writeFile(path("tab.yaml"), "metadata:\n\tx: 1\nsources:\n  hidden: {}\n");
  await writeFile(path("half.yaml"), `${fileText("good", "E")}  lame:\n    args:\n      query: "{{nowhere}}"\n`);
});
afterAll(() => rm(folder, { recursive: true }));

function fileText(name: string, query: string, metadata = ""): string {
  return `metadata:\n  data_environments: [Local]\n  data_families: [Own]\n  template_syntax: huntkit\n${metadata}sources:\n  ${name}:\n    args:\n      query: "${query}"\n`;
}

async function loaded(source: QuerySource) {
  const warnings: QueryWarning[] = [];
  const store = await loadQueryStore(source, { keepGoing: true, onWarning: (warning) => warnings.push(warning) });
  const texts = Object.fromEntries(store.list().map((query) => [query.template.name, query.template.query]));
  return { store, texts, problems: queryProblems(store), warnings };
}

describe("several sources", () => {
  it("are read one after the other: a compiled index, a store, a folder, a single file", async () => {
    const ofIndex = buildIndex((await loaded(path("a.yaml"))).store);
    const ofCode = (await loaded([])).store;
    ofCode.add(defineQuery({ name: "three", families: ["Own"], environments: ["Local"], query: "F", parameters: {} }));
    const { texts, problems } = await loaded([ofIndex, ofCode, path("other.yaml")]);
    expect(texts).toEqual({ one: "A", two: "D", three: "F" });
    expect(problems).toEqual([]);
  });

  it("keep the earlier query and tell of the later one where two have a name by mistake", async () => {
    const { texts, problems } = await loaded([path("a.yaml"), path("b.yaml"), path("other.yaml")]);
    expect(texts).toEqual({ one: "A", two: "D" });
    expect(problems.map(({ code, file }) => ({ code, file }))).toEqual([{ code: "query-duplicate", file: path("b.yaml") }]);
    expect(problems[0]?.message).toContain(path("a.yaml"));
    await expect(loadQueryStore([path("a.yaml"), path("b.yaml")])).rejects.toThrow(TemplateError);
  });

  it.each([
    ["the file says so", () => path("purpose.yaml"), "C"],
    ["the source says so", () => ({ source: path("b.yaml"), replace: true }), "B"],
  ])("replace a query with a warning if %s", async (_title, later, text) => {
    const { texts, problems, warnings } = await loaded([path("a.yaml"), later()]);
    expect([texts, problems]).toEqual([{ one: text }, []]);
    expect(warnings).toEqual([expect.objectContaining({ code: "query-replaced", message: expect.stringMatching(/Own\.one from \S+a\.yaml is replaced/) as string })]);
  });

  it("do not replace where the source forbids what the file asks for", async () => {
    const { texts, problems } = await loaded([path("a.yaml"), { source: path("purpose.yaml"), replace: false }]);
    expect([texts, problems.map(({ code }) => code)]).toEqual([{ one: "A" }, ["query-duplicate"]]);
  });

  it("leave a store that was given as it was, and carry its problems over", async () => {
    const first = await loaded([path("a.yaml"), path("tab.yaml")]);
    const both = await loaded([first.store, { source: path("b.yaml"), replace: true }]);
    expect(first.store.get("one").query).toBe("A");
    expect([both.texts, both.problems]).toEqual([{ one: "B" }, first.problems]);
    expect((await loaded(first.store)).store).toBe(first.store);
  });
});

describe("a broken file", () => {
  it("is told with file, line and column, and the others load", async () => {
    const { texts, problems, warnings } = await loaded([path("tab.yaml"), path("half.yaml"), path("other.yaml"), path("none.yaml")]);
    expect(texts).toEqual({ good: "E", two: "D" });
    expect(problems.map(({ file, place }) => [file, place?.line, place?.column])).toEqual([[path("tab.yaml"), 2, 1], [path("half.yaml"), 9, 3], [path("none.yaml"), undefined, undefined]]);
    expect(warnings.map(({ file }) => file)).toEqual(problems.map(({ file }) => file));
  });

  it("makes the load fail where all must be there, and the message tells of each", async () => {
    const failure: unknown = await loadQueryStore([path("tab.yaml"), path("half.yaml")]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "query-files-broken", message: expect.stringMatching(/tab\.yaml, line 2, column 1[^]*half\.yaml, line 9, column 3/) as string });
  });

  it("is among the problems of a provider, and is named when its query is asked for", async () => {
    const drivers = [createFakeDriver({ names: ["Local"], dialect: kqlDialect })];
    const provider = await createQueryProvider("Local", { drivers, queries: [path("tab.yaml"), path("half.yaml")] });
    expect(provider.problems.map(({ file }) => file)).toEqual([path("tab.yaml"), path("half.yaml")]);
    expect(provider.render("good")).toBe("E");
    for (const [name, file] of [["lame", "half.yaml"], ["Own.hidden", "tab.yaml"]] as const)
      expect(() => provider.render(name)).toThrow(expect.objectContaining({ code: "query-unknown", message: expect.stringContaining(`stands in a file that is broken: ${path(file)}, line`) as string }));
    expect(() => provider.render("else")).toThrow(ParameterError);
    expect(() => provider.render("else")).toThrow(/may be in one of them: .*tab\.yaml, .*half\.yaml\./);
  });
});

describe("a query from code", () => {
  it("is refused under a name that is taken, unless it replaces on purpose", async () => {
    const drivers = [createFakeDriver({ names: ["Local"], dialect: kqlDialect })];
    const provider = await createQueryProvider("Local", { drivers, queries: path("a.yaml") });
    const mine = { name: "one", families: ["Own"], environments: ["Local"], query: "Mine", parameters: {} };
    expect(() => provider.addQuery(mine)).toThrow(expect.objectContaining({ code: "query-duplicate" }));
    expect(provider.render("one")).toBe("A");
    expect(provider.addQuery(mine, { replace: true })).toEqual([expect.objectContaining({ code: "query-replaced" })]);
    expect(provider.render("one")).toBe("Mine");
  });
});
