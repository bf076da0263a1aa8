import { createRequire } from "node:module";
import { KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue } from "@huntkit/provider";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { kqlDialect } from "./kql-dialect.js";

interface OfficialToken {
  readonly Kind: number;
  readonly Text: string;
}

let kinds: (text: string) => number[];
let texts: (text: string) => string[];
let stringValue: (literal: string) => string;

beforeAll(() => {
  const require = createRequire(import.meta.url);
  require("@kusto/language-service-next/bridge.min.js");
  require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
  const language = (
    globalThis as unknown as {
      Kusto: { Language: { Parsing: { TokenParser: { ParseTokens(text: string): OfficialToken[] } }; KustoFacts: { GetStringLiteralValue(literal: string): string } } };
    }
  ).Kusto.Language;
  kinds = (text) => language.Parsing.TokenParser.ParseTokens(text).map((token) => token.Kind);
  texts = (text) => language.Parsing.TokenParser.ParseTokens(text).map((token) => token.Text);
  stringValue = (literal) => language.KustoFacts.GetStringLiteralValue(literal);
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: fc.constantFrom("\"", "'", "\\", "|", "//", "\n", "\r", "\0", "\ud800", "\udc00", "\u2028", "\u202e", "{{", "$<", "`", "~", "h", "@", "u", "0", " ;", ")"), maxLength: 12 }),
);
const numRuns = Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? 10_000);

describe("literal", () => {
  it("holds any text as one string token whose official value is the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const literal = kqlDialect.literal(text, "string");
        expect(texts(literal)[0]).toBe(literal);
        expect(kinds(`where a == ${literal} | count`)).toEqual(kinds('where a == "x" | count'));
        expect(stringValue(literal)).toBe(text);
      }),
      { numRuns },
    );
  });

  const cases: readonly (readonly [KqlValue, KqlType, string])[] = [
    [5, "long", "5"],
    [-5, "long", "long(-5)"],
    [9007199254740993n, "long", "9007199254740993"],
    [5, "int", "int(5)"],
    [1.5, "real", "1.5"],
    [3, "real", "3.0"],
    [-2.5, "real", "real(-2.5)"],
    [NaN, "real", "real(nan)"],
    [-Infinity, "real", "real(-inf)"],
    [1e21, "real", "1e+21"],
    [true, "bool", "true"],
    [null, "bool", "bool(null)"],
    [null, "datetime", "datetime(null)"],
    [null, "string", '""'],
    [KqlDateTime.parse("2026-07-01T00:00:00Z") ?? null, "datetime", "datetime(2026-07-01T00:00:00Z)"],
    [KqlDateTime.parse("2026-07-01T00:00:00.1234567Z") ?? null, "datetime", "datetime(2026-07-01T00:00:00.1234567Z)"],
    [KqlTimeSpan.parse("-1.02:03:04") ?? null, "timespan", "timespan(-1.02:03:04)"],
    [new KqlDecimal("-1.50"), "decimal", "decimal(-1.50)"],
    ["A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "guid", "guid(a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11)"],
    [{ a: [1, "x\"", null] }, "dynamic", 'dynamic({"a":[1,"x\\"",null]})'],
  ];
  it.each(cases.map(([value, type, expected]) => [type, expected, value] as const))("writes a %s as %s", (type, expected, value) => {
    expect(kqlDialect.literal(value, type)).toBe(expected);
  });

  it("keeps the token kinds for every number, time and span", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.double(), (whole, number) => {
        const ticks = new KqlTimeSpan(whole);
        expect(kinds(kqlDialect.literal(whole, "long"))).toEqual(kinds("5"));
        expect(kinds(kqlDialect.literal(number, "real"))).toEqual(kinds("5.5"));
        expect(kinds(kqlDialect.literal(ticks, "timespan"))).toEqual(kinds("5d"));
      }),
      { numRuns: Math.min(numRuns, 10_000) },
    );
  });

  it("writes every instant as the value's own text, with a shorter fraction", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 3_155_378_975_999_999_999n }), (ticks) => {
        const time = new KqlDateTime(ticks);
        const text = kqlDialect.insideLiteral(time, "datetime");
        expect(KqlDateTime.parse(text)?.ticks).toBe(ticks);
        expect(time.toString().startsWith(text.slice(0, 19))).toBe(true);
      }),
      { numRuns: Math.min(numRuns, 20_000), examples: [[0n], [3_155_378_975_999_999_999n]] },
    );
  });

  it.each([
    ["x", "long"], [1.5, "int"], [2 ** 31, "int"], [2 ** 60, "long"], ["1", "real"], ["2020", "datetime"], ["1d", "timespan"], ["zz", "guid"], ["true", "bool"], [NaN, "dynamic"],
  ] as const)("refuses %j as %s", (value, type) => {
    expect(() => kqlDialect.literal(value, type)).toThrow(/cannot be written as KQL/);
  });
});

describe("insideString", () => {
  const forms = [
    ["double", '"', '"'], ["single", "'", "'"], ["verbatim-double", '@"', '"'], ["verbatim-single", "@'", "'"],
    ["multiline-backtick", "```", "```"], ["multiline-tilde", "~~~", "~~~"],
  ] as const;
  it.each(forms)("a text inside %s keeps one token of the same value, or is refused", (form, open, close) => {
    let written = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        let inside: string;
        try {
          inside = kqlDialect.insideString(text, form);
        } catch {
          expect(form).toMatch(/verbatim|multiline/);
          return;
        }
        written++;
        const literal = `${open}${inside}${close}`;
        expect(texts(`${literal} | count`)[0]).toBe(literal);
        expect(stringValue(literal)).toBe(text);
      }),
      { numRuns: Math.min(numRuns, 20_000) },
    );
    expect(written).toBeGreaterThan(1000);
  });

  it("writes a megabyte at once", () => {
    const text = 'a"\\\n'.repeat(262_144);
    expect(stringValue(kqlDialect.literal(text, "string"))).toBe(text);
  });
});

describe("identifier", () => {
  it("writes plain names bare, and keywords and all other names in brackets", () => {
    expect(["DeviceEvents", "_x1", "count", "has", "a b", "it's", "1a", "$left", "true", "é"].map((name) => kqlDialect.identifier(name))).toEqual([
      "DeviceEvents", "_x1", "['count']", "['has']", "['a b']", "['it\\'s']", "['1a']", "['$left']", "['true']", "['é']",
    ]);
  });

  it("is one identifier or one bracketed string for any name", () => {
    fc.assert(
      fc.property(anyText.filter((text) => text.trim() !== ""), (name) => {
        const written = kqlDialect.identifier(name);
        const shape = written.startsWith("[") ? "T | project ['x'] | count" : "T | project x | count";
        expect(kinds(`T | project ${written} | count`)).toEqual(kinds(shape));
        expect(written.startsWith("[") ? stringValue(written.slice(1, -1)) : written).toBe(name);
      }),
      { numRuns: Math.min(numRuns, 20_000) },
    );
  });
});

describe("clauses", () => {
  it.each([
    ["", ""],
    ["  \n ", ""],
    ["| take 10", "| take 10"],
    ["| where a == ';' // only these\n| project-away b // done", "| where a == ';'\n| project-away b"],
    ['| join kind=inner (T | where x has "|") on y', '| join kind=inner (T | where x has "|") on y'],
  ])("takes %j", (text, expected) => {
    expect(kqlDialect.clauses(text)).toBe(expected);
  });

  it.each([
    ["where x == 1", /begin with/],
    ["| where x == 1; drop", /another statement/],
    ["| where (x == 1", /closing `\)` is missing/],
    ["| where x == 1)", /closes nothing/],
    ["| where x == [1)", /closes nothing/],
    ['| where x == "a', /no closing/],
    ["| nonsense x", /not `nonsense`/],
    ["| where a | ", /operator such as/],
    ["// | where x", /^$/],
    ["#connect x", /does not belong/],
    ["| where x \u0000", /does not belong/],
    [") | where x", /closes nothing/],
    ["| take 1 <| y", /management/],
  ])("refuses %j", (text, message) => {
    if (message.source === "^$") expect(kqlDialect.clauses(text)).toBe("");
    else expect(() => kqlDialect.clauses(text)).toThrow(message);
  });
});

describe("contexts", () => {
  const at = (template: string) => kqlDialect.contexts(template.split("□"));
  it("knows every string form, names, comments and typed literals", () => {
    expect(
      at("T | where a == \"□\" and b == '□' and c == @\"□\" and d == h@'□' and e == ```□``` and f == ~~~□~~~ and ['□'] == 1 // □\n| where t > datetime(□) and s > timespan(□ h) and d == dynamic(□)").map((context) =>
        context.kind === "string" || context.kind === "name" ? `${context.kind} ${context.form}` : context.kind === "literal" ? `${context.form} ${context.whole}` : context.kind,
      ),
    ).toEqual([
      "string double", "string single", "string verbatim-double", "string verbatim-single", "string multiline-backtick", "string multiline-tilde", "name single", "comment",
      "datetime true", "timespan false", "dynamic true",
    ]);
  });

  it.each([
    ["□ | take 1", "name"],
    ["T | where a == □", "value"],
    ["T | where □ == 1", "name"],
    ["T | where a in (□)", "list"],
    ["T | where a has_any (1, □)", "list"],
    ["let x = dynamic([□]); T", "list"],
    ["T\n| where a\n□", "clause"],
    ["T\n  □\n| take 1", "clause"],
    ["T | join (□ | take 1) on a", "name"],
    ["T | where t > ago(□)", "value"],
    ["T | summarize count() by □", "name"],
    ["T | where a has 'x' □", "clause"],
    ["T □ | take 1", "clause"],
    ["T | take □", "value"],
    ["T | where a has □", "value"],
    ["T | project-away □", "name"],
    ["T | project a, □ | take 1", "value"],
  ])("sees what KQL expects in %j", (template, position) => {
    expect(at(template)[0]).toMatchObject({ kind: "code", position, fused: false });
  });

  it("tells what touches a placeholder in code", () => {
    expect(at("Device□Events")[0]).toMatchObject({ before: "Device", after: "Events", fused: false, unit: false });
    expect(at("T | where t > ago(□d)")[0]).toMatchObject({ after: "d", unit: true, fused: false });
    for (const fused of ['T | where a == "x"□', "T | where a == @□", "T | where a == 1.□", "T | where a == □□", "T | where a == □'x'", "T | where a == 1.e5□", "print 1e-□", "T | join hint.□", "print 0a1b2c3d-0000-4000-8000-□", "print □-0000-4000-8000-0123456789ab"])
      expect(at(fused)[0]).toMatchObject({ fused: true });
    expect(at("T | join U on $left.□ == $right.□ | where □.b == 5")).toMatchObject([{ fused: false, joint: "point" }, { joint: "point" }, { joint: "point" }]);
    expect(at("T | mv-□ x | where a-□ > 1 | □-away b")).toMatchObject([{ joint: "hyphen" }, { joint: "hyphen" }, { joint: "hyphen" }]);
    expect(at("T | where a - □ > 1")[0]).not.toHaveProperty("joint");
    expect(at("T | where a =~□ and b between (□..□)")).toMatchObject([{ fused: false }, { fused: false }, { fused: false }]);
  });

  it("does not take the rest of a word for a literal", () => {
    expect(at("print □datetime(□)")).toMatchObject([{ kind: "code", after: "datetime" }, { kind: "code" }]);
  });

  it.each(['T | where a == "\\□"', 'T | where a == "\\u00□"', 'T | where a == "\\1□"', "T | where a == ```x`□``y```"])("refuses the placeholder in %s", (template) => {
    expect(() => at(template)).toThrow();
  });
});

it("counts literals in a list of nothing else", () => {
  const count = (text: string) => kqlDialect.literalCount(text);
  expect(["'a', \"b\", 3", "7d", "1.5", "true", "datetime(2026-01-01)", "@'x'"].map(count)).toEqual([3, 1, 1, 1, 1, 1]);
  expect(["", "a", "'a',", ",'a'", "'a' 'b'", "'a', b", "f('a')", "-5", "'a", "'a' // x", "1)", "'a', ('b')", "5x", "'a'\n,'b'", "0a1b2c3d-0000-4000-8000-0123456789ab"].map(count)).toEqual(Array(15).fill(0));
});

it("knows what stands for a list without items", () => {
  expect(kqlDialect.contexts("T | where a in (□) and b in (dynamic([□])) and c has_any (dynamic([1, □]))\n□".split("□")).map((context) => (context.kind === "code" ? context.emptyList : context))).toEqual([
    "dynamic([])", "", undefined, undefined,
  ]);
});

it("knows simple expressions from everything else", () => {
  const simple = (text: string) => kqlDialect.isSimpleExpression(text);
  expect(["count()", "sum(Sent)", "round(avg(Sent), 2)", "Sent", "5", "'x'", "bin(Timestamp, 1h)"].map(simple)).toEqual(Array(7).fill(true));
  expect(["", "a, b", "a | b", "a + b", "count() | take 1", "f(", "f)", "f(,)", "f(a,)", "-1", "where", "f(a) g(b)", "f(a;b)", "f(a) // x", "T\n"].map(simple)).toEqual(Array(15).fill(false));
});
