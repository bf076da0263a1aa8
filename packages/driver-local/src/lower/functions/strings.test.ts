import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnsupportedError } from "@huntkit/provider";
import { rows, values, valuesOf } from "./__fixtures__/evaluate.js";
import { countGroups } from "./regex-groups.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("places", () => {
  it("R150: substring counts from 0 in characters, a negative start from the end, before the beginning is empty", () =>
    agree({
      "substring('abcdefg', 1, 3)": "bcd", "substring('abcdefg', 5, 10)": "fg", "substring('abcdefg', 10, 3)": "", "substring('abcdefg', 1, 0)": "", "substring('abcdefg', 1, -1)": "",
      "substring('abcdefg', -3, 2)": "ef", "substring('abcdefg', -3)": "efg", "substring('abc', -10, 2)": "", "substring('abc', -10)": "", "substring('abcdefg', 2)": "cdefg",
      "substring('héllo', 1, 3)": "éll", "substring('a😀b', 1, 1)": "😀", "strlen(substring('abc', long(null)))": 0,
    }));

  it("R150: substring agrees with slicing by code point, for any place inside the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom("a", "é", "😀"), maxLength: 8 }), fc.nat(9), fc.nat(9), async (text, start, length) => {
        expect(await values(`substring('${text}', ${start}, ${length})`, `strlen('${text}')`)).toEqual([[...text].slice(start, start + length).join(""), [...text].length]);
      }),
      { numRuns: 40 },
    );
  });

  it("R151: indexof counts from 0, is -1 if absent, looks from a start over a length for an occurrence", () =>
    agree({
      'indexof("abcdefg", "cde")': 2, 'indexof("abcdefg", "z")': -1, 'indexof("abcdefg", "cde", 1, 4)': 2, 'indexof("abcdefg", "cde", 1, 2)': -1, 'indexof("abcdefg", "cde", -5)': 2,
      'indexof("abcabc", "c", 0, -1, 2)': 5, 'indexof("abcabc", "c", 0, -1, 3)': -1, 'indexof("abc", "c", 0, -2)': null, 'indexof(12345, 3)': 2, 'indexof_regex("abcabc", "b.", 0, -1, 2)': 4,
      'indexof_regex("abc", "x")': -1, 'has_any_index("this is an example", dynamic(["zz", "is"]))': 1, 'has_any_index("x", dynamic(["y"]))': -1,
    }));

  it("R152: countof counts overlapping texts, but not overlapping matches of a regular expression", () =>
    agree({
      'countof("aaaa", "aa")': 3, 'countof("abcabc", "abc")': 2, 'countof("aaaa", "a")': 4, 'countof("", "a")': 0, 'countof("abc", "")': 0, 'countof("AAAA", "aa")': 0,
      'countof("ααα", "αα")': 2, 'countof("aaaa", "aa", "regex")': 2, 'countof("aaaa", "a+", "regex")': 1,
    }));
});

describe("making text", () => {
  it("R130: strcat takes everything as text, null as empty text", () =>
    agree({
      'strcat("a", 1, true, 1.0, int(null), dynamic("x"), 1d)': "a1True1x1.00:00:00", 'strcat_delim("-", "a", int(null), "b")': "a--b", 'strcat("only")': "only",
      'strrep("ab", 3)': "ababab", 'strrep("ab", 2, "-")': "ab-ab", 'strrep("ab", 0)': "", "reverse(12345)": "54321", 'reverse("añ😀")': "😀ña",
      "reverse(datetime(2017-10-15 12:00))": "Z0000000.00:00:21T51-01-7102",
    }));

  it("R153: strcat_array joins what the elements hold", () =>
    agree({
      'strcat_array(dynamic(["a", 1, 2.5, true, null, {"x":1}, [1,2]]), "-")': 'a-1-2.5-true--{"x":1}-[1,2]', 'strcat_array(dynamic([]), "-")': "",
      'strcat_array(dynamic(null), "-")': "",
    }));

  it("R149: strlen counts characters, string_size bytes of UTF-8", () => agree({ 'strlen("añ😀")': 3, 'string_size("añ😀")': 7, 'strlen("")': 0 }));

  it("R154: split gives an array, with an index an array of that part, null beyond", () =>
    agree({
      'split("aa_bb", "_")': ["aa", "bb"], 'split("", "_")': [""], 'split("a__b", "_")': ["a", "", "b"], 'split("aabbcc", "bb")': ["aa", "cc"], 'split("aaa_bbb_ccc", "_", 1)': ["bbb"],
      'split("a_b", "_", 7)': null, 'split("a\\\\b\\\\c", "\\\\")[2]': "c",
    }));

  it("upper and lower case change single characters", () => agree({ 'toupper("straße é")': "STRAßE É", 'tolower("ÀB")': "àb" }));
});

describe("regular expressions", () => {
  it("R155: trim takes all matches off both ends, trim_start and trim_end one", () =>
    agree({
      'trim("--", "--https://bing.com--")': "https://bing.com", 'trim(@"[^\\w]+", "-  Te st1// $")': "Te st1", 'trim_start(@"\\s+", "  a ")': "a ", 'trim_end(".com", "bing.com")': "bing",
      'trim("-", "--a--")': "a", 'trim_start("-", "--a")': "-a",
    }));

  it("R156: replace_regex replaces all matches and knows their groups; replace_string is plain", () =>
    agree({
      'replace_regex("Number is 1", @"is (\\d+)", @"was: \\1")': "Number was: 1", 'replace_string("a.b.c", ".", "-")': "a-b-c", 'replace_string("abc", "", "x")': "abc",
      'replace(@"\\d", "#", "a1b2")': "a#b#", 'regex_quote("(so$me.Te^xt)")': "\\(so\\$me\\.Te\\^xt\\)", 'replace_regex("aXbX", "(?i)x", "")': "ab",
    }));

  it("R156: a rewrite without the number of a group behind a backslash is refused", async () => {
    for (const rewrite of ["\\\\2", "\\\\z", "a\\\\"]) await expect(values(`replace_regex("abc", "(b)", '${rewrite}')`), rewrite).rejects.toMatchObject({ kind: "unsupported" });
    await agree({ 'replace_regex("abc", "(b)", @"\\0\\\\\\1")': "ab\\bc" });
  });

  it("R157: extract gives a group of the first match, empty text without one, or a value of a type", () =>
    agree({
      'extract(@"x=([0-9.]+)", 1, "hello x=45.6|wo")': "45.6", 'extract(@"x=([0-9.]+)", 0, "hello x=45.6|wo")': "x=45.6", 'extract(@"y=(\\d+)", 1, "x=4")': "",
      'extract(@"-(\\d{2})-", 1, "21-07-2023", typeof(int))': 7, 'extract(@"y=(\\d+)", 1, "x=4", typeof(long))': null, 'extract(@"(a)", 2, "a")': "",
    }));

  it("R158: extract_all gives the group of each match, arrays for several groups, null without a match", () =>
    agree({
      "extract_all(@'(?:^| )([a-z]+)', ' test word')": ["test", "word"], "extract_all(@'(?:^| )([a-z])([a-z]+)', ' test word')": [["t", "est"], ["w", "ord"]],
      "extract_all(@'(?:^| )([a-z])([a-z]+)', dynamic([2]), ' test word')": ["est", "ord"], "extract_all(@'(?:^| )([a-z])([a-z]+)', dynamic([2,1]), ' test word')": [["est", "t"], ["ord", "w"]],
      "extract_all(@'(?P<a>\\w)(?P<b>\\w+)(\\w)', dynamic(['b', 3]), 'test-word')": [["es", "t"], ["or", "d"]], "extract_all(@'(?P<a>\\w)(\\w+)', dynamic(['a', 'nothing']), 'test')": ["t"],
      "extract_all(@'(?:^| )([a-z])([a-z]+)', dynamic([1,5]), ' test word')": ["t", "w"], "isnull(extract_all(@'(\\d+)', 'abc'))": true,
    }));

  it("R158: the expression of extract_all may be put together by strcat()", async () => {
    await agree({ "extract_all(strcat('(', strcat('[0-9]', '+'), ')'), 'a1b22')": ["1", "22"], "extract(strcat('b', @'(\\w+)'), 1, 'a1bß2')": "ß2" });
    expect(await rows("let digits = '[0-9]+'; let all = strcat('(', digits, ')'); print extract_all(all, 'a1b22')")).toEqual([[["1", "22"]]]);
    await expect(values("extract_all(strcat('[0-9]', '+'), 'a1')")).rejects.toThrow("1 to 16 groups");
  });

  it("a regular expression without a group, or that is no literal, is refused by extract_all with its place", async () => {
    await expect(values("extract_all(@'[a-z]+', 'a')")).rejects.toThrow(/extract_all\(\).*line 1, column 12/s);
    await expect(rows("datatable(s:string, p:string)['a', '(a)'] | project extract_all(p, s)")).rejects.toSatisfy((error) => UnsupportedError.isInstance(error));
  });

  it("groups are counted as RE2 counts them", () => {
    const counts = { "(a)(b)": 2, "(?:a)(b)": 1, "(?P<x>a)": 1, "(?<x>a)": 1, "[(](a)": 1, "[](](a)": 1, "\\((a)": 1, "\\Q(a)\\E(b)": 1, "(?i)a": 0 };
    expect(Object.fromEntries(Object.keys(counts).map((regex) => [regex, countGroups(regex)]))).toEqual(counts);
  });

  it("R162: extract_json reads a path of JSON text", () =>
    agree({
      [`extract_json("$.a.b[1]", '{"a":{"b":[1,"x"]}}')`]: "x", [`extract_json("$['a b']", '{"a b":2}')`]: "2", [`extract_json("$.z", '{"a":2}')`]: "", [`extract_json("$.a", 'no json')`]: "",
      [`extract_json("$.a", '{"a":2}', typeof(long))`]: 2, [`extractjson("$.a", '{"a":{"b":1}}')`]: '{"b":1}',
    }));
});

it("code points are taken apart and put together", () =>
  agree({
    'unicode_codepoints_from_string("K😀")': [75, 128512], "unicode_codepoints_to_string(75, 117)": "Ku", "unicode_codepoints_to_string(dynamic([75, 117]), 115)": "Kus",
    'translate("krasp", "otsku", "spark")': "kusto", 'translate("abc", "", "ab")': "", 'isascii("abc")': true, 'isascii("é")': false, "tohex(256)": "100", "tohex(-256)": "ffffffffffffff00",
    "tohex(256, 8)": "00000100",
  }));

it("tohex writes a negative number in the digits of its type, and 16 at most", () =>
  agree({
    "tohex(toint(-256))": "ffffff00", "tohex(toint(-1), 2)": "ffffffff", "tohex(toint(255), 4)": "00ff", "tohex(-1, 2)": "ffffffffffffffff", "tohex(1, 40)": "0000000000000001", "tohex(toint(5), 20)": "0000000000000005", "tohex(int(null))": "",
  }));
