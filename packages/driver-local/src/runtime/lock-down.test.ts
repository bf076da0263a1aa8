import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InternalError, ParameterError } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockedValues, readSettings } from "./lock-down.js";
import { openEngine, type Engine } from "./open-engine.js";
import { runSelect } from "./run-select.js";

let inside = "";
let outside = "";
let engine: Engine;

beforeAll(async () => {
  inside = mkdtempSync(join(tmpdir(), "huntkit-inside-"));
  outside = mkdtempSync(join(tmpdir(), "huntkit-outside-"));
  writeFileSync(join(inside, "in.csv"), "a\n1\n");
  writeFileSync(join(outside, "out.csv"), "a\n2\n");
  engine = await openEngine({ readFolders: [inside] });
});
afterAll(() => {
  engine.close();
  for (const folder of [inside, outside]) rmSync(folder, { recursive: true, force: true });
});

async function raw(sql: string): Promise<string> {
  const connection = await engine.connect();
  try {
    await connection.run(sql);
    return "it ran";
  } catch (error) {
    return (error as Error).message;
  } finally {
    connection.closeSync();
  }
}

describe("a locked engine", () => {
  it("reads back every setting of the policy, on new connections too", async () => {
    const connection = await engine.connect();
    expect(Object.fromEntries(await readSettings(connection))).toEqual(lockedValues);
    connection.closeSync();
  });

  it("reads below its folder", async () => {
    expect(await raw(`SELECT * FROM read_csv('${join(inside, "in.csv")}')`)).toBe("it ran");
  });

  it.each([
    ["a file of the system", () => "SELECT * FROM read_text('/etc/passwd')"],
    ["a sibling folder by ..", () => `SELECT * FROM read_csv('${inside}/../${outside.split("/").at(-1)}/out.csv')`],
    ["a sibling folder whose name begins with its own", () => `SELECT * FROM read_csv('${inside}x/out.csv')`],
    ["a glob outside", () => "SELECT * FROM glob('/etc/*')"],
    ["a sniffer outside", () => "SELECT * FROM sniff_csv('/etc/passwd')"],
    ["a table by a path", () => "SELECT * FROM '/etc/passwd.csv'"],
    ["writing outside", () => `COPY (SELECT 1) TO '${outside}/x.csv'`],
    ["attaching outside", () => `ATTACH '${outside}/x.db'`],
    ["installing an extension", () => "INSTALL httpfs"],
    ["loading an extension", () => "LOAD httpfs"],
    ["changing a setting", () => "SET enable_external_access = true"],
    ["changing the lock", () => "SET lock_configuration = false"],
    ["changing the folders", () => "SET allowed_directories = ['/']"],
    ["resetting a setting", () => "RESET enable_external_access"],
    ["profiling into a file", () => `PRAGMA profiling_output = '${outside}/p.json'`],
    ["exporting", () => `EXPORT DATABASE '${outside}/e'`],
  ])("refuses %s", async (_title, sql) => {
    expect(await raw(sql())).toMatch(/Permission Error|configuration has been locked|disabled (through|by) configuration|Cannot change configuration/);
    expect(readdirSync(outside)).toEqual(["out.csv"]);
  });

  it("reaches no network", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.end("a\n1\n");
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await raw(`SELECT * FROM read_csv('http://127.0.0.1:${port}/x.csv')`)).toMatch(/Permission Error|disabled by configuration/);
    expect(requests).toBe(0);
    await new Promise((closed) => server.close(closed));
  });

  it.each([
    ["COPY TO", () => `COPY (SELECT 1) TO '${inside}/made.csv'`],
    ["ATTACH", () => `ATTACH '${inside}/made.db'`],
    ["CREATE", () => "CREATE TABLE made (a INT)"],
    ["SET", () => "SET VARIABLE made = 1"],
    ["CALL", () => `CALL enable_logging(storage = 'file', storage_path = '${inside}/made')`],
    ["EXPLAIN", () => "EXPLAIN SELECT 1"],
  ])("runs no %s, although its folder could be written", async (_title, sql) => {
    await expect(runSelect(engine, { sql: sql() })).rejects.toBeInstanceOf(InternalError);
    expect(readdirSync(inside)).toEqual(["in.csv"]);
  });

  it("runs no second statement behind a SELECT", async () => {
    await expect(runSelect(engine, { sql: `SELECT 1; COPY (SELECT 1) TO '${inside}/made.csv'` })).rejects.toBeInstanceOf(InternalError);
    expect(readdirSync(inside)).toEqual(["in.csv"]);
  });
});

describe("opening", () => {
  it("refuses a memory limit that is no size", async () => {
    await expect(openEngine({ readFolders: [inside], memoryLimit: "much" })).rejects.toThrow(ParameterError);
    await expect(openEngine({ readFolders: [inside], memoryLimit: "1GB'; --" })).rejects.toThrow(ParameterError);
  });

  it("quotes folders with quotes in their names", async () => {
    const odd = mkdtempSync(join(tmpdir(), "huntkit-it's-"));
    writeFileSync(join(odd, "x.csv"), "a\n1\n");
    const other = await openEngine({ readFolders: [odd] });
    const result = await runSelect(other, { sql: `SELECT count(*) FROM read_csv('${join(odd, "x.csv").replaceAll("'", "''")}')` });
    expect(result.chunks[0]?.getColumnValues(0)).toEqual([1n]);
    other.close();
    rmSync(odd, { recursive: true });
  });

  it("spills into a private folder and leaves nothing of it behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("huntkit-spill-"));
    const small = await openEngine({ readFolders: [inside], memoryLimit: "60MB", threads: 1 });
    const sql = "SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY h) AS n FROM (SELECT md5(range::VARCHAR) AS h FROM range(1500000))) WHERE n > 0";
    const result = await runSelect(small, { sql });
    expect(result.chunks[0]?.getColumnValues(0)).toEqual([1500000n]);
    small.close();
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith("huntkit-spill-"));
    expect(after.filter((name) => !before.includes(name) && existsSync(join(tmpdir(), name, "duckdb_temp_storage_DEFAULT-0.tmp")))).toEqual([]);
  });
});
