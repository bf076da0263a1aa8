import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rows, values, valuesOf } from "../__fixtures__/evaluate.js";
import { readRegex } from "./read-regex.js";
import { RegexProblem } from "./regex-part.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("the dialect of regular expressions", () => {
  it("R159: letters, digits and blanks are those of Unicode", () =>
    agree({
      '"añ" matches regex @"^\\w+$"': true, '"a\\u0301_9٣" matches regex @"^\\w+$"': true, '"a.b" matches regex @"^\\w+$"': false, '"٣" matches regex @"^\\d$"': true, '"x" matches regex @"^[^\\d]$"': true,
      '"a\\u00a0b" matches regex @"a\\sb"': true, 'extract(@"user=(\\w+)", 1, tolower("USER=JOSÉ x"))': "josé", 'extract_all(@"([^\\W_]+)", "añ_b")': ["añ", "b"], 'replace_regex("a١b2", @"\\d", "#")': "a#b#",
      'trim(@"[^\\w]+", "- é -")': "é", 'countof("é1 a2", @"\\w\\d", "regex")': 2, 'indexof_regex("- é1", @"\\w\\d")': 2, 'extract(@"[\\s\\S]+", 0, "a é\\nb")': "a é\nb", 'extract(@"[\\w.-]+", 0, "(a.é-b)")': "a.é-b",
    }));

  it("R159: groups are named in both ways; code points, classes and flags are written as KQL has them", () =>
    agree({
      'extract(@"(?<n>b)(?P<m>c)", 2, "abc")': "c", 'replace_regex("abc", @"(?<n>b)", @"<\\1>")': "a<b>c", '"a\\u2013b" matches regex @"\\u2013\\x{62}"': true, '"A" matches regex @"\\x41"': true, '"A" matches regex @"\\101"': true,
      '"Ж" matches regex @"^\\p{Cyrillic}$"': true, '"Ж" matches regex @"^\\p{Lowercase_Letter}$"': false, '"Ж" matches regex @"^[\\p{Uppercase}]$"': true, '"a_b" matches regex @"a\\_b"': true, '"{x}" matches regex "{x}"': true,
      '"ab" matches regex "(?iu)AB"': true, '"a]b" matches regex @"[]]"': true, '"a^-b" matches regex @"[\\^][-]b"': true, '"a\\nb" matches regex "(?m)^b"': true, '"a\\nb" matches regex "^b"': false,
    }));

  it("R159: a group that took no part is the empty text", () => agree({ 'extract_all(@"(\\w)(\\d)?", "a1b")': [["a", "1"], ["b", ""]], 'extract(@"(a)(x)?", 2, "a")': "" }));

  it("R159: what KQL does not have, or the engine cannot do, is refused with its place", async () => {
    const patterns = ["(?=a)", "(?!a)", "(?<=a)b", "(?<!a)b", "(?>a)", "(?P=n)", "(a)\\1", "\\<a", "a\\b{start}", "[a-z&&[^b]]", "[a--b]", "[[a]b]", "(?x)a b", "(?-u)a", "\\Qa\\E", "\\C", "\\p{Nothing}", "a{1001}", "a{,5}", "\\w{1,500}", "(a", "a)", "[a", "a\\"];
    for (const pattern of patterns) {
      await expect(rows(`print s = "ab" | where s matches regex @'${pattern}'`), pattern).rejects.toMatchObject({ kind: "unsupported" });
      await expect(rows(`print extract(@'${pattern}', 0, "ab")`), pattern).rejects.toMatchObject({ kind: "unsupported" });
    }
  });

  it("an expression that the engine does not understand is an error, never an empty answer", async () => {
    await expect(values('extract("*a", 0, "abc")')).rejects.toThrow(/repetition/);
  });

  it("expressions that come with the rows are taken as they are", async () => {
    expect(await rows('datatable(s:string, p:string)["abc", "b.", "abc", "^b"] | project s matches regex p')).toEqual([[true], [false]]);
  });

  it("reads any text: an expression or a problem, and an expression without classes stays as it is", () => {
    const piece = fc.constantFrom("a", "[", "]", "(", ")", "\\", "w", "d", "p", "{", "}", "1", ",", "-", "^", "?", "<", ">", "&", "é", "😀", "x", "u", ":");
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = readRegex(pieces.join(""));
      expect(found instanceof RegexProblem ? found.reason : found.unicode).toEqual(expect.any(String));
    }));
    for (const plain of ["^a.*b$", "(?i)\\.(exe|dll)$", "[a-z0-9]{2,}", "a\\\\b", "x|y|", "(?:a)+?"]) expect(readRegex(plain)).toEqual({ ascii: plain, unicode: plain });
  });
});
