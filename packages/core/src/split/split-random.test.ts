import { KqlDateTime, ServiceError, tableRows, TICKS_PER_DAY, TICKS_PER_MINUTE } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import { availableTable } from "../outputs/available-table.js";
import { runSplit } from "./run-split.js";
import { type Script, scriptedConnection, scriptedDialect, type ScriptedRow } from "./__fixtures__/scripted-source.js";

const numRuns = Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? 0) || 1000;
const seed = Number(process.env["HUNTKIT_PROPERTY_SEED"] ?? 20_260_701);
const origin = TICKS_PER_DAY * 739_000n;

/** A length of time in ticks, a set of rows in and around it, how it is split, where answers are cut, and which calls fail. */
const cases = fc.record({
  minutes: fc.integer({ min: 1, max: 5 * 24 * 60 }),
  // Beside the seams of all parts and their halves, to the tick.
  seamRows: fc.array(fc.record({ of: fc.constantFrom("range", "1d", "6h", "5h", "50m"), sixtyFourths: fc.integer({ min: 0, max: 64 }), part: fc.integer({ min: 0, max: 4 }), beside: fc.bigInt({ min: -1n, max: 1n }) }), { maxLength: 40 }),
  rows: fc.array(fc.oneof(fc.bigInt({ min: -2n, max: 7_200n * TICKS_PER_MINUTE }), fc.integer({ min: 0, max: 120 }).map((hour) => BigInt(hour) * 60n * TICKS_PER_MINUTE), fc.constant(undefined)), { maxLength: 60 }),
  splitBy: fc.constantFrom("1d", "6h", "5h", "50m", "7d", "auto"),
  floorMinutes: fc.constantFrom(1, 10, 60, 600),
  cap: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  faults: fc.array(fc.constantFrom("none", "none", "none", "query-too-heavy", "result-too-large", "query-timeout", "service-down"), { minLength: 1, maxLength: 12 }),
  concurrent: fc.integer({ min: 1, max: 5 }),
  filtersBySpan: fc.boolean(),
});

const minutesOf: Readonly<Record<string, number>> = { "1d": 1440, "6h": 360, "5h": 300, "50m": 50 };

it(`puts together exactly the truth, or names exactly what is missing (${numRuns} random data sets, splits, caps and fault scripts, seed ${seed})`, async () => {
  const seen = { complete: 0, partial: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ minutes, rows: times, seamRows, splitBy, floorMinutes, cap, faults, concurrent, filtersBySpan }) => {
      const timeRange = { start: new KqlDateTime(origin), end: new KqlDateTime(origin + BigInt(minutes) * TICKS_PER_MINUTE) };
      const seams = seamRows.map(({ of, sixtyFourths, part, beside }) => {
        const length = BigInt(minutesOf[of] ?? minutes) * TICKS_PER_MINUTE;
        return (length * BigInt(sixtyFourths)) / 64n + length * BigInt(of === "range" ? 0 : part) + beside;
      });
      const rows: ScriptedRow[] = [...times, ...seams].map((offset, id) => ({ ticks: offset === undefined ? undefined : origin + offset, id }));
      const script: Script = ({ number }) => {
        const fault = faults[(number - 1) % faults.length] ?? "none";
        return fault === "none" ? undefined : new ServiceError({ code: fault, message: fault });
      };
      const plan = await scriptedDialect.planSplit?.("T", { environment: "Scripted" });
      if (plan?.splittable !== true) throw new RangeError("the plan is missing");
      const connection = scriptedConnection({ rows, script, filtersBySpan, ...(cap === undefined ? {} : { cap }) });
      const timespan = filtersBySpan ? timeRange : undefined;
      const truth = rows.filter(({ ticks }) => !filtersBySpan || (ticks !== undefined && ticks >= timeRange.start.ticks && ticks < timeRange.end.ticks));
      const result = await runSplit({ text: "T", plan, connection, timeRange, options: { splitBy, floorMinutes }, signal: undefined, onProgress: undefined, rowLimit: cap, timespan, concurrent, cancels: "request" }).catch((error: unknown) => error as ServiceError);
      if (result instanceof Error) {
        seen.failed++;
        expect(faults).toContain(result.code);
        return;
      }
      seen[result.status]++;
      const found = [...tableRows(availableTable(result))].map((row) => Number(row[1]));
      expect(new Set(found).size).toBe(found.length);
      const expected = new Set(truth.map(({ id }) => id));
      expect(found.every((id) => expected.has(id))).toBe(true);
      const missing = result.status === "partial" ? result.missing : [];
      const within = ({ ticks }: ScriptedRow): boolean => missing.some(({ timeRange: range, open }) => {
        if (!range) return true;
        if (ticks === undefined) return open === "start" || open === "both";
        return (open === "start" || open === "both" || ticks >= range.start.ticks) && (open === "end" || open === "both" || ticks < range.end.ticks);
      });
      const absent = truth.filter(({ id }) => !found.includes(id));
      expect(absent.filter((row) => !within(row))).toEqual([]);
      // A part is named as missing only if it is: rows of it may be there only where the source cut the answer.
      const uncut = missing.filter(({ error }) => error.code !== "rows-cut").map(({ timeRange: range }) => range?.start.ticks);
      expect(new Set(uncut).size).toBe(uncut.length);
    }),
    { numRuns, seed },
  );
  console.log(`seed ${seed}: ${JSON.stringify(seen)}`);
  expect(seen.complete).toBeGreaterThan(numRuns / 10);
  expect(seen.partial).toBeGreaterThan(numRuns / 10);
}, 1_800_000);
