import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kqlDialect } from "@huntkit/kql/dialect";
import { beforeAll, describe, expect, it } from "vitest";
import { type LoadedQueries, loadQueries, type ParameterValue, renderQuery } from "./index.js";

const folder = fileURLToPath(new URL("../test/__fixtures__/reference", import.meta.url));

interface Rendering {
  readonly file: string;
  readonly query: string;
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly text: string;
}

const renderings = JSON.parse(readFileSync(new URL("../test/__fixtures__/reference-renderings.json", import.meta.url), "utf8")) as Rendering[];

let loaded: LoadedQueries;
beforeAll(async () => {
  loaded = await loadQueries([folder]);
});

function templateOf({ file, query }: Pick<Rendering, "file" | "query">) {
  const found = loaded.store.list().find(({ template }) => template.file?.replaceAll("\\", "/").endsWith(`/${file}`) && template.name === query);
  if (!found) throw new Error(`${query} of ${file} is not loaded`);
  return found.template;
}

describe("files of the reference's format", () => {
  it("all load: more than thirty, without a problem", () => {
    expect(loaded.problems.map((problem) => problem.message)).toEqual([]);
    expect(new Set(loaded.store.list().map(({ template }) => template.file)).size).toBeGreaterThanOrEqual(33);
  });

  it.each(renderings.filter(({ file }) => file !== "22_other_language.yaml"))("$file: $query renders as Python's str.format does", (rendering) => {
    // The file in another language is left out: its values are not for KQL's dialect.
    expect(renderQuery(templateOf(rendering), rendering.values, { dialect: kqlDialect })).toBe(rendering.text);
  });
});
