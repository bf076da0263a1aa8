import { describe, expect, it } from "vitest";
import { rows, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

it("R210: Base64 that is malformed or no UTF-8 gives the empty text", () =>
  agree({
    'base64_encode_tostring("Kusto")': "S3VzdG8=", 'base64_decode_tostring("S3VzdG8=")': "Kusto", 'base64_decode_tostring("U3RyaW5n0KHR0tGA0L7Rh9C60LA=")': "", 'base64_decode_tostring("x")': "",
    'base64_decode_tostring("")': "", 'base64_decode_tostring("cABzAA==")': "p\0s\0", 'base64_decode_toarray("S3VzdG8=")': [75, 117, 115, 116, 111], 'base64_encode_fromarray(dynamic([75,117]))': "S3U=",
    'base64_encode_fromguid(toguid("ae3133f2-6e22-49ae-b06a-16e6a9b212eb"))': "8jMxriJurkmwahbmqbIS6w==", 'base64_decode_toguid("8jMxriJurkmwahbmqbIS6w==")': "ae3133f2-6e22-49ae-b06a-16e6a9b212eb",
  }));

it("R211: url_encode writes forms, url_encode_component parts of a URL", () =>
  agree({
    "url_encode('https://www.bing.com/hello world')": "https%3a%2f%2fwww.bing.com%2fhello+world", "url_encode_component('https://www.bing.com/hello world')": "https%3A%2F%2Fwww.bing.com%2Fhello%20world",
    "url_decode('https%3a%2f%2fwww.bing.com%2f')": "https://www.bing.com/", "url_encode('ü')": "%c3%bc",
  }));

it("R211: url_decode never fails; bytes that are no UTF-8 become the replacement character", async () => {
  await agree({ "url_decode('%C3%A9%ff+%zz%')": "é\ufffd %zz%", "url_decode('')": "" });
  expect(await rows("datatable(s:string)['a%20b', '%E2%82', ''] | project url_decode(s), strcat(url_decode(s), url_decode(s))")).toEqual([["a b", "a ba b"], ["\ufffd", "\ufffd\ufffd"], ["", ""]]);
});

it("R212: digests are those of the text form, of the empty text the empty text", () =>
  agree({
    "hash_md5('World')": "f5a7924e621e84c9280a9a27e1bcb7f6", "hash_sha1('abc')": "a9993e364706816aba3e25717850c26c9cd0d89d",
    "hash_sha256('abc')": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "hash_md5(datetime(2020-01-01))": "786c530672d1f8db31fee25ea8a9390b", "hash_md5(123)": "202cb962ac59075b964b07152d234b70",
    "hash_md5(true)": "f827cf462f62848df37c5e1e94a4da74", "hash_md5('')": "", "hash_sha256(tostring(long(null)))": "",
  }));

describe("parts of texts", () => {
  const url = (parts: Record<string, unknown>): unknown => ({ Scheme: "", Host: "", Port: "", Path: "", Username: "", Password: "", "Query Parameters": {}, Fragment: "", ...parts });
  it("R213: parse_url takes a URL apart; what is none has empty parts", () =>
    agree({
      "parse_url('https://u:p@h.io:80/x?y=2&x=1&x=3#frag')": url({ Scheme: "https", Host: "h.io", Port: "80", Path: "/x", Username: "u", Password: "p", "Query Parameters": { x: ["1", "3"], y: "2" }, Fragment: "frag" }),
      "parse_url('https://user@h.io/p')": url({ Scheme: "https", Host: "user@h.io", Path: "/p" }), "parse_url('https://h.io/')": url({ Scheme: "https", Host: "h.io" }),
      "parse_url('https://h.io/?x=1')": url({ Scheme: "https", Host: "h.io", Path: "/", "Query Parameters": { x: "1" } }), "parse_url('https://h.io/p?k=&=v&flag')": url({ Scheme: "https", Host: "h.io", Path: "/p" }),
      "parse_url('HTTPS://H.IO/a%20b')": url({ Scheme: "HTTPS", Host: "H.IO", Path: "/a%20b" }), "parse_url('https://[::1]:80/p')": url({ Scheme: "https", Host: "[::1]", Port: "80", Path: "/p" }),
      "parse_url('not a url')": url({}), "parse_url('')": url({}), "tostring(parse_url('https://a.b/c').Host)": "a.b", "parse_urlquery('k1=v1&k2=v2')": { "Query Parameters": { k1: "v1", k2: "v2" } },
    }));

  it("R214: parse_path knows drives, shares, schemes and alternate streams", () => {
    const path = (parts: Record<string, string>): unknown => ({ Scheme: "", RootPath: "", DirectoryPath: "", DirectoryName: "", Filename: "file.txt", Extension: "txt", AlternateDataStreamName: "", ...parts });
    return agree({
      "parse_path(@'C:\\temp\\file.txt')": path({ RootPath: "C:", DirectoryPath: "C:\\temp", DirectoryName: "temp" }), "parse_path(@'temp\\file.txt')": path({ DirectoryPath: "temp", DirectoryName: "temp" }),
      "parse_path('file://C:/temp/file.txt:some.exe')": path({ Scheme: "file", RootPath: "C:", DirectoryPath: "C:/temp", DirectoryName: "temp", AlternateDataStreamName: "some.exe" }),
      "parse_path(@'\\\\shared\\users\\temp\\file.txt.gz')": path({ DirectoryPath: "\\\\shared\\users\\temp", DirectoryName: "temp", Filename: "file.txt.gz", Extension: "gz" }),
    });
  });

  it("R215: parse_csv reads the first record", () =>
    agree({
      'parse_csv(\'aa,"b,b",cc,"say ""hi"""\')': ["aa", "b,b", "cc", 'say "hi"'], 'parse_csv("r1,a\\nr2,b")': ["r1", "a"], 'parse_csv("a,,b,")': ["a", "", "b", ""], 'parse_csv("")': [""],
    }));
});

describe("addresses", () => {
  it("R220: IPv4 with a suffix is its network; leading zeros and wrong numbers are null", () =>
    agree({
      "parse_ipv4('203.0.113.10')": 3405803786, "parse_ipv4('203.0.113.10/24')": 3405803776, "parse_ipv4('203.0.113.10/0')": 0, "parse_ipv4(' 203.0.113.10')": 3405803786, "parse_ipv4('01.02.03.04')": null,
      "parse_ipv4('256.0.0.1')": null, "parse_ipv4('1.2.3')": null, "parse_ipv4('1.2.3.4/33')": null, "parse_ipv4('')": null, "ipv4_compare('192.168.1.1', '192.168.1.255')": -1,
      "ipv4_compare('192.168.1.1/24', '192.168.1.255/24')": 0, "ipv4_is_match('10.1.2.3', '10.1.9.9', 16)": true, "ipv4_is_match('x', '10.1.9.9')": null, "ipv4_is_in_range('10.1.2.3', '10.0.0.0/8')": true,
      "ipv4_is_in_range('11.1.2.3', '10.0.0.0/8')": false, "ipv4_is_in_any_range('11.1.2.3', '10.0.0.0/8', '11.0.0.0/8')": true, "ipv4_is_in_any_range('11.1.2.3', dynamic(['10.0.0.0/8']))": false,
      "ipv4_netmask_suffix('10.1.2.3/8')": 8, "ipv4_netmask_suffix('10.1.2.3')": 32, "parse_ipv4_mask('127.0.0.1', 24)": 2130706432, "format_ipv4('192.168.1.1', 24)": "192.168.1.0", "format_ipv4(3232236031, 24)": "192.168.1.0",
      "format_ipv4_mask('192.168.1.1/24', 32)": "192.168.1.0/24", "format_ipv4('192.168.1.1', -1)": "",
    }));

  it("R221: private are the three ranges of RFC 1918; what is no address is null", () =>
    agree({
      "ipv4_is_private('10.1.2.3')": true, "ipv4_is_private('172.16.0.1')": true, "ipv4_is_private('172.32.0.1')": false, "ipv4_is_private('192.168.1.1/24')": true, "ipv4_is_private('8.8.8.8')": false, "ipv4_is_private('x')": null,
      "ipv4_is_private('127.0.0.1')": false,
    }));

  it("R222: addresses are found in text where letters and digits do not touch them", () =>
    agree({
      "has_ipv4('05:04:54 127.0.0.1 GET', '127.0.0.1')": true, "has_ipv4('05:04:54 127.0.0.256 GET', '127.0.0.256')": false, "has_ipv4('05:04:54127.0.0.1 GET', '127.0.0.1')": false,
      "has_ipv4_prefix('05:04:54 127.0.0.1 GET', '127.0.')": true, "has_ipv4_prefix('05:04:54 127.0.0.1 GET', '127.0')": false, "has_ipv4_prefix('05:04:54 127.0.0.256 GET', '127.0.')": false,
      "has_any_ipv4('05:04:54 127.0.0.1 GET', '127.0.0.2', '127.0.0.1')": true, "has_any_ipv4_prefix('05:04:54 127.0.0.1 GET', dynamic(['8.', '127.']))": true,
    }));

  it("R223: IPv6 is written out in full, a dotted tail is IPv4, what is no address is empty", () =>
    agree({
      "parse_ipv6('2001:db8::10')": "2001:0db8:0000:0000:0000:0000:0000:0010", "parse_ipv6('203.0.113.10')": "0000:0000:0000:0000:0000:ffff:cb00:710a", "parse_ipv6('::1.2.3.4')": "0000:0000:0000:0000:0000:0000:0102:0304",
      "parse_ipv6('2001:db8::10/17')": "2001:0000:0000:0000:0000:0000:0000:0000", "parse_ipv6('1.2.3.4/24')": "0000:0000:0000:0000:0000:ffff:0102:0300", "parse_ipv6('1.2.3.4/0')": "0000:0000:0000:0000:0000:ffff:0000:0000",
      "parse_ipv6('::ffff:1.2.3.4/120')": "", "parse_ipv6('1::2::3')": "", "parse_ipv6('gggg::1')": "", "parse_ipv6('fe80::1%eth0')": "fe80:0000:0000:0000:0000:0000:0000:0001",
      "ipv6_compare('::ffff:7f00:1', '127.0.0.1')": 0, "ipv6_is_match('fe80::85d:e82c:9446:7994/120', 'fe80::85d:e82c:9446:7998')": true, "ipv6_is_in_range('a5e:f127:8a9d:146d:e102:b5d3:c755:abcd', 'a5e:f127:8a9d:146d:e102:b5d3:c755:0000/112')": true,
      "ipv6_is_in_range('x', '::/0')": null,
    }));
});
