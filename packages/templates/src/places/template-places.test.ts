import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError, KqlDateTime } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildIndex, defineQuery, loadIndex, loadQueries, type ParameterValue, parseQueryFile, type QueryTemplate, type RenderedQuery, renderWithPlaces, type TemplateParameter } from "../index.js";

const folders = ["../../../../query-library/queries", "../../test/__fixtures__/reference"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const timeRange = { start: new KqlDateTime(638_000_000_000_000_000n), end: new KqlDateTime(638_000_864_000_000_000n) };
const harmless: Readonly<Record<string, ParameterValue>> = {
  string: "hk", int: 5, long: 5, real: 5.5, decimal: "5.5", bool: true, datetime: "2026-01-01", timespan: "1h", guid: "0a1b2c3d-0000-4000-8000-0123456789ab", list: ["hk"], dynamic: "{}", identifier: "hk", kql: "| take 5",
};

function valueOf(parameter: TemplateParameter): ParameterValue {
  const given = parameter.values?.[0] ?? parameter.examples?.[0] ?? parameter.default;
  return (given as ParameterValue | undefined) ?? (parameter.type === "list" ? [harmless[parameter.items ?? "string"] ?? "hk"] : (harmless[parameter.type] ?? "hk"));
}

function rendered(template: QueryTemplate, values: Readonly<Record<string, ParameterValue>>): RenderedQuery | undefined {
  try {
    return renderWithPlaces(template, values, { dialect: kqlDialect, timeRange });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return undefined;
  }
}

/** Every character of the template's own text stands in the file; a value stands at a placeholder of its parameter. */
function checkPlaces({ text, placeOf }: RenderedQuery, lines: readonly string[]): { own: number; values: number } {
  const counts = { own: 0, values: 0 };
  for (let offset = 0; offset < text.length; offset++) {
    const { line, column, parameter, within } = placeOf(offset);
    expect(within).toBe("file");
    const there = lines[line - 1]?.slice(column - 1) ?? "";
    if (parameter !== undefined) {
      counts.values++;
      expect(there).toMatch(new RegExp(`^\\{\\{?\\s*${parameter}\\b`));
    } else if (/\s/.test(text[offset] ?? "")) expect(there).toMatch(/^(?:\s|$|\\)/);
    else {
      counts.own++;
      expect(there[0] === "\\" || there.startsWith("''") ? text[offset] : there[0]).toBe(text[offset]);
    }
  }
  return counts;
}

describe("a place of the rendered text", () => {
  it.each(folders)("is found in the file for every character of every query under %s", async (folder) => {
    const { store } = await loadQueries([folder]);
    const templates = [...new Set(store.list().map(({ template }) => template))].filter((template) => !template.file?.includes("22_other"));
    const indexed = new Map(loadIndex(JSON.parse(JSON.stringify(buildIndex(store))) as ReturnType<typeof buildIndex>).list().map(({ name, template }) => [`${name} ${template.environments.join()}`, template]));
    const counts = { own: 0, values: 0, templates: 0 };
    for (const template of templates) {
      const lines = readFileSync(template.file ?? "", "utf8").split("\n");
      const values = Object.fromEntries(template.parameters.map((parameter) => [parameter.name, valueOf(parameter)]));
      const one = rendered(template, values);
      if (!one) continue;
      const found = checkPlaces(one, lines);
      const fromIndex = indexed.get(`${template.families[0] ?? ""}.${template.name} ${template.environments.join()}`);
      if (fromIndex) expect(rendered(fromIndex, values)?.placeOf(one.text.length - 1)).toEqual(one.placeOf(one.text.length - 1));
      counts.own += found.own;
      counts.values += found.values;
      counts.templates++;
    }
    // One of the reference's files takes a call of a function where others take a word.
    expect(counts.templates).toBeGreaterThanOrEqual(templates.length - 1);
    expect(counts.own).toBeGreaterThan(counts.templates * 30);
    expect(counts.values).toBeGreaterThan(counts.templates);
  });

  const word = fc.constantFrom("T", "| where a == ", "'it'", '"x"', "[0]", "#", "é", "😀", ":", "-");
  const huntkit = fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom("{{s}}", "'{{s}}'", "{{n}}", "{{k}}", "{{#if s}}", "{{else}}", "{{/if}}", "{{#unless n}}", "{{/unless}}", "{{! c }}", "$<m>$", "\\{{"), fc.constantFrom("\n", "\n\n", " ", "\n  ", "  \n"));
  const python = fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom("{s}", "'{s}'", "{n}", "{k}", "{{", "}}", "{f}", "$<m>$"), fc.constantFrom("\n", "\n\n", " ", "\n  ", "  \n"));
  const forms = ["|", ">", "'", '"', "|-", ">+"] as const;
  const lineBreak = fc.constantFrom("\n", "\r\n");

  it.each([["huntkit", huntkit, "| where m == {{n}}\n  and '{{s}}' // x"], ["python", python, "| where m == {n}\n  and '{s}' // x"]] as const)("is found for generated templates in the %s syntax, in every form of YAML", async (syntax, piece, macro) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => `T ${parts.join("")}`), fc.constantFrom(...forms), lineBreak, fc.boolean(), async (query, form, newline, all) => {
        const file = queryFile(syntax, scalar(query, form), scalar(macro, "|")).replaceAll("\n", newline);
        const template = (await parseQueryFile(file, { file: "a.yaml" }).catch(() => undefined))?.templates[0];
        const one = template && rendered(template, { s: 'a"b\nc\\', n: 5, ...(all ? { k: "| take 1 // c\n| count" } : {}) });
        if (!one) return;
        compared++;
        checkPlaces(one, file.split("\n"));
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it("counts in the query text for a query from code, and behind the last character for an end that comes too early", () => {
    const one = renderWithPlaces(defineQuery({ name: "q", query: "T\n| where a == {{a}} and", families: ["F"], environments: ["E"], parameters: { a: { type: "string" } } }), { a: "x" }, { dialect: kqlDialect });
    expect(one.placeOf(one.text.indexOf('"x"'))).toEqual({ template: "q", within: "query", line: 2, column: 14, parameter: "a" });
    expect(one.placeOf(one.text.length)).toEqual({ template: "q", within: "query", line: 2, column: 23 });
  });
});

/** A text as a scalar that stands behind a key with an indentation of eight. */
function scalar(text: string, form: string): string {
  if (form === "'") return `'${text.replaceAll("'", "''").replaceAll("\n", "\n\n          ")}'`;
  if (form === '"') return JSON.stringify(text).replaceAll(" | ", " \\\n          \\ | ");
  return `${form[0] ?? ""}2${form.slice(1)}\n${text.split("\n").map((line) => `          ${line}`).join("\n")}`;
}

function queryFile(syntax: string, query: string, macro: string): string {
  return `metadata:
  template_syntax: ${syntax}
  data_environments: [E]
  data_families: [F]
sources:
  q:
    args:
        query: ${query}
    query_macros:
      m:
        value: ${macro}
    parameters:
      s: {type: string}
      n: {type: long}
      f: {type: string, format: "'{0} {{{{'", default: x}
      k: {type: ${syntax === "huntkit" ? "kql" : "str"}, default: ""}
`;
}
