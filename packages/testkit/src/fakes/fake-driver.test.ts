import { CancelledError, KqlDateTime, QueryError, ServiceError, type KqlType } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { kqlDialect } from "@huntkit/kql/dialect";
import { completeRows, createFakeDriver, createTestClock, runDriverContract, valueFits } from "../index.js";

const columns = [{ name: "n", type: "long" as const }, { name: "s", type: "string" as const }];

runDriverContract(
  createFakeDriver({
    dialect: kqlDialect,
    capabilities: { concurrentQueries: 3 },
    schema: { tables: [{ name: "T", columns }] },
    answer: ({ text, options }) => {
      if (options.timespan !== undefined) return { error: new QueryError({ code: "no-timespan", message: "Say it in the text." }) };
      if (text === "wrong") return { error: new QueryError({ code: "wrong", message: "It is wrong." }) };
      if (text === "endless") return { hangs: true };
      return { columns, rows: text === "empty" ? [] : [[1, "a"], [null, ""]] };
    },
  }),
  {
    tools: { describe, it, expect },
    connectOptions: () => ({}),
    queries: { exact: { text: "exact", columns, rows: [[1, "a"], [null, ""]] }, empty: { text: "empty", columns }, wrong: "wrong", endless: "endless" },
  },
);

const [first, second] = [new KqlDateTime(0n), new KqlDateTime(1n)];
runDriverContract(
  createFakeDriver({
    dialect: kqlDialect,
    capabilities: { timespan: true, cancels: "waiting" },
    answer: ({ text, options }) => {
      if (text === "wrong") return { error: new QueryError({ code: "wrong", message: "It is wrong." }) };
      return { columns, rows: text === "empty" || options.timespan?.start.ticks === 1n ? [] : [[1, "a"]] };
    },
  }),
  {
    tools: { describe, it, expect },
    connectOptions: () => ({}),
    queries: { exact: { text: "exact", columns, rows: [[1, "a"]] }, empty: { text: "empty", columns }, wrong: "wrong", timed: { text: "timed", within: { start: first, end: second }, outside: { start: second, end: new KqlDateTime(2n) } } },
  },
);

describe("the fake driver", () => {
  it("fails as its script says and counts what runs at once", async () => {
    const error = new ServiceError({ code: "down", message: "It is down." });
    const driver = createFakeDriver({ answer: ({ number }) => (number === 1 ? { error } : { columns, rows: [[number, ""]] }) });
    const connection = await driver.connect({});
    const outcomes = await Promise.allSettled(["a", "b", "c"].map((text) => connection.query(text)));
    expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? completeRows(outcome.value) : outcome.reason))).toEqual([[[0, ""]], error, [[2, ""]]]);
    expect([driver.calls.map((call) => call.text), driver.mostAtOnce, driver.openConnections]).toEqual([["a", "b", "c"], 3, 1]);
    await connection.close();
    expect(driver.openConnections).toBe(0);
  });

  it("has no dialect unless it is given one", () => {
    expect(() => createFakeDriver().dialect.literal("a", "string")).toThrowError(expect.objectContaining({ code: "fake-dialect-used" }));
  });
});

describe("the test clock", () => {
  it("wakes sleepers in order of time, those too who fall asleep on the way", async () => {
    const clock = createTestClock();
    const seen: string[] = [];
    const at = (name: string): void => void seen.push(`${name} ${clock.now().getTime() - start}`);
    const start = clock.now().getTime();
    void clock.sleep(300).then(() => at("late"));
    void clock.sleep(100).then(async () => {
      at("early");
      await clock.sleep(100);
      at("again");
    });
    await clock.advance(1000);
    expect(seen).toEqual(["early 100", "again 200", "late 300"]);
    expect([clock.now().getTime() - start, clock.sleepers]).toEqual([1000, 0]);
  });

  it("moves to the next sleeper, and lets a sleeper be cancelled", async () => {
    const clock = createTestClock();
    const controller = new AbortController();
    const cancelled = clock.sleep(50, controller.signal);
    void clock.sleep(70);
    controller.abort();
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    expect([await clock.advanceToNext(), await clock.advanceToNext()]).toEqual([70, 0]);
  });
});

describe("the check of cells", () => {
  it.each<[KqlType, unknown, boolean]>([
    ["long", 9007199254740993n, true], ["long", 5n, false], ["long", 1.5, false], ["long", 9223372036854775808n, false], ["int", 2 ** 31 + 1, false],
    ["string", null, false], ["string", "", true], ["datetime", "2026-07-01", false], ["datetime", new KqlDateTime(0n), true],
    ["guid", "74BE27DE-1e4e-49d9-b579-fe0b331d3642", false], ["dynamic", { a: [null, 1n] }, false], ["dynamic", { a: [null, 1] }, true], ["real", NaN, true], ["bool", 1, false],
  ])("of %s %o says %s", (type, value, expected) => {
    expect(valueFits(value, type)).toBe(expected);
  });
});
