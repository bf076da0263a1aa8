import { kqlDialect } from "@huntkit/kql/dialect";
import { KqlDateTime } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { defineQuery, lintTemplate, type ParameterDefinition, type ParameterValues, renderQuery, type TemplateSyntax } from "../index.js";

const template = (query: string, parameters: Record<string, ParameterDefinition>, syntax: TemplateSyntax = "huntkit") => defineQuery({ name: "q", query, parameters, syntax, families: ["F"], environments: ["E"] });
const render = (query: string, parameters: Record<string, ParameterDefinition>, values: ParameterValues = {}, syntax: TemplateSyntax = "huntkit") =>
  renderQuery(template(query, parameters, syntax), values, { dialect: kqlDialect, now: () => new Date("2026-07-01T00:00:00Z") });

describe("the form of a value follows its place", () => {
  it.each([
    ["T | where a == {{p}}", "string", 'x"y', 'T | where a == "x\\"y"'],
    ["T | where a == '{{p}}'", "string", "it's", "T | where a == 'it\\'s'"],
    ['T | where a == @"{{p}}"', "string", 'C:\\x "y"', 'T | where a == @"C:\\x ""y"""'],
    ["T // {{p}}\n| take 1", "string", "a\n| take 5", "T // a\\n| take 5\n| take 1"],
    ["T | where t > {{p}}", "datetime", "-1d", "T | where t > datetime(2026-06-30T00:00:00Z)"],
    ["T | where t > datetime({{p}})", "datetime", "-1d", "T | where t > datetime(2026-06-30T00:00:00Z)"],
    ["T | where t > todatetime('{{p}}')", "datetime", "2026-07-01T01:02:03.5Z", "T | where t > todatetime('2026-07-01T01:02:03.500000Z')"],
    ["T | where t > ago({{p}})", "timespan", "36h", "T | where t > ago(timespan(1.12:00:00))"],
    ["T | where t > ago({{p}}d)", "int", "7", "T | where t > ago(7d)"],
    ["T | where a in ({{p}})", "list", "a, b", 'T | where a in ("a", "b")'],
    ["T | where a in ({{p}})", "list<long>", [1, -2], "T | where a in (1, long(-2))"],
    ["T | where a in ({{p}})", "list", [], "T | where a in (dynamic([]))"],
    ["let l = dynamic([{{p}}]); T", "list", [], "let l = dynamic([]); T"],
    ["let l = dynamic({{p}}); T", "list", ["a"], 'let l = dynamic(["a"]); T'],
    ["T | where a == '{{p}}'", "list", ["a", "b"], "T | where a == 'a,b'"],
    ["T | where a == {{p}}", "bool", "yes", "T | where a == true"],
    ["T | where a == {{p}}", "real", "2", "T | where a == 2.0"],
    ["T | where a == {{p}}", "decimal", "1.50", "T | where a == decimal(1.50)"],
    ["T | extend a = {{p}}", "dynamic", { b: "x\"" }, 'T | extend a = dynamic({"b":"x\\""})'],
    ["{{p}} | take 1", "identifier", "my table", "['my table'] | take 1"],
    ["Device{{p}}Events", "identifier", "File", "DeviceFileEvents"],
    ["T\n{{p}}\n| take 1", "kql", "| where a == 1 // x", "T\n| where a == 1\n| take 1"],
    ["T\n{{p}}\n| take 1", "kql", " ", "T\n| take 1"],
    ["T {{p}}| take 1", "kql", "", "T | take 1"],
  ] as const)("%s with %s %j", (query, type, value, expected) => {
    expect(render(query, { p: { type } }, { p: value as string })).toBe(expected);
  });

  it("writes nothing given as the type's null", () => {
    const optional = { required: false };
    expect(render("{{a}} {{b}} {{c}} ({{d}}) {{e}}", { a: { type: "long", ...optional }, b: { type: "datetime", ...optional }, c: { type: "string", ...optional }, d: { type: "list", ...optional }, e: { type: "kql", ...optional } })).toBe('long(null) datetime(null) "" (dynamic([])) ');
  });

  it("decides conditions by what is given", () => {
    const query = "T\n{{#if host}}\n| where a == {{host}}\n{{else}}\n| where isnotempty(a)\n{{/if}}\n{{#unless all}}\n| take {{rows}}\n{{/unless}}\n";
    const parameters = { host: { type: "string", required: false }, all: { type: "bool", default: false }, rows: { type: "int", default: 10 } };
    expect(render(query, parameters, {})).toBe("T\n| where isnotempty(a)\n| take 10\n");
    expect(render(query, parameters, { host: "x", all: true })).toBe('T\n| where a == "x"\n');
  });
});

describe("what cannot be written safely is refused", () => {
  it.each([
    ["T | where a == @'{{p}}'", "string", "a\nb", /Parameter p: .*verbatim|line break/s],
    ["T | where a == ```{{p}}```", "string", "a```b", /cannot hold/],
    ["T | where t > ago({{p}}d)", "int", -1, /not negative/],
    ["Device{{p}}Events", "identifier", "a b", /does not make a name/],
    ["T {{p}}", "kql", "| take 1; drop table x", /another statement/],
    ["T {{p}}", "kql", "where x", /begin with/],
    ["T | where t > datetime({{p}} 10:00)", "string", "x) | take 1", /cannot stand inside a literal/],
    ["T | where t > datetime({{p}})", "string", "x)", /cannot stand in datetime/],
    ["T | where a in ({{p}}, 1) and b in (dynamic([1, {{p}}]))", "list", [], /is empty/],
  ] as const)("%s with %s %j", (query, type, value, message) => {
    expect(() => render(query, { p: { type } }, { p: value as string })).toThrow(message);
  });

  it.each([
    ['T | where a == "x"{{p}}', /touches a quote/],
    ["T | where a == @{{p}}", /touches a quote/],
    ["T | where a == h{{p}}", /touches a word/],
    ["T | where a == 1.{{p}}", /touches a quote, a point/],
    ["T | where a == {{p}}{{p}}", /another placeholder/],
  ])("the place in %s", (query, message) => {
    expect(() => render(query, { p: { type: "long" } }, { p: 5 })).toThrow(message);
  });

  it.each(['T | where a == "\\{p}"', 'T | where a == "\\u00{p}"', 'T | where a == "\\1{p}"'])("a placeholder inside an escape: %s", (query) => {
    expect(() => render(query, { p: { type: "str" } }, { p: "x" }, "python")).toThrow(/^Query q: .*escape/);
  });

  it("an identifier that the schema does not have, with the nearest", () => {
    const schema = { tables: [{ name: "DeviceEvents", columns: [{ name: "Timestamp", type: "datetime" as const }] }] };
    const one = template("{{p}} | take 1", { p: { type: "identifier" } });
    expect(renderQuery(one, { p: "DeviceEvents" }, { dialect: kqlDialect, schema })).toBe("DeviceEvents | take 1");
    expect(() => renderQuery(one, { p: "DeviceEvent" }, { dialect: kqlDialect, schema })).toThrow(/no table or column "DeviceEvent"\. Did you mean "DeviceEvents"/);
  });
});

describe("bare texts of the reference's files", () => {
  it.each([
    ["{p} | take 1", undefined, "DeviceEvents", "DeviceEvents | take 1"],
    ["{p} | take 1", undefined, "a | drop", "['a | drop'] | take 1"],
    ["T | where a in ({p})", undefined, "'a', \"b\"", "T | where a in ('a', \"b\")"],
    ["T | where a in ({p})", undefined, "'a') or (1 == 1", 'T | where a in ("\'a\') or (1 == 1")'],
    ["T | where t > ago({p})", "7d", "14d", "T | where t > ago(14d)"],
    ["T | where a {p} 'x'", "has", "!contains", "T | where a !contains 'x'"],
    ["T | sort by a {p}", "desc", " asc ", "T | sort by a asc"],
    ["T | where a == {p}", "'x'", "a b", 'T | where a == "a b"'],
    ["T | where a == split(b, '{p}')", "\\\\", "\\", "T | where a == split(b, '\\\\')"],
    ["T | where a == 1 {p}", "", "| take 5", "T | where a == 1 | take 5"],
    ["T | where a == 1 {p}", "", "", "T | where a == 1 "],
    ["T | extend x = {p}", "count()", "sum(Total)", "T | extend x = sum(Total)"],
  ])("%s (default %j) with %j", (query, fallback, value, expected) => {
    expect(render(query, { p: { type: "str", ...(fallback === undefined ? {} : { default: fallback }) } }, { p: value }, "python")).toBe(expected);
  });

  it.each([
    ["T | where a == split(b, '{p}')", "\\\\", "T | where a == split(b, '\\\\')"],
    ['T | where a == "{p}"', 'x\\"y', 'T | where a == "x\\"y"'],
    ['T | where a == "{p}"', 'x"y', 'T | where a == "x\\"y"'],
    ['T | where a == "{p}"', "C:\\Temp", 'T | where a == "C:\\\\Temp"'],
    ["T | where a == @'{p}' | take 1", "C:\\Temp", "T | where a == @'C:\\Temp' | take 1"],
    ["T | where a == @'{p}'", "it's", "T | where a == @'it''s'"],
    ["T | where a {p} 1", "==", "T | where a == 1"],
  ])("writes a default into %s as its author wrote it, where the string goes on behind it: %j", (query, fallback, expected) => {
    expect(render(query, { p: { type: "str", default: fallback } }, {}, "python")).toBe(expected);
  });

  it("refuses code where clauses, an expression, a comparison or a value of another kind are wanted", () => {
    expect(() => render("T | where a {p} 1", { p: { type: "str", default: "==" } }, { p: "== 1 or 1 ==" }, "python")).toThrow(/not a comparison/);
    expect(() => render("T | where t > ago({p})", { p: { type: "str", default: "7d" } }, { p: "1d) or (true" }, "python")).toThrow(/is not one value such as 7d/);
    expect(() => render("T | where {p}", { p: { type: "str", default: "true" } }, { p: "1 == 1" }, "python")).toThrow(/is not one value such as true/);
    expect(() => render("T {p}", { p: { type: "str", default: "" } }, { p: "; drop" }, "python")).toThrow(/whole KQL clauses/);
    expect(() => render("T | extend x = {p}", { p: { type: "str", default: "count()" } }, { p: "1 | take 1" }, "python")).toThrow(/not a name, a literal or a call/);
  });

  it("are found by the lint, with what they stand for", () => {
    const findings = lintTemplate(template("{table} | where a == '{x}' {add}", { table: { type: "str" }, x: { type: "str" }, add: { type: "str", default: "" }, unused: { type: "str" } }, "python"), kqlDialect);
    expect(findings.map(({ code, parameter }) => `${code} ${parameter}`)).toEqual(["unused-parameter unused", "raw-parameter table", "raw-parameter add"]);
    expect(lintTemplate(template("T | where a == {{x}} {{#if y}}| take 1{{/if}}", { x: { type: "string" }, y: { type: "bool" } }), kqlDialect)).toEqual([]);
    expect(lintTemplate(template('T | where a == "{{x}}', { x: { type: "string" } }), kqlDialect)).toMatchObject([{ code: "template-error", severity: "error" }]);
    expect(lintTemplate(template("T | where a == h{{x}}", { x: { type: "long" } }), kqlDialect)).toMatchObject([{ code: "template-error", parameter: "x" }]);
  });

  it("formats times as the format says", () => {
    const parameters = { t: { type: "datetime", format: '"{0:%Y/%m/%d %H:%M:%S.%f %j %b %a}"' } };
    expect(render("print {t}", parameters, { t: new KqlDateTime(637134336012345670n) }, "python")).toBe('print "2020/01/01 00:00:01.234567 001 Jan Wed"');
    expect(() => render("print {t}", { t: { type: "datetime", format: "{0:%Q}" } }, { t: "now" }, "python")).toThrow(/%Q, which is not known/);
    expect(() => render("print {t}", { t: { type: "str", format: "no place" } }, { t: "now" }, "python")).toThrow(/Give one placeholder/);
  });
});

it("an unknown placeholder, a broken string and a mistake in the value name the query", () => {
  expect(() => render("T | where a == '{{p}}", { p: { type: "string" } }, { p: "x" })).toThrow(/^Query q: The string has no closing '/);
});
