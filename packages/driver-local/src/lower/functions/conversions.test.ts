import { describe, expect, it } from "vitest";
import { rows, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("to text", () => {
  it("R131: numbers print as .NET does", () =>
    agree({
      "tostring(1.0)": "1", "tostring(0.1 + 0.2)": "0.30000000000000004", "tostring(1e15)": "1E+15", "tostring(123456789012345.0)": "123456789012345", "tostring(1e-5)": "1E-05",
      "tostring(0.0001)": "0.0001", "tostring(-1.5)": "-1.5", "tostring(real(nan))": "NaN", "tostring(1.0 / 0)": "Infinity", "tostring(1e300)": "1E+300", "tostring(decimal(1.50))": "1.5",
      "tostring(123)": "123", "tostring(1234567890123456.0)": "1.234567890123456E+15",
    }));

  it("R130: null of any type is the empty text, which is no null", () =>
    agree({
      "tostring(int(null))": "", "tostring(long(null))": "", "tostring(real(null))": "", "tostring(bool(null))": "", "tostring(datetime(null))": "", "tostring(timespan(null))": "",
      "tostring(guid(null))": "", "tostring(dynamic(null))": "", "isnull(tostring(int(null)))": false,
    }));

  it("R132: bool, datetime, timespan, guid and dynamic have KQL's forms", () =>
    agree({
      "tostring(true)": "True", "tostring(1 == 2)": "False", "tostring(dynamic(true))": "true", 'tostring("true")': "true", "tostring(datetime(2020-01-02 03:04:05.6))": "2020-01-02T03:04:05.6000000Z",
      "tostring(datetime(0001-01-01))": "0001-01-01T00:00:00.0000000Z", "tostring(datetime(9999-12-31T23:59:59.9999999Z))": "9999-12-31T23:59:59.9999999Z", "tostring(1d)": "1.00:00:00",
      "tostring(time(1.02:03:04.5))": "1.02:03:04.5000000", "tostring(-2h)": "-02:00:00", "tostring(0s)": "00:00:00", "tostring(1tick)": "00:00:00.0000001", "tostring(100d)": "100.00:00:00",
      "tostring(-1.5d)": "-1.12:00:00", "tostring(guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642))": "74be27de-1e4e-49d9-b579-fe0b331d3642", "tostring(dynamic('x'))": "x",
      "tostring(dynamic([1, 2]))": "[1,2]", "tostring(dynamic({'a': 1}))": '{"a":1}', "tostring(dynamic(1.5))": "1.5",
    }));
});

describe("to numbers", () => {
  it("R140: text is a whole number only in digits or hexadecimal", async () => {
    const table = "datatable(s:string)['5.7', '1e3', ' 7 ', '-3', '0x10', '1,000', '+4', '', '9999999999', '5.', 'x']";
    expect(await rows(`${table} | project tolong(s), toint(s), todouble(s)`)).toEqual([
      [null, null, 5.7], [null, null, 1000], [7, 7, 7], [-3, -3, -3], [16, 16, null], [null, null, null], [4, 4, 4], [null, null, null], [9999999999, null, 9999999999], [null, null, 5], [null, null, null],
    ]);
  });

  it("R141: a long wraps to an int, a real is cut and saturates, NaN is null", async () => {
    await agree({ "toint(9999999999)": 1410065407, "toint(2147483648)": -2147483648, "toint(4294967296)": 0, "tolong(1d)": 864000000000, "toint(1d)": 711573504, "todouble(1d)": 864000000000, "tolong(true)": 1 });
    expect(await rows("datatable(r:real)[5.7, -5.7, 1e10, -1e10, 1e30, real(nan)] | project tolong(r), toint(r)")).toEqual([
      [5, 5], [-5, -5], [10000000000, 2147483647], [-10000000000, -2147483648], ["9223372036854775807n", 2147483647], [null, null],
    ]);
  });

  it("a dynamic is converted as what it holds", async () => {
    const table = "datatable(d:dynamic)[dynamic(5.7), dynamic('5.7'), dynamic(9999999999), dynamic(' 7 '), dynamic(true), dynamic([1])]";
    expect(await rows(`${table} | project tolong(d), toint(d), todouble(d)`)).toEqual([[5, 5, 5.7], [null, null, 5.7], [9999999999, 1410065407, 9999999999], [7, 7, 7], [1, 1, 1], [null, null, null]]);
  });

  it("R144: text is a bool as true, false or a whole number; a number is true if it is not 0", () =>
    agree({
      "tobool('true')": true, "tobool('FALSE')": false, "tobool(' true ')": true, "tobool('1')": true, "tobool('0')": false, "tobool('2')": true, "tobool('-1')": true, "tobool('1.5')": null,
      "tobool('yes')": null, "tobool('t')": null, "tobool('')": null, "tobool('99999999999999999999')": null, "tobool(1.5)": true, "tobool(0.0)": false, "tobool(dynamic(true))": true,
      "tobool(dynamic('true'))": true, "tobool(dynamic(null))": null, "toboolean(2)": true,
    }));

  it("R133: decimals with more digits than the engine has are refused with their place", async () => {
    await agree({ "decimal(999999999999999999999.99999999999999999)": "999999999999999999999.99999999999999999", "decimal(1.500000000000000000000)": "1.5", "todecimal('1234567890123456789012')": null });
    const expressions = ["decimal(1234567890123456789012)", "decimal(0.123456789012345678)"];
    for (const text of expressions) {
      await expect(rows(`print ${text}`), text).rejects.toMatchObject({ kind: "unsupported" });
      await expect(rows(`datatable(d:decimal)[${text}]`), text).rejects.toMatchObject({ kind: "unsupported" });
    }
  });

  it("decimals keep their digits", () => agree({ "todecimal('123.45678')": "123.45678", "todecimal('123.45678') == decimal(123.45678)": true, "todecimal('x')": null, "todecimal(1.1)": "1.1", "todecimal(3)": "3" }));
});

describe("to times and others", () => {
  const day = "2022-12-02T00:00:00.0000000Z";
  it("R142: many forms of datetimes are read, offsets are resolved, the rest is null", () =>
    agree({
      "todatetime('2022-12-02')": day, "todatetime('2022/12/02')": day, "todatetime('12-02-2022')": day, "todatetime('12/02/2022')": day, "todatetime('12.02.2022')": day,
      "todatetime('2 Dec 2022')": day, "todatetime('Dec 2, 2022')": day, "todatetime('20221202')": day, "todatetime('2022-12-02 13:45:56')": "2022-12-02T13:45:56.0000000Z",
      "todatetime('2022-12-02T13:45:56.1234567Z')": "2022-12-02T13:45:56.1234567Z", "todatetime('Fri, 02 Dec 2022 13:45:56 GMT')": "2022-12-02T13:45:56.0000000Z",
      "todatetime('2022-12-02T13:45:56+02:00')": "2022-12-02T11:45:56.0000000Z", "todatetime('2022-12-02T13:45:56-05:00')": "2022-12-02T18:45:56.0000000Z",
      "todatetime('12/02/2022 1:02:03 PM')": "2022-12-02T13:02:03.0000000Z", "todatetime('13-01-2022')": null, "todatetime('not a date')": null, "todatetime('')": null,
      "todatetime('2022-02-30')": null, "todatetime('x12-02-2022')": null, "todatetime(datetime(2020-01-02))": "2020-01-02T00:00:00.0000000Z",
    }));

  it("R143: a timespan is read as a clock or a number with a unit", () =>
    agree({
      "totimespan('1.02:03:04.5')": "1.02:03:04.5000000", "totimespan('00:01:00')": "00:01:00", "totimespan('00:01:00 junk')": null, "totimespan('1.5h')": "01:30:00", "totimespan('1d')": "1.00:00:00",
      "totimespan('xx')": null, "totimespan('-00:00:01')": "-00:00:01", "totimespan('25:00:00')": null, "totimespan(600000000)": "00:01:00",
    }));

  it("guids are read with and without hyphens, in lower case", () =>
    agree({
      "toguid('74BE27DE-1E4E-49D9-B579-FE0B331D3642')": "74be27de-1e4e-49d9-b579-fe0b331d3642", "toguid('74be27de1e4e49d9b579fe0b331d3642')": "74be27de-1e4e-49d9-b579-fe0b331d3642", "toguid('x')": null,
    }));

  it("R160: text that is no JSON is a dynamic string, empty text null", () =>
    agree({
      "parse_json('abc')": "abc", "parse_json('')": null, "parse_json('{\"a\": 1}')": { a: 1 }, "parse_json('null')": null, "parse_json('5')": 5, "todynamic('[1,2]')": [1, 2],
      "parse_json(dynamic('[1]'))": [1], "parse_json(dynamic([1]))": [1], 'parse_json(tostring(parse_json(\'{"b":"{\\\\"c\\\\":456}"}\').b)).c': 456,
    }));

  it("R163: gettype names the type, of a dynamic that of what it holds", () =>
    agree({
      "gettype(1)": "long", "gettype(int(1))": "int", "gettype(1.5)": "real", "gettype('s')": "string", "gettype(true)": "bool", "gettype(1d)": "timespan", "gettype(long(null))": "long",
      "gettype(dynamic([1]))": "array", "gettype(dynamic({'a':1}))": "dictionary", "gettype(dynamic(null))": "null", "gettype(dynamic(1))": "long", "gettype(dynamic('s'))": "string",
      "gettype(dynamic(1.5))": "double", "gettype(dynamic(true))": "bool",
    }));
});
