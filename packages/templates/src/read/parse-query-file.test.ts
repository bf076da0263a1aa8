import { TemplateError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { parseQueryFile } from "./parse-query-file.js";

const head = "metadata:\n  template_syntax: huntkit\n  data_environments: [M365D]\n  data_families: [Test]\n";
const python = head.replace("  template_syntax: huntkit\n", "");
const file = "queries/a.yaml";

async function failure(text: string): Promise<TemplateError> {
  const error: unknown = await parseQueryFile(text, { file }).then(
    (parsed) => parsed.problems[0],
    (reason: unknown) => reason,
  );
  if (!(error instanceof TemplateError)) throw new Error(`no TemplateError but ${String(error)}`);
  return error;
}

const bomb = `${head}x: [&a [z, z, z, z, z, z, z, z, z], &b [*a, *a, *a, *a, *a, *a, *a, *a, *a], &c [*b, *b, *b, *b, *b, *b, *b, *b, *b], &d [*c, *c, *c, *c, *c, *c, *c, *c, *c], &e [*d, *d, *d, *d, *d, *d, *d, *d, *d], &f [*e, *e, *e, *e, *e, *e, *e, *e, *e], &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]]\nsources: {}\n`;
const manyAliases = `${head}x: [&a 1, ${"*a, ".repeat(300)}1]\nsources: {}\n`;

describe("a broken file is told with file, line and column", () => {
  it.each([
    ["a tab as indentation", `${head}sources:\n\tq: 1\n`, "query-file-yaml", /tab stands/, 6],
    ["a duplicate key", `${head}sources:\n  q: {args: {query: T}}\n  q: {args: {query: U}}\n`, "query-file-yaml", /key stands twice/, 7],
    ["a duplicate key on the top level", `${head}sources: {q: {args: {query: T}}}\nmetadata: {}\n`, "query-file-yaml", /key stands twice/, 6],
    ["a bomb of nested aliases", bomb, "query-file-yaml", /blow it up/, 1],
    ["very many aliases", manyAliases, "query-file-yaml", /alias bomb/, 5],
    ["an alias without an anchor", `${head}sources: *nothing\n`, "query-file-yaml", /not valid YAML/, 5],
    ["a quote that does not end", `${head}sources: {q: {args: {query: 'T}}}\n`, "query-file-yaml", /not valid YAML/, 6],
    ["a type of code", `${head}sources: !!js/function 'x'\n`, "query-file-yaml", /not valid YAML/, 5],
    ["an empty file", "", "query-file-yaml", /not valid YAML/, 1],
    ["a list", "- a\n", "query-file-invalid", /the file must be object/, 1],
    ["no sources", head, "query-file-invalid", /the file has no `sources`/, 1],
    ["empty sources", `${head}sources: {}\n`, "query-file-invalid", /sources must not be empty/, 5],
    ["no environments", "metadata:\n  data_families: [A]\nsources: {q: {args: {query: T}}}\n", "query-file-invalid", /metadata has no `data_environments`/, 1],
    ["empty families", "metadata:\n  data_environments: [A]\n  data_families: []\nsources: {q: {args: {query: T}}}\n", "query-file-invalid", /data_families must not be empty/, 3],
    ["no query", `${head}sources:\n  q:\n    args: {uri: x}\n`, "query-file-invalid", /sources\.q\.args has no `query`/, 7],
    ["a query that is no text", `${head}sources:\n  q:\n    args:\n      query: [1]\n`, "query-file-invalid", /sources\.q\.args\.query must be string/, 8],
    ["a mistyped key", `${head}sources:\n  q:\n    args: {query: T}\n    paramters: {}\n`, "query-file-invalid", /unknown key `paramters`; did you mean parameters/, 8],
    ["a mistyped member of a parameter", `${head}sources:\n  q:\n    args: {query: 'T {{a}}'}\n    parameters:\n      a: {type: string, defualt: x}\n`, "query-file-invalid", /`defualt`; did you mean default/, 9],
    ["a syntax that is not known", `${head.replace("huntkit", "jinja")}sources: {q: {args: {query: T}}}\n`, "query-file-invalid", /template_syntax must be one of huntkit or python/, 2],
    ["an unknown type", `${head}sources:\n  q:\n    args: {query: T}\n    parameters: {a: {type: strng}}\n`, "parameter-type-unknown", /unknown type `strng`\. Did you mean "string"/, 6],
    ["a parameter without a type", `${head}sources:\n  q:\n    args: {query: T}\n    parameters: {a: {default: 1}}\n`, "parameter-type-missing", /Parameter a has no type/, 6],
    ["a list in a list", `${head}sources:\n  q:\n    args: {query: T}\n    parameters: {a: {type: list<list>}}\n`, "parameter-type-unknown", /items of type `list`/, 6],
    ["a pattern that is none", `${head}sources:\n  q:\n    args: {query: T}\n    parameters: {a: {type: string, pattern: '('}}\n`, "parameter-pattern", /not a regular expression/, 6],
    ["an undeclared placeholder", `${head}sources:\n  q:\n    args: {query: 'T | where a == {{b}}'}\n`, "placeholder-undeclared", /uses b, not declared/, 6],
    ["a placeholder that a backslash makes text", `${head}sources:\n  q:\n    args: {query: 'T | where a has @"C:\\{{b}}"'}\n    parameters: {b: {type: string}}\n`, "placeholder-escaped", /the value is not put in/, 6],
    ["a block that does not end", `${head}sources:\n  q:\n    args: {query: 'T {{#if a}}x'}\n    parameters: {a: {type: bool}}\n`, "template-syntax", /cannot be read/, 6],
    ["a single brace in the reference's syntax", `${python}sources:\n  q:\n    args: {query: 'T | where a == {'}\n`, "template-brace", /single brace/, 5],
  ])("%s", async (_name, text, code, message, line) => {
    const error = await failure(text);
    expect(error.message).toMatch(message);
    expect(error.message).toContain("queries/a.yaml");
    expect({ code: error.code, file: error.file, line: error.place?.line }).toEqual({ code, file, line });
    expect(error.place?.column).toBeGreaterThan(0);
  });

  it("tells all findings of the schema at once", async () => {
    const error = await failure(`${head}sources:\n  q:\n    args: {}\n    paramters: {}\n  r: 5\n`);
    expect(error.message.split("\n")).toHaveLength(3);
  });

  it("uses the other queries of the file", async () => {
    const { templates, problems } = await parseQueryFile(`${head}sources:\n  good: {args: {query: T}}\n  bad: {args: {query: '{{x}}'}}\n  fine: {args: {query: U}}\n`);
    expect(templates.map((template) => template.name)).toEqual(["good", "fine"]);
    expect(problems).toHaveLength(1);
  });
});

describe("a file", () => {
  it("merges metadata and parameters member by member, source over defaults over file", async () => {
    const { templates } = await parseQueryFile(`
metadata: {template_syntax: huntkit, data_environments: [E], data_families: [A, B.C], tags: [one], pivot: {a: 1, b: 1}}
defaults:
  metadata: {pivot: {b: 2, c: 2}, data_source: d}
  parameters:
    rows: {type: long, default: 10, description: Rows, min: 1}
sources:
  q:
    description: " Text "
    metadata: {tags: [two], pivot: {c: 3}}
    args: {query: 'T | take {{rows}}', uri: u}
    parameters: {rows: {default: 5}}
`);
    expect(templates[0]).toMatchObject({
      name: "q",
      families: ["A", "B.C"],
      environments: ["E"],
      description: "Text",
      tags: ["two"],
      uri: "u",
      metadata: { data_source: "d", pivot: { a: 1, b: 2, c: 3 } },
      parameters: [{ name: "rows", type: "long", default: 5, description: "Rows", min: 1, required: false }],
    });
  });

  it("of the reference may hold keys and types that are not known, with warnings", async () => {
    const { templates, warnings } = await parseQueryFile(`${python}extra: 1\nsources:\n  q:\n    args: {query: 'T | where a == "{x}"'}\n    parameters: {x: {type: hostname, colour: red}}\n`, { file });
    expect(templates[0]?.parameters[0]).toMatchObject({ name: "x", type: "string" });
    expect(warnings.map((warning) => warning.code)).toEqual(["query-file-unknown-key", "query-file-unknown-key", "parameter-type-unknown"]);
  });

  it("of the reference may hold texts, names and forms of its own", async () => {
    const { templates, warnings, problems } = await parseQueryFile(`
metadata: {data_environments: [DataEnvironment.MDE, M365D], data_families: [1], tags: [a, 5, yes], description: ~, references: {a: b}}
sources:
  "two words":
    description: 42
    args: {query: 'T | where a == "{b-c}" | take {n}', uri: no}
    parameters: {b-c: {type: str, description: 2024-02-29, aliases: [7]}, n: {type: int, default: 5, examples: 5, pattern: 5}}
`, { file });
    expect(problems).toEqual([]);
    expect(templates[0]).toMatchObject({ name: "two words", environments: ["MDE", "M365D"], families: ["1"], tags: ["a", "5", "true"], description: "42", uri: "false" });
    expect(templates[0]?.parameters).toMatchObject([{ name: "b-c", aliases: ["7"] }, { name: "n", default: 5 }]);
    expect(templates[0]?.parameters[1]?.pattern).toBeUndefined();
    expect([...new Set(warnings.map(({ code }) => code))]).toEqual(["query-file-form"]);
  });

  it("of the reference loses macros that are not there; in huntkit's syntax they stay, to be found by lint", async () => {
    const sources = "sources:\n  q:\n    args: {query: 'T $<there>$ $<not there>$'}\n    query_macros: {there: {value: '| take 1'}}\n";
    expect((await parseQueryFile(python + sources)).templates[0]?.query).toBe("T | take 1 ");
    expect((await parseQueryFile(head + sources)).templates[0]?.query).toBe("T | take 1 $<not there>$");
  });

  it("of the reference may name a key twice: the last counts, with a warning", async () => {
    const { templates, warnings } = await parseQueryFile(`${python}sources:\n  q: {args: {query: T}}\n  q: {args: {query: U}}\n`, { file });
    expect(templates.map(({ query }) => query)).toEqual(["U"]);
    expect(warnings).toMatchObject([{ code: "query-file-duplicate-key", message: expect.stringMatching(/line 6, column \d+: A key stands twice.*last of the values/) as string, file }]);
  });

  it("may hold quoted lines that stand no deeper than their key; what is wrong further down is told at its place in the file", async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `| where a${index} == 1`).join("\n");
    const text = `${python}sources:\n  q:\n    args:\n      query: '\nT\n${lines}'\n  bad:\n    args: {query: "\nT {nothing}"}\n`;
    const { templates, problems } = await parseQueryFile(text, { file });
    expect(templates[0]?.query).toBe(` T ${lines.replaceAll("\n", " ")}`);
    expect(problems[0]).toMatchObject({ code: "placeholder-undeclared", place: { line: 309, column: 3 } });
    const broken = await failure(`${python}sources:\n  q:\n    args:\n      query: '\n\tT\nU'\n    parameters: [*none]\n`);
    expect(broken).toMatchObject({ code: "query-file-yaml", place: { line: 10 } });
  });

  it("cannot reach the prototype of objects", async () => {
    const { templates } = await parseQueryFile(`${head}sources:\n  q:\n    args: {query: 'T'}\n    metadata: {__proto__: {polluted: true}, constructor: x}\n`);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(templates).toHaveLength(1);
  });
});
