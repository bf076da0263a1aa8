import { createRequire } from "node:module";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { kqlTokens } from "./kql-lexer.js";

interface OfficialToken {
  readonly Kind: number;
  readonly Trivia: string;
  readonly Text: string;
  readonly Length: number;
}

let officialTokens: (text: string) => OfficialToken[];
let stringKind: number;

beforeAll(() => {
  const require = createRequire(import.meta.url);
  require("@kusto/language-service-next/bridge.min.js");
  require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
  const language = (globalThis as unknown as { Kusto: { Language: { Parsing: { TokenParser: { ParseTokens(text: string): OfficialToken[] } } } } }).Kusto.Language;
  officialTokens = (text) => language.Parsing.TokenParser.ParseTokens(text);
  stringKind = officialTokens('"a"')[0]?.Kind ?? -1;
});

/** Stretches of strings and typed literals as the official lexer sees them. */
function officialStretches(text: string): string[] {
  let at = 0;
  const stretches: string[] = [];
  for (const token of officialTokens(text)) {
    const start = at + token.Trivia.length;
    const typed = /^(?:long|int64|int|int32|real|double|decimal|bool|datetime|date|time|timespan|guid)\(/.test(token.Text);
    if (token.Kind === stringKind || typed) stretches.push(`${start} ${token.Text}`);
    at += token.Length;
  }
  return stretches;
}

function ourStretches(text: string): string[] {
  return kqlTokens(text)
    .filter((token) => token.kind === "string" || token.kind === "literal")
    .map((token) => `${token.start} ${text.slice(token.start, token.end)}`);
}

const pieces = [
  '"', "'", '"a"', "'b'", '@"', "@'", 'h"x"', 'H@"y"', "h", "H", "@", "```", "~~~", "`", "~", "=~", "!~", "in~", "!in~", "==", "<=", "=>", "!=", "<|",
  "//", "// c\n", "#d", "\n", "\r", "\u2028", " ", "\\", '\\"', "\\\\", "\\u0041", "\\x4", "\\17", "\\8", "datetime(", "date(", "time(1d)",
  "timespan(", "real(", "bool(", "dynamic(", "guid(", "long(", "int(", ")", "(", "[", "]", "{", "}", ";", ",", ".", "..", "|", "1", "0x1F", "1.5h",
  "1.5", "1e5", "12d", "1.", "abc", "datetime", "h1", "_", "$left", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "\u0000", "é", "\ud800", "\u200f",
  "has_any", "where", "-", "!", "x-time(",
];

describe("kqlTokens", () => {
  it("sees the same strings and typed literals as the official lexer, or refuses the text", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        let ours: string[];
        try {
          ours = ourStretches(text);
        } catch {
          return;
        }
        compared++;
        expect(ours).toEqual(officialStretches(text));
      }),
      { numRuns: Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? 20_000) },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it.each([
    ['print "a', "no closing"],
    ["print @'a\n'", "no closing"],
    ['print "a\\q"', "escape"],
    ["print ```a``", "multi-line"],
    ["print datetime(2020-01-01", "parenthesis"],
  ])("refuses %j with the place", (text, message) => {
    expect(() => kqlTokens(text)).toThrow(new RegExp(`${message}[\\s\\S]*[Ll]ine 1, column 7`));
  });
});
