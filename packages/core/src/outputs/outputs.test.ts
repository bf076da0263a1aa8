import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CancelledError,
  KqlDateTime,
  KqlDecimal,
  KqlTimeSpan,
  type KqlType,
  type KqlValue,
  ServiceError,
  tableFromRows,
} from "@huntkit/provider";
import { tableFromIPC } from "apache-arrow";
import { type FileMetaData, parquetMetadata, parquetRead } from "hyparquet";
import {
  availableTable,
  completeTable,
  toArrow,
  toColumns,
  toCsv,
  toJson,
  toMarkdown,
  toNdjson,
  toParquet,
  visibleText,
  writeArrow,
  writeCsv,
  writeJson,
  writeParquet,
} from "./index.js";

const instant = new KqlDateTime(639_184_419_621_234_567n);
const allTypes = tableFromRows(
  (
    [
      ["Flag", "bool"], ["Small", "int"], ["Big", "long"], ["Ratio", "real"], ["Exact", "decimal"],
      ["When", "datetime"], ["Span", "timespan"], ["Text", "string"], ["Id", "guid"], ["Bag", "dynamic"],
    ] as readonly (readonly [string, KqlType])[]
  ).map(([name, type]) => ({ name, type })),
  [
    [true, -5, 9_223_372_036_854_775_807n, Number.NaN, new KqlDecimal("12345678901234567890.5"), instant, KqlTimeSpan.parse("-1.02:03:04.5000001") ?? null, 'a"b,\r\nc', "0f8fad5b-d9cb-469f-a165-70867728950e", { deep: [9007199254740993n, null] }],
    [null, null, null, null, null, null, null, "", null, null],
  ],
);
const texts = (...values: string[]) => tableFromRows([{ name: "A", type: "string" }, { name: "B", type: "string" }], values.map((value) => [value, "x"]));

describe("JSON", () => {
  it("keeps every digit of integers, ticks, decimals and reals that JSON lacks", () => {
    expect(toNdjson(allTypes)).toBe(
      '{"Flag":true,"Small":-5,"Big":9223372036854775807,"Ratio":"NaN","Exact":"12345678901234567890.5","When":"' + instant.toString() +
        '","Span":"-1.02:03:04.5000001","Text":"a\\"b,\\r\\nc","Id":"0f8fad5b-d9cb-469f-a165-70867728950e","Bag":{"deep":[9007199254740993,null]}}\n' +
        '{"Flag":null,"Small":null,"Big":null,"Ratio":null,"Exact":null,"When":null,"Span":null,"Text":"","Id":null,"Bag":null}\n',
    );
  });

  it("is an array that JSON.parse reads back, also without rows and with a column named __proto__", () => {
    expect(JSON.parse(toJson(tableFromRows([{ name: "A", type: "int" }], [])))).toEqual([]);
    const odd = toJson(tableFromRows([{ name: "__proto__", type: "int" }], [[1], [2]]));
    expect(odd).toBe('[\n  {"__proto__":1},\n  {"__proto__":2}\n]\n');
  });

  it("reads back every dynamic value of JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const [row] = JSON.parse(toJson(tableFromRows([{ name: "A", type: "dynamic" }], [[value as KqlValue]]))) as { A: unknown }[];
        expect(JSON.stringify(row?.A)).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe("CSV", () => {
  it("follows RFC 4180: header, CRLF, doubled quotes, empty null", () => {
    const [header, first] = toCsv(allTypes).split("\r\n");
    expect(header).toBe("Flag,Small,Big,Ratio,Exact,When,Span,Text,Id,Bag");
    expect(first).toContain(`true,-5,9223372036854775807,NaN,12345678901234567890.5,${instant.toString()},-1.02:03:04.5000001,"a""b,`);
    expect(toCsv(allTypes).endsWith("\r\n,,,,,,,,,\r\n")).toBe(true);
  });

  it("gives every text back to a reader of RFC 4180", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", '"', ",", "\r", "\n", " ", "=", "é") }), { minLength: 1 }), (values) => {
        expect(readCsv(toCsv(texts(...values))).slice(1)).toEqual(values.map((value) => [value, "x"]));
      }),
    );
  });

  it("keeps formulas by default and neutralizes them on request, but never numbers", () => {
    const table = tableFromRows([{ name: "Text", type: "string" }, { name: "Number", type: "int" }], [["=HYPERLINK(1)", -5], ["@x", 1], ["plain", 2]]);
    expect(toCsv(table)).toBe("Text,Number\r\n=HYPERLINK(1),-5\r\n@x,1\r\nplain,2\r\n");
    expect(toCsv(table, { formulas: "neutralize" })).toBe("Text,Number\r\n'=HYPERLINK(1),-5\r\n'@x,1\r\nplain,2\r\n");
  });

  it("does not turn a single empty field into an empty line", () => {
    expect(toCsv(tableFromRows([{ name: "A", type: "string" }], [[""]]))).toBe('A\r\n""\r\n');
  });
});

describe("Markdown", () => {
  it("cannot be broken out of by the data", () => {
    const table = texts("a|b\n<img src=x> [l](http://e) `c` \u001b[31m\u202e");
    expect(toMarkdown(table)).toBe(
      "| A | B |\n| --- | --- |\n| a\\|b<br>&lt;img src=x&gt; \\[l\\](http://e) \\`c\\` \\\\u001b\\[31m\\\\u202e | x |\n",
    );
  });

  it("puts numbers at the right", () => {
    expect(toMarkdown(tableFromRows([{ name: "N", type: "long" }], [[3]]))).toBe("| N |\n| ---: |\n| 3 |\n");
  });
});

describe("Arrow", () => {
  it.each(["file", "stream"] as const)("keeps types, nulls and exact values in the %s form, over several batches", async (form) => {
    const read = tableFromIPC(await toArrow(allTypes, { form, batchRows: 1 }));
    expect(read.schema.fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
      "Flag: Bool", "Small: Int32", "Big: Int64", "Ratio: Float64", "Exact: Utf8",
      "When: Timestamp<NANOSECOND, UTC>", "Span: Duration<NANOSECOND>", "Text: Utf8", "Id: Utf8", "Bag: Utf8",
    ]);
    expect(read.schema.fields[5]?.metadata.get("kql.type")).toBe("datetime");
    expect(read.batches).toHaveLength(2);
    expect(read.getChild("Big")?.toArray()[0]).toBe(9_223_372_036_854_775_807n);
    expect(read.batches[0]?.getChild("When")?.data[0]?.values[0]).toBe((639_184_419_621_234_567n - 621_355_968_000_000_000n) * 100n);
    expect(read.getChild("Bag")?.get(0)).toBe('{"deep":[9007199254740993,null]}');
    expect(read.getChild("Exact")?.get(0)).toBe("12345678901234567890.5");
    expect(read.getChild("Flag")?.get(1)).toBeNull();
    expect(read.getChild("Text")?.get(1)).toBe("");
  });

  it("falls back to text for a time that nanoseconds cannot hold", async () => {
    const far = new KqlDateTime(3_155_378_975_999_999_999n);
    const read = tableFromIPC(await toArrow(tableFromRows([{ name: "When", type: "datetime" }], [[far]])));
    expect(read.getChild("When")?.get(0)).toBe("9999-12-31T23:59:59.9999999Z");
  });

  it("keeps columns and types of a table without rows", async () => {
    const read = tableFromIPC(await toArrow(tableFromRows(allTypes.columns, [])));
    expect(read.numRows).toBe(0);
    expect(read.schema.fields).toHaveLength(10);
  });

  it("writes to a stream what it gives at once", async () => {
    const stream = new PassThrough();
    const [written] = await Promise.all([buffer(stream), writeArrow(allTypes, stream).then(() => stream.end())]);
    expect(written.equals(await toArrow(allTypes))).toBe(true);
  });
});

describe("Parquet", () => {
  const micros = new KqlDateTime(639_184_419_621_234_560n);
  const far = new KqlDateTime(3_155_378_975_999_999_999n);

  it("keeps types, nulls and exact values, over several row groups", async () => {
    const { metadata, rows } = await readParquet(await toParquet(allTypes, { rowGroupRows: 1 }));
    expect(metadata.row_groups).toHaveLength(2);
    expect(metadata.schema.slice(1).map(({ name, type, converted_type: converted, logical_type: logical }) => `${name}: ${logical?.type ?? converted ?? type ?? ""}`)).toEqual([
      "Flag: BOOLEAN", "Small: INT32", "Big: INT64", "Ratio: DOUBLE", "Exact: UTF8", "When: TIMESTAMP", "Span: UTF8", "Text: UTF8", "Id: UUID", "Bag: UTF8",
    ]);
    expect(JSON.parse(metadata.key_value_metadata?.[0]?.value ?? "")).toMatchObject({ Span: "timespan", Bag: "dynamic" });
    const [first, second] = rows;
    expect(first?.slice(0, 5)).toEqual([true, -5, 9_223_372_036_854_775_807n, Number.NaN, "12345678901234567890.5"]);
    expect(first?.[5]).toBe((639_184_419_621_234_567n - 621_355_968_000_000_000n) * 100n);
    expect(first?.slice(6)).toEqual(["-1.02:03:04.5000001", 'a"b,\r\nc', "0f8fad5b-d9cb-469f-a165-70867728950e", '{"deep":[9007199254740993,null]}']);
    expect(second).toEqual([null, null, null, null, null, null, null, "", null, null]);
  });

  it.each([
    ["microseconds that hold every value", [micros, null], "MICROS", (639_184_419_621_234_560n - 621_355_968_000_000_000n) / 10n],
    ["nanoseconds where one value needs them", [instant, micros], "NANOS", (639_184_419_621_234_567n - 621_355_968_000_000_000n) * 100n],
    ["text for a time that neither holds", [far], undefined, "9999-12-31T23:59:59.9999999Z"],
  ] as const)("writes times as %s", async (_, times, unit, first) => {
    const { metadata, rows } = await readParquet(await toParquet(tableFromRows([{ name: "When", type: "datetime" }], times.map((time) => [time]))));
    expect((metadata.schema[1]?.logical_type as { readonly unit?: string } | undefined)?.unit).toBe(unit);
    expect(rows[0]?.[0]).toBe(first);
  });

  it("keeps the sign of zero, and ids that are none as text", async () => {
    const table = tableFromRows([{ name: "Ratio", type: "real" }, { name: "Id", type: "guid" }], [[0, "none"], [-0, null]]);
    const { rows } = await readParquet(await toParquet(table));
    expect(rows.map(([ratio]) => Object.is(ratio, -0))).toEqual([false, true]);
    expect(rows[0]?.[1]).toBe("none");
  });

  it("keeps columns of a table without rows, and refuses one without columns", async () => {
    const { metadata, rows } = await readParquet(await toParquet(tableFromRows(allTypes.columns, [])));
    expect([metadata.schema.length - 1, rows.length]).toEqual([10, 0]);
    await expect(toParquet(tableFromRows([], []))).rejects.toMatchObject({ code: "no-columns" });
  });

  it("writes to a stream what it gives at once", async () => {
    const stream = new PassThrough();
    const [written] = await Promise.all([buffer(stream), writeParquet(allTypes, stream).then(() => stream.end())]);
    expect(written.equals(await toParquet(allTypes))).toBe(true);
  });
});

/** The rows, with times as the numbers that stand in the file. */
async function readParquet(bytes: Uint8Array): Promise<{ readonly metadata: FileMetaData; readonly rows: readonly (readonly unknown[])[] }> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const raw = { timestampFromMicroseconds: (value: bigint) => value, timestampFromNanoseconds: (value: bigint) => value };
  const rows: unknown[][] = [];
  await parquetRead({ file, metadata, parsers: raw, onComplete: (read) => void rows.push(...read) });
  return { metadata, rows };
}

describe("writing", () => {
  it("waits for a slow stream, leaves it open and writes everything", async () => {
    const table = texts(...Array.from({ length: 20_000 }, (_, index) => `row ${index}`));
    const slow = new PassThrough({ highWaterMark: 1024 });
    const [written] = await Promise.all([buffer(slow), writeCsv(table, slow).then(() => slow.end("END"))]);
    expect(written.toString()).toBe(`${toCsv(table)}END`);
  });

  it("stops with a CancelledError", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(writeJson(allTypes, new PassThrough(), { signal: controller.signal })).rejects.toBeInstanceOf(CancelledError);
  });
});

describe("tables", () => {
  it("turns rows to columns", () => {
    expect([...toColumns(texts("p", "q"))]).toEqual([["A", ["p", "q"]], ["B", ["x", "x"]]]);
  });

  it("does not give partial rows for complete ones", () => {
    const error = new ServiceError({ code: "down", message: "The service is down." });
    const base = { query: "T", durationMilliseconds: 1, warnings: [] };
    const partial = { ...base, status: "partial" as const, partialTable: allTypes, missing: [{ error, attempts: 2 }] };
    expect(() => completeTable(partial)).toThrow(/incomplete: 1 part.*The service is down/);
    expect(availableTable(partial)).toBe(allTypes);
    expect(completeTable({ ...base, status: "complete", table: allTypes })).toBe(allTypes);
  });
});

describe("visibleText", () => {
  it("leaves no character that steers a terminal or turns text around", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]|\p{Surrogate}/u);
      }),
    );
    expect(visibleText("C:\\a\tb \u001b[0m \ud800 👩‍💻")).toBe("C:\\a\\tb \\u001b[0m \\ud800 👩‍💻");
  });
});

function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
