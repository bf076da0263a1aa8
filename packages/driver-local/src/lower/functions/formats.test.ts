import { describe, expect, it } from "vitest";
import { parseCommandLine } from "./host/text/parse-command-line.js";
import { rows, values, valuesOf } from "./__fixtures__/evaluate.js";

async function gives(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

it("R264: a whole real in a literal stays a real", async () => {
  await gives({ "gettype(dynamic([1.0])[0])": "double", "gettype(dynamic([1])[0])": "long", "gettype(dynamic({'a': -2.0}).a)": "double", "tostring(dynamic([1.0, 1]))": "[1.0,1]" });
});

it("R265: pack_all() packs the row; estimate_data_size(*) measures it", async () => {
  expect(await rows("datatable(a: string, n: long)['x', 1, '', 2] | project pack_all(), p = pack_all(true), s = estimate_data_size(*)")).toEqual([
    [{ a: "x", n: 1 }, { a: "x", n: 1 }, 9],
    [{ a: "", n: 2 }, { n: 2 }, 8],
  ]);
});

it("R266: bin_auto() takes its size and its point from set statements", async () => {
  expect(await rows("set query_bin_auto_size = 1h; set query_bin_auto_at = datetime(2017-01-01T00:05); print bin_auto(datetime(2017-01-01T01:07))")).toEqual([["2017-01-01T01:05:00.0000000Z"]]);
  expect(await rows("set query_bin_auto_size = 10; print bin_auto(27)")).toEqual([[20]]);
  await expect(rows("print bin_auto(27)")).rejects.toThrow(/set query_bin_auto_size/);
});

it("R267: bag_remove_keys() takes paths too", async () => {
  await gives({
    "bag_remove_keys(dynamic({'key1': 123, 'key2': {'prop1': 'abc', 'prop2': 'xyz'}, 'key3': [100, 200]}), dynamic(['$.key2.prop1', 'key3']))": { key1: 123, key2: { prop2: "xyz" } },
    "bag_remove_keys(dynamic({'a': 9223372036854775807, 'b': 1.0}), dynamic(['$.x']))": { a: "9223372036854775807n", b: 1 },
  });
});

it("R268: dynamic_to_json() puts the keys in order", async () => {
  await gives({
    'dynamic_to_json(dynamic({"Y10":{}, "X8": {"c3":1, "d8":5.0, "a4":6}, "A1":9223372036854775807, "10":1, "9":[{"b":1,"a":null}]}))': '{"10":1,"9":[{"a":null,"b":1}],"A1":9223372036854775807,"X8":{"a4":6,"c3":1,"d8":5.0},"Y10":{}}',
    "dynamic_to_json(dynamic(null))": "",
    "dynamic_to_json('x')": '"x"',
  });
});

it("R269: column_ifexists() takes the column of the row at hand, else the other value", async () => {
  expect(await rows("datatable(a: long)[1] | extend b = 'x' | where column_ifexists('b', '') == 'x' | project column_ifexists('a', 0), column_ifexists('c', a + 1), c = column_ifexists('b', '-')")).toEqual([[1, 2, "x"]]);
  expect(await rows("print column_ifexists('a', 5)")).toEqual([[5]]);
});

it("datetime_list_timezones() has names that datetime_utc_to_local() takes", async () => {
  expect(await values("array_length(datetime_list_timezones()) > 300", "set_has_element(datetime_list_timezones(), 'Europe/Brussels')")).toEqual([true, true]);
});

it("R270: units are converted, unknown ones give null", async () => {
  const [...found] = await values(
    "convert_angle(1.2, 'Degree', 'Arcminute')", "convert_energy(1.2, 'Joule', 'BritishThermalUnit')", "convert_force(1.2, 'Newton', 'Decanewton')", "convert_length(1.2, 'Meter', 'Foot')", "convert_mass(1.2, 'Kilogram', 'Pound')",
    "convert_speed(1.2, 'MeterPerSecond', 'CentimeterPerHour')", "convert_temperature(1.2, 'Kelvin', 'DegreeCelsius')", "convert_volume(1.2, 'CubicMeter', 'AcreFoot')", "convert_length(1.0, 'Meter', 'Elephant')", "convert_angle(30.0, 'Degree', 'Tilt')", "convert_temperature(212.0, 'DegreeFahrenheit', 'DegreeDelisle')",
  );
  expect(found.map((value) => (typeof value === "number" ? Number(Number(value.toPrecision(10)).toFixed(12)) + 0 : value))).toEqual([72, 0.001137380544, 0.12, 3.937007874, 2.645547146, 432000, -271.95, 0.0009728568, null, 0.5, 0]);
});

describe("R271 compression", () => {
  it("stores what does not become smaller, as the page shows it", async () => {
    await gives({ 'zlib_compress_to_base64_string("1234567890qwertyuiop")': "eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw==" });
  });

  it("gives the text back, and nothing for what is no such stream", async () => {
    const text = "strrep('añ€😀', 300)";
    await gives({
      [`zlib_decompress_from_base64_string(zlib_compress_to_base64_string(${text})) == ${text}`]: true,
      [`gzip_decompress_from_base64_string(gzip_compress_to_base64_string(${text})) == ${text}`]: true,
      'zlib_decompress_from_base64_string("x0x0x0")': "",
      'gzip_decompress_from_base64_string("AAAA")': "",
      'zlib_decompress_from_base64_string("")': "",
    });
  });
});

it("R272: hash() is XXH64 of a text's bytes or of the eight bytes of a number", async () => {
  await gives({
    'hash("World")': "1846988464401551951n",
    'hash_xxhash64("World", 100)': 51,
    "hash(datetime(2015-01-01))": "1380966698541616202n",
    'hash("")': "-1205034819632174695n",
    'hash(strrep("abcdefgh", 8)) == hash(strcat("abcdefghabcdefgh", strrep("abcdefgh", 6)))': true,
    "hash(-1, 7) between (0 .. 6)": true,
    'hash(long(null)) == hash("") and hash(datetime(null)) == hash("")': true,
    'hash(long(null), 100) == hash("", 100)': true,
  });
  await expect(values("hash(1.5)")).rejects.toThrow(/does not support hash\(\)/);
});

it("R273: parse_xml() turns elements, attributes and texts into bags", async () => {
  await gives({
    "parse_xml('<e/>')": { e: null },
    "parse_xml('<e>text</e>')": { e: "text" },
    "parse_xml('<e name=\"value\" />')": { e: { "@name": "value" } },
    "parse_xml('<e name=\"value\">text</e>')": { e: { "@name": "value", "#text": "text" } },
    "parse_xml('<e> <a>text</a> <b>text</b> </e>')": { e: { a: "text", b: "text" } },
    "parse_xml('<e> <a>text</a> <a>text</a> </e>')": { e: { a: ["text", "text"] } },
    "parse_xml('<e> text <a>text</a> </e>')": { e: { "#text": "text", a: "text" } },
    "parse_xml('<?xml version=\"1.0\"?><!-- no --><e>a &amp; <![CDATA[<b>]]></e>')": { e: "a & <b>" },
    "parse_xml('<e>')": null,
    "parse_xml('no xml')": null,
    "parse_xml('')": null,
  });
});

it("R274: parse_user_agent() tells browser, system and device", async () => {
  const nokia = '"Mozilla/5.0 (SymbianOS/9.2; U; Series60/3.1 NokiaN81-3/10.0.032 Profile/MIDP-2.0 Configuration/CLDC-1.1 ) AppleWebKit/413 (KHTML, like Gecko) Safari/4"';
  const expected = {
    'parse_user_agent("Mozilla/5.0 (Windows; U; en-US) AppleWebKit/531.9 (KHTML, like Gecko) AdobeAIR/2.5.1", "browser")': { Browser: { Family: "AdobeAIR", MajorVersion: "2", MinorVersion: "5", Patch: "1" } },
    [`parse_user_agent(${nokia}, dynamic(["browser","os","device"]))`]: {
      Browser: { Family: "Nokia OSS Browser", MajorVersion: "3", MinorVersion: "1", Patch: "" },
      OperatingSystem: { Family: "Symbian OS", MajorVersion: "9", MinorVersion: "2", Patch: "", PatchMinor: "" },
      Device: { Family: "Nokia N81", Brand: "Nokia", Model: "N81-3" },
    },
    'parse_user_agent("", "os")': { OperatingSystem: { Family: "Other", MajorVersion: "", MinorVersion: "", Patch: "", PatchMinor: "" } },
  };
  await gives(expected);
});

describe("R275 parse_command_line()", () => {
  it("as the page shows it; of a blank line nothing", async () => {
    await gives({ [String.raw`parse_command_line("echo \"hello world!\"", "windows")`]: ["echo", "hello world!"], 'parse_command_line("  ", "windows")': null });
  });

  it.each([
    [String.raw`a.exe "b c" d`, ["a.exe", "b c", "d"]],
    [String.raw`a.exe "ab\"c" "\\" d`, ["a.exe", String.raw`ab"c`, "\\", "d"]],
    [String.raw`a.exe a\\\b d"e f"g h`, ["a.exe", String.raw`a\\\b`, "de fg", "h"]],
    [String.raw`a.exe a\\\"b c d`, ["a.exe", String.raw`a\"b`, "c", "d"]],
    [String.raw`a.exe a\\\\"b c" d e`, ["a.exe", String.raw`a\\b c`, "d", "e"]],
    [String.raw`"C:\Program Files\a.exe" -x ""`, [String.raw`C:\Program Files\a.exe`, "-x", ""]],
    [String.raw`C:\a\b.exe "unclosed x`, [String.raw`C:\a\b.exe`, "unclosed x"]],
  ])("the documented rules of Windows: %s", (line, expected) => {
    expect(parseCommandLine(line)).toEqual(expected);
  });
});

it("R276: parse_version() gives eight digits to each of four parts", async () => {
  expect(await rows('datatable(v: string)["0.0.0.5", "0.0.7.0", "0.0.3", "0.2", "0.1.2.0", "1.2.3.4", "1", "1.2.3.4.5", "x", "123456789", ""] | project tostring(parse_version(v))')).toEqual(
    ["5", "700000000", "300000000", "20000000000000000", "10000000200000000", "1000000020000000300000004", "1000000000000000000000000", "", "", "", ""].map((digits) => [digits]),
  );
  expect(await values('parse_version("99999999.99999999.99999999.99999999")', 'parse_version("1.10") > parse_version("1.9.9")')).toEqual(["99999999999999999999999999999999", true]);
});

it("R277: replace_strings() takes the first lookup that fits and leaves what is no text", async () => {
  await gives({
    "replace_strings('A magic trick can turn a cat into a dog', dynamic(['cat', 'dog']), dynamic(['dog', 'pigeon']))": "A magic trick can turn a dog into a pigeon",
    "replace_strings('This is an example', dynamic(['This', 'is']), dynamic(['This', 'was']))": "This was an example",
    "replace_strings('This is an example', dynamic(['is', 'This']), dynamic(['was', 'This']))": "Thwas was an example",
    "replace_strings('This is an example', dynamic(['This', 'is']), dynamic([12345, 'was']))": "This was an example",
    "replace_strings('a.b$c', dynamic(['.', '$']), dynamic(['$&', '.']))": "a$&b.c",
  });
});

it("R278: Punycode of texts and of the labels of domains", async () => {
  await gives({
    "punycode_from_string('académie-française')": "acadmie-franaise-npb1a",
    "punycode_to_string('acadmie-franaise-npb1a')": "académie-française",
    "punycode_to_string('ü')": "",
    "punycode_domain_from_string('xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com')": "Rúyì.Jīngū.Bàng.com",
    "punycode_domain_to_string('Lê Lợi。Thuận Thiên。com')": "xn--L Li-gpa4517b.xn--Thun Thin-s4a7194f.com",
    "punycode_domain_to_string(\"Kaledvoulc'h.Artorījos.edu\")": "Kaledvoulc'h.xn--Artorjos-ejb.edu",
  });
});

it("R279: ipv4_range_to_cidr_list() gives the fewest networks", async () => {
  await gives({
    'ipv4_range_to_cidr_list("1.1.128.0", "1.1.140.255")': ["1.1.128.0/21", "1.1.136.0/22", "1.1.140.0/24"],
    'ipv4_range_to_cidr_list("0.0.0.0", "255.255.255.255")': ["0.0.0.0/0"],
    'ipv4_range_to_cidr_list("1.1.1.1", "1.1.1.1")': ["1.1.1.1/32"],
    'ipv4_range_to_cidr_list("1.1.1.300", "1.1.1.1")': null,
  });
});

it("R280: the beta functions outside of their domain", async () => {
  expect(await values("beta_cdf(0.5, 10001, 2)", "beta_pdf(0, 2, 2)", "beta_pdf(1, 2, 2)", "beta_inv(0, 2, 2)", "beta_inv(1.5, 2, 2)", "beta_inv(1, 2, 2)", "beta_inv(0.5, 0, 2)")).toEqual(["NaN", "NaN", "NaN", null, null, 1, "NaN"]);
});

it("R280: statistics, NaN outside of their domain", async () => {
  const found = await values(
    "beta_cdf(0.9, 10.0, 20.0)", "beta_cdf(1.5, 10.0, 20.0)", "beta_cdf(0.1, -1.0, 20.0)", "beta_inv(beta_cdf(0.3, 2.0, 5.0), 2.0, 5.0)", "beta_pdf(0.5, 2.0, 2.0)", "erf(0.5)", "erfc(3.0)", "erf(0)",
    "welch_test(20.16, 7.75, 10, 22.98, 2.43, 14)",
  );
  expect(found).toEqual([expect.closeTo(0.999999999999959, 14), "NaN", "NaN", expect.closeTo(0.3, 12), expect.closeTo(1.5, 12), expect.closeTo(0.5204998778130465, 14), expect.closeTo(2.209049699858544e-5, 18), 0, expect.any(Number)]);
  const [[p]] = (await rows(
    "print a = dynamic([27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]), b = dynamic([27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]) | mv-expand a to typeof(double), b to typeof(double) | summarize m1 = avg(a), v1 = variance(a), c1 = count(), m2 = avg(b), v2 = variance(b), c2 = count() | project welch_test(m1, v1, c1, m2, v2, c2)",
  )) as [[number]];
  expect(p).toBeCloseTo(0.021, 3);
});
