import { describe, expect, it } from "vitest";
import { rows, valuesOf } from "../functions/__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("terms", () => {
  it("R100: a term is a run of letters and digits, and everything else parts terms, the underscore too", () =>
    agree({
      '"a_b" has "a"': true, '"a-b" has "a"': true, '"a.b" has "a"': true, '"a b" has "a"': true, '"a" has "a"': true,
      '"ab" has "a"': false, '"a1" has "a"': false, '"éa" has "a"': false, '"errors" has "error"': false, '"жук" has "жук"': true, '"жуки" has "жук"': false,
      '"C:\\\\Windows\\\\cmd.exe" has "cmd.exe"': true, '"a\\nb" has "b"': true,
    }));

  it("R101: a boundary is asked for only where the needle's own edge is part of a term", () =>
    agree({
      '"x a-b y" has "a-b"': true, '"x ab y" has "a-b"': false, '"xa b" has "a "': false, '"a b" has "a "': true, '"x a-b y" has " a"': true,
      '"x ab y" has " a"': false, '"x ab y" hasprefix " a"': true, '"xa b" hassuffix "a "': true, '"x-error" hasprefix "-err"': true,
      '"b .b-" has " "': true, '"11" has " "': false, '"a-b" has "-"': true,
    }));

  it("R102: an empty needle is in every text", () =>
    agree({ '"abc" has ""': true, '"" has ""': true, '"abc" hasprefix ""': true, '"abc" hassuffix ""': true, '"abc" contains ""': true, '"abc" !has ""': false }));

  it("hasprefix and hassuffix look at the ends of terms, not of the text", () =>
    agree({
      '"the error" hasprefix "err"': true, '"err or" hasprefix "r o"': false, '"an errorlog" hassuffix "or"': false, '"code error" hassuffix "or"': true,
      '"x-error" hassuffix "err"': false, '"ERROR" hasprefix_cs "ERR"': true, '"ERROR" hasprefix_cs "err"': false, '"ERROR" hassuffix_cs "ROR"': true,
      '"North America" !hasprefix "mer"': true, '"North America" !hassuffix_cs "icA"': true,
    }));

  it("has ignores letter case, has_cs does not", () =>
    agree({ '"An ERROR here" has "error"': true, '"An ERROR here" has_cs "error"': false, '"An ERROR here" !has_cs "error"': true, '"ÉCOLE normale" has "école"': true }));

  it("characters that mean something in regular expressions are plain in a needle", () =>
    agree({ '"a.c" has "a.c"': true, '"abc" has "a.c"': false, '"x (y) z" has "(y)"': true, '"1+1=2" has "1+1"': true, '"a\\\\b" has "a\\\\b"': true, '"[x]" has "[x]"': true }));
});

describe("parts of a text", () => {
  it("contains, startswith and endswith ignore case, their _cs forms do not; % and _ are plain", () =>
    agree({
      '"FabriKam" contains "BRik"': true, '"FabriKam" contains_cs "BRik"': false, '"Fabrikam" startswith "fab"': true, '"Fabrikam" startswith_cs "fab"': false,
      '"Fabrikam" endswith "KAM"': true, '"Fabrikam" endswith_cs "Kam"': false, '"userXid" contains "user_id"': false, '"100pct" contains "%"': false,
      '"abc" !contains "z"': true, '"abc" !startswith "a"': false, '"abc" !endswith_cs "c"': false,
    }));

  it("R103: letter case is compared over Unicode, character by character", () =>
    agree({ '"ÄÖÜ" =~ "äöü"': true, '"straße" =~ "STRASSE"': false, '"ΑΒΓ" contains "αβγ"': true, '"aBc" =~ "ABC"': true, '"aBc" !~ "abc"': false, '"aBc" == "abc"': false }));

  it("matches regex searches anywhere; a dot is no line break and ^ only the beginning", () =>
    agree({ '"abc" matches regex "b"': true, '"a\\nb" matches regex "a.b"': false, '"a\\nb" matches regex "^b"': false, '"ABC" matches regex "(?i)b"': true }));

  it("R132: a dynamic on either side is the text that it holds, null the empty text", async () => {
    const table = 'datatable(d:dynamic, k:string)[dynamic("x"), "x", dynamic(null), ""] | project ';
    expect(await rows(`${table} d == "x", d startswith "x", d contains '"', d matches regex "^x$", d has "x", k contains d, d == "", d != "", isempty(d)`)).toEqual([
      [true, true, false, true, true, true, false, true, false],
      [false, false, false, false, false, true, true, false, true],
    ]);
  });
});
