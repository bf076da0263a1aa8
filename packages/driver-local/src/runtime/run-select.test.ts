import { existsSync } from "node:fs";
import { CancelledError, InternalError, ParameterError, QueryError } from "@huntkit/provider";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine, type Engine } from "./open-engine.js";
import { runSelect } from "./run-select.js";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ readFolders: ["/nonexistent"], memoryLimit: "200MB" });
});
afterAll(() => engine.close());

const endless = "SELECT count(*) FROM range(100000000000) AS a WHERE a.range % 7 = 3";

describe("running a SELECT", () => {
  it("fails when a late row fails, instead of giving the rows before it", async () => {
    const sql = "SELECT CASE WHEN range = 900000 THEN error('late') ELSE range::VARCHAR END FROM range(1000000)";
    await expect(runSelect(engine, { sql })).rejects.toBeInstanceOf(InternalError);
  });

  it("binds values exactly: 64-bit integers, minus zero, NaN, quotes, NUL, nulls", async () => {
    const parameters = [9007199254740993n, -0, Number.NaN, "a'b\"\0c", null, true];
    const sql = "SELECT $1::BIGINT::VARCHAR, (1 / $2::DOUBLE)::VARCHAR, $3::DOUBLE::VARCHAR, length($4::VARCHAR)::VARCHAR, ($5 IS NULL)::VARCHAR, $6::BOOLEAN::VARCHAR";
    const result = await runSelect(engine, { sql, parameters });
    expect(result.chunks[0]?.getRowValues(0)).toEqual(["9007199254740993", "-inf", "nan", "6", "true", "true"]);
  });

  it("refuses values that do not match the parameters", async () => {
    await expect(runSelect(engine, { sql: "SELECT $1::INT", parameters: [] })).rejects.toMatchObject({ code: "parameter-count-differs" });
  });
});

describe("cancelling", () => {
  it("interrupts the query that runs, within a second, and leaves the engine usable", async () => {
    const controller = new AbortController();
    const start = performance.now();
    setTimeout(() => controller.abort(), 50);
    await expect(runSelect(engine, { sql: endless }, { signal: controller.signal })).rejects.toBeInstanceOf(CancelledError);
    expect(performance.now() - start).toBeLessThan(1000);
    expect((await runSelect(engine, { sql: "SELECT 1" })).chunks).toHaveLength(1);
  });

  it("works at any moment: before, and at once after the start", async () => {
    const early = AbortSignal.abort();
    await expect(runSelect(engine, { sql: endless }, { signal: early })).rejects.toBeInstanceOf(CancelledError);
    for (let turns = 0; turns < 12; turns++) {
      const controller = new AbortController();
      const running = runSelect(engine, { sql: endless }, { signal: controller.signal });
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort();
      await expect(running).rejects.toBeInstanceOf(CancelledError);
    }
  });

  it("does not wait for what cannot be interrupted, and frees the engine when that has ended", async () => {
    const own = await openEngine({ readFolders: ["/nonexistent"] });
    let end = (): void => {};
    let closed = false;
    const stubborn = { interrupt: () => {}, extractStatements: () => Promise.resolve({ count: 1 }), run: () => new Promise((_, reject) => (end = () => reject(new Error("ended")))), closeSync: () => (closed = true) };
    const controller = new AbortController();
    const running = runSelect({ ...own, connect: () => Promise.resolve(stubborn as unknown as DuckDBConnection) }, { sql: "SELECT 1" }, { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toBeInstanceOf(CancelledError);
    const [[spillFolder]] = (await runSelect(own, { sql: "SELECT current_setting('temp_directory')" })).chunks[0]?.getRows() as [[string]];
    own.close();
    expect([existsSync(spillFolder), closed]).toEqual([true, false]);
    end();
    await expect.poll(() => [existsSync(spillFolder), closed]).toEqual([false, true]);
  });

  it("stops only the query of its signal", async () => {
    const controller = new AbortController();
    const cancelled = runSelect(engine, { sql: endless }, { signal: controller.signal });
    const other = runSelect(engine, { sql: "SELECT sum(range)::VARCHAR FROM range(3000000)" });
    setTimeout(() => controller.abort(), 20);
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    expect((await other).chunks[0]?.getColumnValues(0)).toEqual(["4499998500000"]);
  });
});

describe("failures", () => {
  it("of memory name the setting", async () => {
    const small = await openEngine({ readFolders: ["/nonexistent"], memoryLimit: "30MB", threads: 1 });
    const failed = runSelect(small, { sql: "SELECT list(md5(range::VARCHAR)) FROM range(5000000)" });
    await expect(failed).rejects.toBeInstanceOf(ParameterError);
    await expect(failed).rejects.toThrow(/memoryLimit/);
    small.close();
  });

  it("of memory that the engine does not count stop the query before the system stops the process", async () => {
    const small = await openEngine({ readFolders: ["/nonexistent"], memoryLimit: "30MB" });
    const failed = runSelect(small, { sql: "SELECT max(length(a || b)) FROM (SELECT repeat('x', 200000 + (range % 7)::INT) AS a, repeat('y', 200000 + (range % 5)::INT) AS b FROM range(1000000))" });
    await expect(failed).rejects.toMatchObject({ code: "memory-exhausted" });
    expect(process.memoryUsage.rss()).toBeLessThan(4e9);
    small.close();
  });

  it("of a regular expression are the query's", async () => {
    await expect(runSelect(engine, { sql: "SELECT regexp_matches(range::VARCHAR, $1::VARCHAR) FROM range(3)", parameters: ["(a"] }, { query: "T" })).rejects.toBeInstanceOf(QueryError);
  });

  it("of our own SQL are our faults, and do not show it", async () => {
    const error = await runSelect(engine, { sql: "SELECT nosuch('hush')" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InternalError);
    expect((error as InternalError).message).not.toContain("hush");
  });
});
