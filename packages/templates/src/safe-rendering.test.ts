import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialKinds, officialProblems, officialString, officialTokens } from "../test/official-kql.js";
import { propertyRuns, propertyTimeout, runProperty } from "../test/property-run.js";
import { defineQuery, type ParameterDefinition, type ParameterValue, renderQuery, type TemplateSyntax } from "./index.js";

/**
 * The rule of the package: no value changes the kinds of the tokens of a query, and a value that is rendered is read back as itself.
 * The judge is Microsoft's lexer for every case, and its parser for every fiftieth.
 */
const numRuns = propertyRuns(70_000);
const now = (): Date => new Date("2026-07-01T12:34:56Z");

type PlaceKind = "code" | "list" | "json" | "text" | "name" | "clause";

interface Place {
  readonly kind: PlaceKind;
  /** The query around the placeholder `□`. */
  readonly query: string;
  /** For a place inside a string: what stands there beside the placeholder. */
  readonly around?: readonly [string, string];
  readonly types: readonly string[];
}

const scalars = ["string", "int", "long", "real", "bool", "datetime", "timespan", "guid"];
const every = [...scalars, "list", "list<long>", "dynamic"];
const lists = ["list", "list<long>", "list<guid>", "list<datetime>", "string", "long"];
const places: readonly Place[] = [
  { kind: "code", query: "T | where a == □ | count", types: scalars },
  { kind: "code", query: "T | extend a = f(b, □, 1) | count", types: scalars },
  { kind: "code", query: "T | where a =~□| count", types: scalars },
  { kind: "list", query: "T | where a in (□) | count", types: lists },
  { kind: "list", query: "T | where a has_any (□, 'z') | count", types: lists },
  { kind: "list", query: "print dynamic([□]), 1", types: lists },
  { kind: "json", query: "print dynamic(□), 1", types: ["dynamic", "string", "list", "datetime"] },
  { kind: "json", query: "print □, 1", types: ["dynamic"] },
  { kind: "text", query: 'T | where a has "x □ y" | count', around: ["x ", " y"], types: every },
  { kind: "text", query: "T | where a has 'x □ y' | count", around: ["x ", " y"], types: every },
  { kind: "text", query: 'T | where a has @"x □ y" | count', around: ["x ", " y"], types: every },
  { kind: "text", query: "T | where a has @'□' | count", around: ["", ""], types: every },
  { kind: "text", query: 'T | where a has h"□" | count', around: ["", ""], types: every },
  { kind: "text", query: "T | where a has H@'□' | count", around: ["", ""], types: every },
  { kind: "text", query: "T | where a has h'x □' | count", around: ["x ", ""], types: every },
  { kind: "text", query: 'T | where a has h@"□ y" | count', around: ["", " y"], types: every },
  { kind: "text", query: "T | project [@'x □'] | count", around: ["x ", ""], types: ["string", "list"] },
  { kind: "text", query: "T | where a has ```x □ y``` | count", around: ["x ", " y"], types: every },
  { kind: "text", query: "T | where a has ~~~□~~~ | count", around: ["", ""], types: every },
  { kind: "text", query: "T | project ['□'] | count", around: ["", ""], types: ["string", "identifier"] },
  { kind: "text", query: 'T | project ["x □"] | count', around: ["x ", ""], types: ["string"] },
  { kind: "text", query: "T // □\n| count", types: every },
  { kind: "text", query: "T | where a == datetime(□) | count", types: ["datetime", "string"] },
  { kind: "text", query: "T | where a > datetime(□ 10:00) | count", types: ["datetime", "string", "list"] },
  { kind: "text", query: "T | where a == timespan(□) | count", types: ["timespan", "string"] },
  { kind: "text", query: "T | where a == guid(□) | count", types: ["guid", "string"] },
  { kind: "text", query: "T | where a > ago(□d) | count", types: ["int", "long"] },
  { kind: "text", query: "Device□Events | count", types: ["identifier", "string"] },
  { kind: "name", query: "T | project □ | count", types: ["identifier"] },
  { kind: "name", query: "□ | count", types: ["identifier"] },
  { kind: "clause", query: "T | where a == 1 □ | count", types: ["kql"] },
  { kind: "clause", query: "T\n□\n", types: ["kql"] },
];

const evil = ['"', "'", "\\", "|", "//", "\n", "\r", "\r\n", "\0", "\u2028", "\u2029", "\u0085", "\ud800", "\udc00", "\u202e", "\u200f", "\ufeff", "{{", "}}", "{", "}", "$<a>$", "```", "~~~", "`", "~", "@", "h", "#", ";", ")", "(", "]", "[", ",", "union", "where", "let x = 1;", "\\u0022", "\\x22", "1", " ", "é", "😀", "\ue000", "\ue003", "$&", "$1"];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...evil), { maxLength: 8 }).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 24 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 24 }) },
  { weight: 1, arbitrary: fc.constantFrom("web01", "2026-01-01", "7d", "-3d@d", "C:\\Temp\\a b.exe", "0a1b2c3d-0000-4000-8000-0123456789ab", "a, b", "'a', \"b\"") },
);

const typed: Readonly<Record<string, fc.Arbitrary<ParameterValue>>> = {
  string: text,
  identifier: text,
  int: fc.oneof(fc.integer(), text),
  long: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), text),
  real: fc.oneof(fc.double(), text),
  bool: fc.oneof(fc.boolean(), text),
  datetime: fc.oneof(fc.date({ min: new Date("0002-01-01"), max: new Date("9998-01-01"), noInvalidDate: true }), text),
  timespan: fc.oneof(fc.integer({ min: 0, max: 999 }).map((hours) => `${hours}h`), text),
  guid: fc.oneof(fc.uuid(), text),
  list: fc.oneof(fc.array(text, { maxLength: 4 }), text),
  "list<long>": fc.oneof(fc.array(fc.integer(), { maxLength: 4 }), text),
  "list<guid>": fc.array(fc.oneof(fc.uuid(), text), { maxLength: 3 }),
  "list<datetime>": fc.array(fc.oneof(fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }), text), { maxLength: 3 }),
  kql: fc.oneof(text.map((part) => `| where a == ${part}`), fc.constantFrom("| take 5", "| where b has ';' | count", "", "| where x) | (y"), text),
  dynamic: fc.oneof(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<ParameterValue>, text),
};

/** What stands in the place of a placeholder in code, written by hand. */
const samples: Readonly<Record<string, string>> = {
  string: '"hk"', int: "5", long: "5", real: "5.5", bool: "true", datetime: "datetime(2026-01-01)", timespan: "time(1h)", guid: "guid(hk)",
};

function query(place: Place, type: string, syntax: TemplateSyntax) {
  const parameters: Record<string, ParameterDefinition> = { p: { type } };
  const slot = syntax === "huntkit" ? "{{p}}" : "{p}";
  const fixed = syntax === "huntkit" ? place.query : place.query.replaceAll("{", "{{").replaceAll("}", "}}");
  return defineQuery({ name: "q", query: fixed.replace("□", slot), families: ["F"], environments: ["E"], parameters, syntax });
}

function rendered(template: ReturnType<typeof query>, value: ParameterValue): string | undefined {
  try {
    return renderQuery(template, { p: value }, { dialect: kqlDialect, now });
  } catch (error) {
    // A value that cannot stand there is refused; anything but an error of ours is a defect.
    if (!HuntError.isInstance(error) || error.kind !== "parameter") throw error;
    return undefined;
  }
}

const literal = /^(?:h?@?["'`~].*|[0-9].*|true|false|(?:long|real|datetime|timespan|time|guid|bool|int|decimal|date)\(.*\))$/is;

/** The tokens that stand in the place of the placeholder; those before and after must be those of the template. */
function insertedTokens(result: string, place: Place): string[] {
  const [head = "", tail = ""] = place.query.split("□");
  const tokens = officialTokens(result);
  const before = officialTokens(head).filter((token) => token.Text !== "");
  const after = officialTokens(tail);
  expect(tokens.slice(0, before.length).map((token) => token.Text)).toEqual(before.map((token) => token.Text));
  expect(tokens.slice(tokens.length - after.length).map((token) => token.Text)).toEqual(after.map((token) => token.Text));
  return tokens.slice(before.length, tokens.length - after.length).map((token) => token.Text);
}

const judges: Readonly<Record<PlaceKind, (result: string, place: Place, type: string, syntax: TemplateSyntax) => void>> = {
  code: (result, place, type, syntax) => {
    if (syntax === "python" && type === "string") {
      const inserted = insertedTokens(result, place);
      expect(inserted).toHaveLength(1);
      expect(inserted[0]).toMatch(literal);
    } else expect(officialKinds(result)).toEqual(officialKinds(place.query.replace("□", samples[type] ?? "")));
  },
  list: (result, place) => {
    const inserted = insertedTokens(result, place);
    if (inserted.join("") === "dynamic([])" || inserted.length === 0) return;
    inserted.forEach((shown, index) => expect(shown).toMatch(index % 2 === 0 ? literal : /^,$/));
    expect(inserted.length % 2).toBe(1);
  },
  json: (result, place) => {
    for (const shown of insertedTokens(result, place)) expect(shown).toMatch(/^(?:,|\[|\]|\{|\}|:|-|dynamic|\(|\)|null|true|false|["'].*|[0-9].*)$/s);
  },
  text: (result, place) => expect(officialKinds(result)).toEqual(officialKinds(place.query.replace("□", "1"))),
  name: (result, place) => expect(insertedTokens(result, place).join("")).toMatch(/^(?:[A-Za-z_]\w*|\['.*'\])$/s),
  clause: (result, place) => {
    const inserted = insertedTokens(result, place);
    if (inserted.length > 0) expect(inserted[0]).toBe("|");
    expect(inserted).not.toContain(";");
    const depth = inserted.reduce((open, shown) => (/^[([{]$/.test(shown) ? open + 1 : /^[)\]}]$/.test(shown) ? open - 1 : open), 0);
    expect(depth).toBe(0);
  },
};

/** A text that was rendered inside or as a string is read back as itself. */
function checkValue(result: string, place: Place, type: string, value: ParameterValue, syntax: TemplateSyntax): void {
  if (type !== "string" || typeof value !== "string") return;
  const isCode = place.kind === "code" && syntax === "huntkit";
  if (!isCode && !place.around) return;
  const [before, after] = place.around ?? ["", ""];
  const at = officialTokens(place.query.replace("□", isCode ? '"hk"' : "hk")).findIndex((token) => token.Text.includes("hk"));
  expect(officialString(officialTokens(result)[at]?.Text ?? "")).toBe(`${before}${value}${after}`);
}

describe.each(["huntkit", "python"] as const)("no value changes the tokens of a query, in the %s syntax", (syntax) => {
  it("for every place and type", () => {
    const counts = { cases: 0, written: 0, refused: 0 };
    const cases = fc.constantFrom(...places.flatMap((place) => place.types.map((type) => ({ place, type, template: query(place, type, syntax) }))));
    const property = fc.property(
      cases.chain((one) => fc.tuple(fc.constant(one), typed[one.type] ?? text)),
      ([{ place, type, template }, value]) => {
        counts.cases++;
        const result = rendered(template, value);
        if (result === undefined) {
          counts.refused++;
          return;
        }
        counts.written++;
        judges[place.kind](result, place, type, syntax);
        checkValue(result, place, type, value, syntax);
        if (counts.cases % 50 === 0 && place.kind !== "clause") expect(officialProblems(result)).toEqual([]);
      },
    );
    runProperty(`every place and type, ${syntax} syntax`, property, numRuns);
    expect(counts.written).toBeGreaterThan(numRuns / 5);
    expect(counts.refused).toBeGreaterThan(numRuns / 20);
  }, propertyTimeout);
});

it("renders a text of a megabyte in every quoted place", () => {
  const value = 'x"\'\\|//`~ '.repeat(100_000);
  for (const place of places.filter(({ types, around }) => types.includes("string") && around))
    for (const syntax of ["huntkit", "python"] as const) {
      const result = rendered(query(place, "string", syntax), value);
      expect(result === undefined || officialKinds(result).length === officialKinds(place.query.replace("□", place.kind === "code" ? '"hk"' : "1")).length).toBe(true);
    }
});
