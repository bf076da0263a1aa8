import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { DataError, ParameterError, type TableSchema } from "@huntkit/provider";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDuckDb } from "../runtime/load-duckdb.js";
import { openEngine, type Engine } from "../runtime/open-engine.js";
import { runSelect } from "../runtime/run-select.js";
import { LocalTables } from "./local-tables.js";
import { scanFolder } from "./scan-folder.js";
import { stringCells } from "./string-cells.js";

let folder = "";
const engines: Engine[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "huntkit-tables-"));
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

async function putParquet(name: string, select: string, types?: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${join(folder, name)}' (FORMAT parquet${types ? `, KV_METADATA {'kql.types': '${JSON.stringify(types)}'}` : ""})`);
  connection.closeSync();
  instance.closeSync();
}

async function tables(): Promise<{ tables: LocalTables; engine: Engine }> {
  const scanned = await scanFolder(folder);
  const engine = await openEngine({ readFolders: [scanned.path] });
  engines.push(engine);
  return { tables: new LocalTables(engine, scanned, new AbortController().signal), engine };
}

async function read(name: string): Promise<{ schema: TableSchema; stored: Record<string, string>; rows: Record<string, string>[] }> {
  const opened = await tables();
  const scope = await opened.tables.scopeFor(name);
  const source = scope.source(name);
  const schema = scope.schema.tables.find((table) => table.name === name);
  if (source?.from.kind !== "name" || schema === undefined) throw new Error(`no source of ${name}`);
  const present = source.columns.filter((column) => column.raw !== undefined);
  const items = present.map((column) => `CAST("${column.raw}" AS VARCHAR)`).join(", ");
  const cells = stringCells(await runSelect(opened.engine, { sql: `SELECT ${items} FROM "${source.from.name}"` }));
  const rows = Array.from({ length: cells[0]?.length ?? 0 }, (_, row) => Object.fromEntries(present.map((column, index) => [column.name, cells[index]?.[row] ?? ""])));
  return { schema, stored: Object.fromEntries(source.columns.map((column) => [column.name, column.raw === undefined ? "absent" : column.stored])), rows };
}

async function failure(work: Promise<unknown>): Promise<DataError> {
  const error = await work.then(() => undefined, (caught: unknown) => caught);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

const types = (schema: TableSchema): Record<string, string> => Object.fromEntries(schema.columns.map((column) => [column.name, column.type]));

describe("a table of the Defender schema", () => {
  it("has the schema's columns in order, whatever the files' order and letter case, and then the files' own", async () => {
    put("deviceprocessevents.ndjson", '{"Mine":7,"filename":"a.exe","TIMESTAMP":"2026-07-01T10:00:00.1234567Z"}\n');
    const { schema, stored, rows } = await read("DeviceProcessEvents");
    expect(schema.columns[0]).toEqual({ name: "Timestamp", type: "datetime" });
    expect(schema.columns.at(-1)).toEqual({ name: "Mine", type: "long" });
    expect(stored).toMatchObject({ Timestamp: "text", FileName: "native", SHA1: "absent", Mine: "text" });
    expect(rows).toEqual([{ Timestamp: "2026-07-01T10:00:00.1234567Z", FileName: "a.exe", Mine: "7" }]);
  });

  it("keeps stored forms of Parquet, so that filters reach its statistics", async () => {
    await putParquet("DeviceNetworkEvents.parquet", "SELECT TIMESTAMP '2026-07-01 10:00:00' AS Timestamp, 443 AS RemotePort, 'x' AS DeviceName, 5::BIGINT AS ReportId, {'a': 1} AS AdditionalFields");
    const { stored } = await read("DeviceNetworkEvents");
    expect(stored).toMatchObject({ Timestamp: "timestamp", RemotePort: "native", DeviceName: "native", ReportId: "native" });
  });

  it("joins several forms of file by column name", async () => {
    await putParquet("DeviceEvents/a.parquet", "SELECT TIMESTAMP '2026-07-01 10:00:00.5' AS Timestamp, 'p' AS DeviceName");
    put("DeviceEvents/b.csv", "DeviceName,Timestamp,ReportId\nc,2026-07-02T00:00:00Z,12\n");
    put("DeviceEvents/c.json", '[{"DeviceName":"j","ReportId":13}]');
    const { stored, rows } = await read("DeviceEvents");
    expect(stored).toMatchObject({ Timestamp: "text", DeviceName: "native", ReportId: "text" });
    expect(rows.map((row) => [row["DeviceName"], row["Timestamp"], row["ReportId"]]).sort()).toEqual([
      ["c", "2026-07-02T00:00:00Z", "12"],
      ["j", "", "13"],
      ["p", "2026-07-01 10:00:00.5", ""],
    ]);
  });

  it("refuses a column whose stored form has no one right reading", async () => {
    await putParquet("DeviceEvents.parquet", "SELECT 1751364000::BIGINT AS Timestamp");
    const error = await failure(read("DeviceEvents"));
    expect(error.code).toBe("column-form-unusable");
    expect(error.message).toContain("TIMESTAMP or ISO 8601");
  });
});

describe("a table that no schema names", () => {
  it("gets its types from all of its values, not from the first", async () => {
    put("T.csv", `n,r,b,t,z,s,empty\n${"1,1.5,true,2026-07-01,7,x,\n".repeat(30_000)}2,2,FALSE,2026-07-01T10:00:00Z,007,y,\n`);
    const { schema } = await read("T");
    expect(types(schema)).toEqual({ n: "long", r: "real", b: "bool", t: "datetime", z: "string", s: "string", empty: "string" });
  });

  it("reads JSON kinds: mixed ones and nested ones are dynamic, big integers stay whole", async () => {
    put("T.json", '[{"i":1,"m":1,"d":{"a":[1]},"t":"2026-07-01T10:00:00Z","big":9007199254740993,"n":null},{"i":2,"m":"x","d":null,"t":"2026-07-02","s":"a"}]');
    const { schema, rows } = await read("T");
    expect(types(schema)).toEqual({ i: "long", m: "dynamic", d: "dynamic", t: "datetime", big: "long", n: "string", s: "string" });
    expect(rows[0]).toMatchObject({ big: "9007199254740993", m: "1", d: '{"a":[1]}' });
    expect(rows[1]).toMatchObject({ m: '"x"', d: "" });
  });

  it("keeps apart columns whose names differ only in case", async () => {
    put("T.ndjson", '{"a":1,"A":"x","a/b~":true}\n{"A":"y"}\n');
    const { schema, rows } = await read("T");
    expect(types(schema)).toEqual({ a: "long", A: "string", "a/b~": "bool" });
    expect(rows).toEqual([{ a: "1", A: "x", "a/b~": "true" }, { a: "", A: "y", "a/b~": "" }]);
  });

  it("takes the types that Parquet states", async () => {
    await putParquet("T.parquet", "SELECT 1::TINYINT AS i8, 1::UINTEGER AS u32, 1.5::DECIMAL(9,2) AS d, DATE '2026-07-01' AS day, uuid() AS g, [1,2] AS l, 'x'::BLOB AS bin, INTERVAL 1 HOUR AS span");
    const { schema, rows } = await read("T");
    expect(types(schema)).toEqual({ i8: "int", u32: "decimal", d: "decimal", day: "datetime", g: "guid", l: "dynamic", bin: "string", span: "timespan" });
    expect(rows[0]).toMatchObject({ bin: "x" });
  });

  it("takes the types that the metadata of Parquet states, unless files differ or the form cannot be the type", async () => {
    const select = (span: string): string => `SELECT '${span}' AS Span, '{"a":1}' AS Bag, 1.5::DOUBLE AS Ratio, 'x' AS Text`;
    await putParquet("Saved.parquet", select("1.02:03:04"), { Span: "timespan", Bag: "dynamic", Ratio: "bool", Text: "no type" });
    const { schema, rows } = await read("Saved");
    expect(schema.columns.map(({ name, type }) => `${name}:${type}`)).toEqual(["Span:timespan", "Bag:dynamic", "Ratio:real", "Text:string"]);
    expect(rows).toEqual([{ Span: "1.02:03:04", Bag: '{"a":1}', Ratio: "1.5", Text: "x" }]);
    await putParquet("Mixed/a.parquet", select("00:00:01"), { Span: "timespan", Bag: "dynamic" });
    await putParquet("Mixed/b.parquet", select("00:00:02"), { Span: "timespan", Bag: "string" });
    expect((await read("Mixed")).schema.columns.map(({ type }) => type)).toEqual(["timespan", "string", "real", "string"]);
    await putParquet("Partly/a.parquet", select("00:00:01"), { Span: "timespan" });
    await putParquet("Partly/b.parquet", select("00:00:02"));
    expect((await read("Partly")).schema.columns[0]?.type).toBe("string");
  });

  it("reads objects spread over lines, a byte order mark, Windows line ends and gzip", async () => {
    put("A.json", '{"a":1,\n "b":2}\n{"a":3,\n "b":4}\n');
    put("B.ndjson", '\ufeff{"a":1}\r\n{"a":2}\r\n');
    put("C.csv.gz", gzipSync('\ufeffa;b\r\n1;"x\r\n;y"\r\n'));
    expect((await read("A")).rows).toEqual([{ a: "1", b: "2" }, { a: "3", b: "4" }]);
    expect((await read("B")).rows).toEqual([{ a: "1" }, { a: "2" }]);
    expect((await read("C")).rows).toEqual([{ a: "1", b: "x\r\n;y" }]);
  });

  it("takes partition folders for columns only where the files lack them", async () => {
    await putParquet("T/Timestamp=2026-07-01/Site=a%20b/x.parquet", "SELECT TIMESTAMP '2026-07-01 10:00:00' AS Timestamp, 1 AS n");
    put("T/2026-07-02/y.csv", "n\n2\n");
    const { schema, rows } = await read("T");
    expect(types(schema)).toMatchObject({ n: "long", Site: "string" });
    expect(rows.find((row) => row["n"] === "1")).toMatchObject({ Site: "a b", Timestamp: "2026-07-01 10:00:00" });
    expect(rows).toHaveLength(2);
  });

  it("has no rows, and no error, when all its files are empty of text", async () => {
    put("DeviceEvents/a.csv", "");
    put("DeviceEvents/b.ndjson", " \n");
    put("DeviceEvents/c.json", "[]");
    put("DeviceEvents/d.csv", "DeviceName\n");
    expect((await read("DeviceEvents")).rows).toEqual([]);
    put("T.csv", "");
    expect((await (await tables()).tables.scopeFor("T")).schema.tables.find((table) => table.name === "T")?.columns).toEqual([]);
  });
});

describe("bad files", () => {
  const cases: [string, string, string | Buffer, RegExp][] = [
    ["cut Parquet", "T.parquet", Buffer.from("PAR1xxxxxxxxxxxxxxxxxxxxxxxx"), /cut off/],
    ["CSV named Parquet", "T.parquet", "a,b\n1,2\n", /not Parquet/],
    ["Parquet named CSV", "T.csv", Buffer.from("PAR1\0\0\0\0PAR1"), /name it \.parquet/],
    ["zip named JSON", "T.json", Buffer.from("PK\x03\x04\0\0\0"), /zip archive/],
    ["text named gz", "T.csv.gz", "a\n1\n", /not gzip/],
    ["cut gzip", "T.ndjson.gz", gzipSync('{"a":1}\n'.repeat(5000)).subarray(0, 60), /cut off/],
    ["UTF-16", "T.csv", Buffer.from("\ufeffa,b\n1,2\n", "utf16le"), /UTF-16/],
    ["JSON of numbers", "T.json", "[1,2,3]", /no object/],
    ["text that is not JSON", "T.json", "hello", /not JSON/],
    ["cut JSON", "T.json", '[{"a":1},{"a":', /broken in record 2/],
    ["cut NDJSON", "T.ndjson", '{"a":1}\n{"a":2}\n{"a":', /broken in line 3/],
    ["a header name twice", "T.csv", "a,a\n1,2\n", /"a" twice/],
    ["a quote in the header that does not end", "T.csv", '"a,b\n1,2\n', /quote/],
  ];
  it.each(cases)("%s is named with its reason", async (_title, name, content, message) => {
    put(name, content);
    const error = await failure(read("T"));
    expect(error.message).toMatch(message);
    expect(error.file).toContain(name);
  });

  it("names file and line of a CSV row of another width, without its content", async () => {
    put("DeviceEvents.csv", "DeviceName,ReportId\nok,1\nhush,2,3\n");
    const error = await failure(read("DeviceEvents"));
    expect(error.message).toMatch(/DeviceEvents\.csv.*line 3.*3 fields where the header has 2/);
    expect(error.message).not.toContain("hush");
    expect(error.place?.line).toBe(3);
  });

  it("tells a Parquet file cut in half", async () => {
    await putParquet("whole.parquet", "SELECT range AS a FROM range(10000)");
    const whole = readFileSync(join(folder, "whole.parquet"));
    rmSync(join(folder, "whole.parquet"));
    put("T.parquet", whole.subarray(0, whole.length / 2));
    expect((await failure(read("T"))).message).toMatch(/cut off: its end is missing/);
  });
});

describe("folders", () => {
  it("that do not exist, are files or hold no table are told apart", async () => {
    await expect(scanFolder(join(folder, "nowhere"))).rejects.toThrow(ParameterError);
    put("readme.txt", "x");
    await expect(scanFolder(join(folder, "readme.txt"))).rejects.toMatchObject({ code: "path-not-a-folder" });
    const error = await failure(scanFolder(folder));
    expect(error.message).toMatch(/holds: readme\.txt\..*<Table>\.parquet/s);
  });

  it("refuse links that lead out, and follow links inside", async () => {
    put("real/T.csv", "a\n1\n");
    symlinkSync("real/T.csv", join(folder, "L.csv"));
    expect((await scanFolder(folder)).tables.map((table) => table.name)).toEqual(["L", "real"]);
    symlinkSync("/etc/hostname", join(folder, "evil.csv"));
    expect((await failure(scanFolder(folder))).code).toBe("link-leaves-folder");
  });

  it("pass over hidden files and join names that differ only in case", async () => {
    put("_SUCCESS", "");
    put(".hidden.csv", "a\n1\n");
    put("T.csv", "a\n1\n");
    put("t.ndjson", '{"a":2}\n');
    const { tables: found } = await scanFolder(folder);
    expect(found.map((table) => [table.name, table.files.length])).toEqual([["T", 2]]);
  });

  it("open only the tables that a text names", async () => {
    put("Good.csv", "a\n1\n");
    put("Bad.parquet", "nonsense");
    const opened = await tables();
    await opened.tables.scopeFor("Good | take 1");
    await expect(opened.tables.scopeFor("union * | count")).rejects.toThrow(DataError);
  });

  it("give a Defender table without a file no rows and a warning", async () => {
    put("T.csv", "a\n1\n");
    const scope = await (await tables()).tables.scopeFor("EmailEvents");
    expect(scope.source("EmailEvents")?.columns.length).toBeGreaterThan(20);
    expect(scope.warnings(["EmailEvents", "T"]).map((warning) => warning.code)).toEqual(["table-without-data"]);
    expect(scope.source("Nothing")).toBeUndefined();
  });
});
