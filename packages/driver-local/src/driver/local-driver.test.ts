import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { completeRows, runDriverContract } from "@huntkit/testkit";
import { CancelledError, DataError, InternalError, KqlDateTime, KqlDecimal, KqlTimeSpan, ParameterError, QueryError, UnsupportedError, type KqlValue, type ResultColumn } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection, type LocalConnectOptions } from "../index.js";
import { loadDuckDb } from "../runtime/load-duckdb.js";

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "huntkit-driver-"));
  mkdirSync(join(folder, ".empty"));
  await putParquet("AllTypes.parquet", `
    SELECT 1 AS n, true AS b, 9007199254740993::BIGINT AS l, 0.5::DOUBLE AS r, 12.5::DECIMAL(9,2) AS m, TIMESTAMP_NS '2026-07-01 09:46:02.1234567' AS t,
      INTERVAL '1 hour 30 seconds' AS s, 'ä"''\\' AS x, '74BE27DE-1e4e-49d9-b579-fe0b331d3642'::UUID AS g, '{"a":[1,null,9007199254740993]}'::JSON AS d
    UNION ALL SELECT 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`);
  writeFileSync(join(folder, "DeviceProcessEvents.ndjson"), '{"Timestamp":"2026-07-01T10:00:00Z","DeviceName":"pc1","FileName":"cmd.exe","ReportId":1}\n{"Timestamp":"2026-07-02T10:00:00Z","DeviceName":"pc2","FileName":"CMD.EXE","ReportId":2}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function putParquet(name: string, select: string): Promise<void> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${join(folder, name)}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

const columns: ResultColumn[] = [
  { name: "n", type: "int" }, { name: "b", type: "bool" }, { name: "l", type: "long" }, { name: "r", type: "real" }, { name: "m", type: "decimal" },
  { name: "t", type: "datetime" }, { name: "s", type: "timespan" }, { name: "x", type: "string" }, { name: "g", type: "guid" }, { name: "d", type: "dynamic" },
];
const rows: KqlValue[][] = [
  [1, true, 9007199254740993n, 0.5, new KqlDecimal("12.5"), KqlDateTime.parse("2026-07-01T09:46:02.1234567Z") ?? null, KqlTimeSpan.parse("01:00:30") ?? null, "ä\"'\\", "74be27de-1e4e-49d9-b579-fe0b331d3642", { a: [1, null, 9007199254740993n] }],
  [2, null, null, null, null, null, null, "", null, null],
];

runDriverContract(localDriver, {
  tools: { describe, it, expect },
  connectOptions: () => ({ path: folder }),
  unusableOptions: [
    { title: "a path that does not exist", options: () => ({ path: join(folder, "nowhere") }) },
    { title: "a file for the path", options: () => ({ path: join(folder, "AllTypes.parquet") }) },
    { title: "a folder without tables", options: () => ({ path: join(folder, ".empty") }) },
    { title: "a memory limit that is no size", options: () => ({ path: folder, memoryLimit: "lots" }) },
    { title: "a spill folder that does not exist", options: () => ({ path: folder, spillFolder: join(folder, "nowhere") }) },
  ],
  queries: {
    exact: { text: "AllTypes | order by n asc", columns, rows },
    empty: { text: "AllTypes | where n > 5", columns },
    wrong: "AllTypes | wher n == 1",
    endless: "range a from 1 to 1000000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k | where (a * b) % 7 == 3 | count",
  },
});

async function open(options: Partial<LocalConnectOptions> = {}): Promise<LocalConnection> {
  const connection = await localDriver.connect({ path: folder, ...options });
  if (!isLocalConnection(connection)) throw new Error("not local");
  return connection;
}

async function run(text: string, options: Partial<LocalConnectOptions> = {}): Promise<KqlValue[][]> {
  const connection = await open(options);
  try {
    return completeRows(await connection.query(text));
  } finally {
    await connection.close();
  }
}

async function failure(text: string): Promise<unknown> {
  return run(text).catch((error: unknown) => error);
}

describe("the Local driver", () => {
  it("answers for a table of the Defender schema as the service would, with the schema's columns", async () => {
    expect(await run('DeviceProcessEvents | where FileName =~ "cmd.exe" and Timestamp > datetime(2026-07-02) | project DeviceName, SHA256, ProcessId')).toEqual([["pc2", "", null]]);
  });

  it("gives a Defender table without a file no rows, and says so", async () => {
    const connection = await open();
    const result = await connection.query("union EmailEvents, DeviceProcessEvents | count");
    expect(completeRows(result)).toEqual([[2]]);
    expect(result.warnings.map((warning) => [warning.code, /EmailEvents/.test(warning.message)])).toEqual([["table-without-data", true]]);
    await connection.close();
  });

  it("refuses a name that is no table, and suggests the nearest", async () => {
    const error = await failure("DeviceProcesEvents | count");
    expect(error).toBeInstanceOf(QueryError);
    expect((error as QueryError).message).toContain("Did you mean DeviceProcessEvents");
    expect(String(await failure("DeviceProcessEvents | where FileNam has 'x'"))).toContain("Did you mean FileName");
  });

  it("takes now() from its clock, once for the whole query", async () => {
    expect(await run("print a = now(), b = ago(1d)", { now: () => new Date("2026-07-03T00:00:00Z") })).toEqual([[KqlDateTime.parse("2026-07-03"), KqlDateTime.parse("2026-07-02")]]);
  });

  it("refuses a text with two results, with the place of the second", async () => {
    const error = await failure("print 1;\nprint 2");
    expect(error).toBeInstanceOf(UnsupportedError);
    expect((error as UnsupportedError).place?.line).toBe(2);
  });

  it("keeps render as metadata", async () => {
    const connection = await open();
    const result = await connection.query('DeviceProcessEvents | summarize count() by DeviceName | render barchart with (title="T")');
    expect(result.visualization).toMatchObject({ kind: "barchart" });
    await connection.close();
  });

  it("opens no file that a query does not name", async () => {
    const broken = join(folder, "Broken.parquet");
    writeFileSync(broken, "PAR1 and then nothing");
    expect(await run("DeviceProcessEvents | count")).toEqual([[2]]);
    expect(await failure("Broken | count")).toBeInstanceOf(DataError);
    rmSync(broken);
  });

  it("reads a file anew that was replaced under an open connection, and tells when it is gone", async () => {
    const path = join(folder, "Changing.csv");
    writeFileSync(path, "a,b\n1,2\n");
    const connection = await open();
    expect(completeRows(await connection.query("Changing"))).toEqual([[1, 2]]);
    writeFileSync(path, "c\nx\ny\n");
    expect(completeRows(await connection.query("Changing | order by c desc"))).toEqual([["y"], ["x"]]);
    expect(await connection.query("Changing | project b").catch((caught: unknown) => caught)).toBeInstanceOf(QueryError);
    rmSync(path);
    expect(await connection.query("Changing").catch((caught: unknown) => caught)).toBeInstanceOf(DataError);
    await connection.close();
  });

  it("explains a text without running it", async () => {
    const connection = await open();
    const { ir, statements, sql } = await connection.explain('DeviceProcessEvents | where FileName has "o\'hush" | take 3');
    expect(ir.results[0]?.relation.kind).toBe("take");
    expect(statements[0]?.parameters).toContain("o'hush");
    expect(sql).not.toContain("hush");
    await connection.close();
  });

  it("names the memory setting when a query needs more", async () => {
    const error = await run("range a from 1 to 20000000 step 1 | summarize make_list(tostring(a), 20000000)", { memoryLimit: "50MB", threads: 1 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ParameterError);
    expect((error as ParameterError).message).toContain("memoryLimit");
  });

  it("uses the spill folder that it is given and leaves it empty", async () => {
    const spillFolder = mkdtempSync(join(tmpdir(), "huntkit-own-spill-"));
    expect(await run("range a from 1 to 2000000 step 1 | extend h = hash_sha256(tostring(a)) | sort by h asc | take 1000000 | summarize count()", { memoryLimit: "100MB", threads: 1, spillFolder })).toEqual([[1_000_000]]);
    expect(readdirSync(spillFolder)).toEqual([]);
    rmSync(spillFolder, { recursive: true });
  });

  it("does not call a user's names macros of its own", async () => {
    expect(await failure("print ['kql_nothing(x)'] = 1")).not.toBeInstanceOf(InternalError);
  });

  it("passes on the reason of the caller's signal if it is an error of huntkit", async () => {
    const connection = await open();
    const reason = new CancelledError({ code: "time-is-up", message: "The time is up." });
    await expect(connection.query("AllTypes", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await connection.close();
  });
});
