import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { type DriverConnection, HuntError, KqlDateTime, type QueryResult, TICKS_PER_DAY, TICKS_PER_HOUR, tableRows } from "@huntkit/provider";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runSplit } from "./run-split.js";

const numRuns = Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? 0) || 150;
const seed = Number(process.env["HUNTKIT_PROPERTY_SEED"] ?? 20_260_701);
const folder = mkdtempSync(join(tmpdir(), "huntkit-sums-"));
const begin = Date.UTC(2026, 6, 1);
const timeRange = { start: KqlDateTime.fromDate(new Date(begin)), end: KqlDateTime.fromDate(new Date(begin + 4 * 86_400_000)) };
let local: DriverConnection;

beforeAll(async () => {
  const hours = Array.from({ length: 17 }, (_, index) => new Date(begin + index * 6 * 3_600_000).toISOString());
  const times = hours.flatMap((time) => [time, time.replace(".000Z", ".0000001Z"), new Date(Date.parse(time) - 1).toISOString()]);
  const write = (name: string, rows: readonly object[]): void => writeFileSync(join(folder, `${name}.ndjson`), rows.map((row) => JSON.stringify(row)).join("\n"));
  write("DeviceProcessEvents", [...times.map((Timestamp, index) => ({ Timestamp, DeviceId: `d${index % 5}`, DeviceName: `pc${index % 3}`, FileName: `f${index}.exe`, ProcessId: index % 7, ProcessCommandLine: `run --n=${index} x.y` })), { DeviceId: "d0", FileName: "none.exe", ProcessId: 99 }]);
  write("DeviceFileEvents", times.filter((_, index) => index % 3 === 0).map((Timestamp, index) => ({ Timestamp, DeviceId: `d${index % 4}`, FileName: `g${index}`, AdditionalFields: JSON.stringify({ a: [index, index + 1], b: "t" }) })));
  write("DeviceTvmSoftwareInventory", Array.from({ length: 6 }, (_, index) => ({ DeviceId: `d${index}`, SoftwareName: `s${index % 4}`, SoftwareVendor: "v" })));
  local = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

const P = "DeviceProcessEvents";
const F = "DeviceFileEvents";
const I = "DeviceTvmSoftwareInventory";
const sources = [
  P, P, P, F, I,
  `['${P}']`,
  `(${P} | where ProcessId > 1)`,
  `union ${P}, ${F}`,
  `union (${P} | where ProcessId > 3), (${F} | project Timestamp, DeviceId, FileName)`,
  `union kind=inner ${P}, ${F}`,
  `union ${P}, ${I}`,
  `union isfuzzy=true ${P}, ${F}`,
  `union DeviceProc*, DeviceFileE*`,
  `search in (${P}) "f1"`,
  `search "pc1"`,
  `find in (${P}, ${F}) where DeviceId == "d1" project Timestamp, DeviceId`,
  `materialize(${P} | where ProcessId > 2)`,
  `print DeviceId = "d1", Timestamp = datetime(2026-07-02)`,
  `range Timestamp from datetime(2026-07-01) to datetime(2026-07-03) step 1d`,
  `datatable(Timestamp:datetime, DeviceId:string)[datetime(2026-07-02), "d1"]`,
  `table("${P}")`,
];
/** Names that every text may use, and some that need tables. */
const scalars = [
  `let n = 3; let ids = dynamic(["d1", "d2"]); let lastId = toscalar(${I} | summarize max(DeviceId)); `,
  `let n = toscalar(${P} | summarize avg(ProcessId)); let ids = toscalar(${I} | summarize make_set(DeviceId)); let lastId = "d3"; `,
];
const tables = [
  `let T = ${P} | where ProcessId < 5; let U = T | where ProcessId > 1; `,
  `let T = materialize(${P}); let U = T; `,
  `let T = view () { ${F} | project Timestamp, DeviceId, FileName }; let U = ${P}; `,
];
const functions = `let f = (x: string) { ${P} | where DeviceId == x }; let g = (Tab: (Timestamp: datetime, DeviceId: string)) { Tab | where DeviceId != "d2" }; `;
const letSources = ["T", "U", "f('d1')", "union f('d1'), f('d2')", `g(${P})`, "union T, U", "T | union U", "T", "U"];
const steps = [
  'where DeviceId in ("d1", "d3")',
  "where ProcessId > n",
  "where DeviceId in (ids)",
  "where DeviceId == lastId",
  "where Timestamp between (datetime(2026-07-01T06:00) .. datetime(2026-07-03))",
  "where Timestamp > datetime(2026-07-02) and Timestamp <= datetime(2026-07-03)",
  "where isnull(Timestamp) or DeviceId == 'd0'",
  `where DeviceId in ((${I} | project DeviceId))`,
  `where DeviceId in ((${F} | project DeviceId))`,
  `where DeviceId in (T)`,
  "extend Hour = bin(Timestamp, 1h), Lower = tolower(DeviceId)",
  "extend Timestamp = Timestamp + 1d",
  "extend Timestamp = todatetime('2026-07-02')",
  "extend n1 = row_number()",
  `extend m = toscalar(${F} | count)`,
  `extend m = toscalar(${I} | count)`,
  "extend b = parse_json('{\"a\":1,\"c\":2}')",
  "project Timestamp, DeviceId, FileName",
  "project-away FileName",
  "project-keep Timestamp, DeviceId",
  "project-rename Dev = DeviceId",
  "project-reorder DeviceId, Timestamp",
  "project DeviceId",
  "distinct DeviceId",
  "summarize count() by DeviceId",
  "summarize arg_max(Timestamp, *) by DeviceId",
  "summarize count()",
  "count",
  "take 3",
  "limit 1000",
  "top 3 by Timestamp",
  "sample 2",
  "sample-distinct 2 of DeviceId",
  "top-nested 2 of DeviceId by count()",
  "sort by Timestamp desc, DeviceId asc, FileName asc",
  "sort by FileName asc",
  "order by DeviceId",
  "serialize r = row_number()",
  "serialize",
  "getschema",
  "as X",
  "as X | union X",
  "as X | where DeviceId in ((X | summarize by DeviceId | take 1))",
  "mv-expand x = range(1, 2) to typeof(long)",
  "mv-expand with_itemindex=i x = dynamic([7, 8]) to typeof(long)",
  "mv-apply x = dynamic([3, 1, 2]) to typeof(long) on (top 1 by x)",
  "mv-apply x = dynamic([3, 1, 2]) to typeof(long) on (extend k = row_number())",
  "parse FileName with A '.' B",
  "parse-where FileName with 'f' N:long '.exe'",
  "parse-kv ProcessCommandLine as (n: long) with (pair_delimiter=' ', kv_delimiter='=')",
  `join kind=inner (${I} | distinct DeviceId, SoftwareName) on DeviceId`,
  `join kind=leftouter (${I}) on DeviceId`,
  `join kind=leftanti (${I} | where SoftwareName == "s1") on DeviceId`,
  `join kind=leftsemi (${I} | where SoftwareName == "s1") on DeviceId`,
  `join kind=rightouter (${I}) on DeviceId`,
  `join kind=fullouter (${I}) on DeviceId`,
  `join kind=rightanti (${I}) on DeviceId`,
  `join (${I}) on DeviceId`,
  `join kind=innerunique (${I}) on DeviceId`,
  `join kind=inner (${F}) on DeviceId`,
  "join kind=inner T on DeviceId",
  `lookup kind=leftouter (${I} | summarize Names = count() by DeviceId) on DeviceId`,
  `lookup (${F} | distinct DeviceId) on DeviceId`,
  `union ${F}`,
  `union (${F} | take 2)`,
  `union (print DeviceId = "p")`,
  "make-series count() default=0 on Timestamp from datetime(2026-07-01) to datetime(2026-07-04) step 1d by DeviceId",
  "evaluate bag_unpack(b)",
  "partition by DeviceId (take 1)",
  "partition hint.strategy=native by DeviceId (where ProcessId > 1)",
  "scan with (step s: true;)",
  "reduce by FileName",
  "fork (where ProcessId > 1) (count)",
  "facet by DeviceId",
  "invoke g()",
  "render timechart",
  "consume",
  "lookup kind=inner (datatable(DeviceId: string, Owner: string)['d1', 'x']) on DeviceId",
  "extend p = prev(DeviceId)",
  "where next(DeviceId) == 'd1'",
  "extend s = row_cumsum(ProcessId)",
  "extend r = rand() < 2",
];

const texts = fc.tuple(fc.constantFrom(...scalars), fc.constantFrom(...tables), fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...sources) }, { weight: 1, arbitrary: fc.constantFrom(...letSources) }), fc.array(fc.constantFrom(...steps), { maxLength: 3 })).map(([names, lets, source, list]) => `${names}${lets}${functions}${[source, ...list].join(" | ")}`);

/** Rows as text, in the order in which they came. */
function rowsOf(result: QueryResult): string[] {
  if (result.status !== "complete") throw new RangeError("the result is not complete");
  const { columns } = result.table;
  const order = columns.map(({ name }, index) => ({ name, index })).sort((left, right) => (left.name < right.name ? -1 : 1));
  return [...tableRows(result.table)].map((row) => order.map(({ name, index }) => `${name}=${typeof row[index] === "object" && row[index]?.constructor === Object ? JSON.stringify(row[index]) : String(row[index])}`).join(" "));
}

const tally = new Map<string, number>();
const count = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

it(`a text that is taken for splittable gives, in parts, the rows of the whole (${numRuns} random texts, seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(TICKS_PER_DAY, 5n * TICKS_PER_HOUR), async (text, length) => {
      const plan = await Promise.resolve(kqlDialect.planSplit?.(text, { environment: "M365DGraph" })).catch((error: unknown) => {
        if (HuntError.isInstance(error) && error.kind !== "internal") return undefined;
        throw error;
      });
      if (plan?.splittable !== true) return count(plan ? "refused" : "wrong");
      const whole = await local.query(text).catch((error: unknown) => error as HuntError);
      if (whole instanceof Error) return count(`engine: ${whole.code}`);
      const parts = await runSplit({ text, plan, connection: local, timeRange, options: { splitBy: length === TICKS_PER_DAY ? "1d" : "5h" }, signal: undefined, onProgress: undefined, rowLimit: undefined, timespan: undefined, concurrent: 2, cancels: "query" });
      const [found, expected] = [rowsOf(parts), rowsOf(whole)];
      expect(parts.status === "complete" && parts.table.columns, text).toEqual(whole.status === "complete" && whole.table.columns);
      expect([...found].sort(), text).toEqual([...expected].sort());
      count(expected.length > 0 ? "equal" : "empty");
    }),
    { numRuns, seed },
  );
  console.log(`seed ${seed}: ${JSON.stringify(Object.fromEntries(tally))}`);
  expect(tally.get("equal") ?? 0).toBeGreaterThan(numRuns / 10);
  expect(tally.get("refused") ?? 0).toBeGreaterThan(numRuns / 10);
}, 1_800_000);
