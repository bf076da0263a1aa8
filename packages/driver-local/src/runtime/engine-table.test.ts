import { KqlDateTime, KqlDecimal, KqlTimeSpan, parseDynamic, type KqlType } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellReaders } from "./cell-readers.table.js";
import { engineTable } from "./engine-table.js";
import { loadDuckDb } from "./load-duckdb.js";
import { openEngine, type Engine } from "./open-engine.js";
import { runSelect } from "./run-select.js";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ readFolders: ["/nonexistent"] });
});
afterAll(() => engine.close());

async function cells(type: KqlType, expressions: string[]): Promise<unknown[]> {
  const result = await runSelect(engine, { sql: expressions.map((expression) => `SELECT ${expression} AS v`).join(" UNION ALL ") });
  const table = await engineTable([{ name: "v", type }], result);
  return Array.from({ length: table.rowCount }, (_, row) => table.cell(row, 0));
}

describe("values", () => {
  it.each<[KqlType, string[], unknown[]]>([
    ["bool", ["true", "NULL::BOOLEAN"], [true, null]],
    ["int", ["-5::INTEGER", "NULL"], [-5, null]],
    ["long", ["9007199254740991::BIGINT", "9007199254740992", "-9223372036854775808", "NULL"], [9007199254740991, 9007199254740992n, -9223372036854775808n, null]],
    ["real", ["'nan'::DOUBLE", "'-inf'::DOUBLE", "0.1", "NULL"], [NaN, -Infinity, 0.1, null]],
    ["decimal", ["12.5::DECIMAL(38,17)", "NULL", "-3::DECIMAL(38,17)", "100::DECIMAL(38,17)"], [new KqlDecimal("12.5"), null, new KqlDecimal("-3"), new KqlDecimal("100")]],
    ["datetime", ["639177783621234567::BIGINT", "0", "3155378975999999999", "NULL"], [new KqlDateTime(639177783621234567n), new KqlDateTime(0n), new KqlDateTime(3155378975999999999n), null]],
    ["timespan", ["-1::BIGINT", "9223372036854775807", "NULL"], [new KqlTimeSpan(-1n), new KqlTimeSpan(9223372036854775807n), null]],
    ["string", ["'ä\u{1F600}'", "''", "NULL", "chr(65279) || 'x'", "'a' || chr(0) || 'b'", "repeat('long ', 10)"], ["ä\u{1F600}", "", "", "\ufeffx", "a\0b", "long ".repeat(10)]],
    ["guid", ["'74be27de-1e4e-49d9-b579-fe0b331d3642'", "NULL"], ["74be27de-1e4e-49d9-b579-fe0b331d3642", null]],
    ["dynamic", ["'{\"a\":[1,null,9007199254740993]}'::JSON", "'\"x\"'::JSON", "NULL::JSON"], [{ a: [1, null, 9007199254740993n] }, "x", null]],
  ])("of %s are exact, with KQL's nulls", async (type, expressions, expected) => {
    expect(await cells(type, expressions)).toEqual(expected);
  });

  it("come in rows of all chunks, in any order of reading, and outlive the engine", async () => {
    const other = await openEngine({ readFolders: ["/nonexistent"] });
    const result = await runSelect(other, { sql: "SELECT range, 'row ' || range || repeat('x', 20), CASE WHEN range % 3 = 0 THEN NULL ELSE range::VARCHAR END FROM range(10000) ORDER BY range" });
    const table = await engineTable([{ name: "n", type: "long" }, { name: "s", type: "string" }, { name: "t", type: "string" }], result);
    other.close();
    expect(table.rowCount).toBe(10000);
    for (const row of [9999, 0, 2047, 2048, 5000, 1, 9998]) expect([table.cell(row, 0), table.cell(row, 1), table.cell(row, 2)]).toEqual([row, `row ${row}${"x".repeat(20)}`, row % 3 === 0 ? "" : String(row)]);
  });

  it("of an empty result keep their columns", async () => {
    const table = await engineTable([{ name: "v", type: "datetime" }], await runSelect(engine, { sql: "SELECT 1::BIGINT AS v LIMIT 0" }));
    expect([table.rowCount, table.columns]).toEqual([0, [{ name: "v", type: "datetime" }]]);
  });

  it.each(["1::HUGEINT", "now()", "[1]", "'x'::BLOB", "1::BIGINT"])("of a form that no column of the engine has are refused: %s", async (expression) => {
    await expect(cells("string", [expression])).rejects.toMatchObject({ code: "result-type-unexpected" });
  });

  it("have a rule for every type that this DuckDB has", async () => {
    const { DuckDBTypeId } = await loadDuckDb();
    const names = Object.keys(DuckDBTypeId).filter((name) => Number.isNaN(Number(name)));
    expect(Object.keys(cellReaders).sort()).toEqual(names.sort());
  });
});

describe("dynamic text", () => {
  it.each<[string, unknown]>([
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["1234567890123456", 1234567890123456],
    ['["12345678901234567890", 12345678901234567890, 1.2345678901234567890, 12345678901234567890e2]', ["12345678901234567890", 12345678901234567890n, 1.234567890123456789, 1.234567890123456789e21]],
    ['{"1234567890123456789": "a\\"9007199254740993\\\\"}', { "1234567890123456789": 'a"9007199254740993\\' }],
    ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ])("%s keeps its digits", (text, value) => {
    expect(parseDynamic(text)).toEqual(value);
  });
});
