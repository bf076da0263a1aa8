import { KqlDateTime, type SplitPlan, type SplitRefusal, type SplitRequest } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { kqlDialect } from "../dialect/index.js";

const seam = KqlDateTime.parse("2026-07-02T00:00:00Z") as KqlDateTime;
const end = KqlDateTime.parse("2026-07-03T00:00:00Z") as KqlDateTime;

async function planOf(text: string, request: Partial<SplitRequest> = {}): Promise<SplitPlan | SplitRefusal> {
  return (await kqlDialect.planSplit?.(text, { environment: "M365DGraph", ...request })) as SplitPlan | SplitRefusal;
}

async function restricted(text: string, request: Partial<SplitRequest> = {}): Promise<string> {
  const plan = await planOf(text, request);
  return plan.splittable ? plan.restrict({ start: seam, end }) : `refused: ${plan.reason}`;
}

const range = "where Timestamp >= datetime(2026-07-02T00:00:00Z) and Timestamp < datetime(2026-07-03T00:00:00Z)";

describe("a query that works row by row is restricted at its tables", () => {
  it.each([
    ["DeviceProcessEvents | where FileName =~ 'a' | project Timestamp, FileName", `(DeviceProcessEvents | ${range}) | where FileName =~ 'a' | project Timestamp, FileName`],
    ["['DeviceProcessEvents']", `(['DeviceProcessEvents'] | ${range})`],
    ["let T = DeviceProcessEvents | where ActionType == 'x'; T | extend A = 1", `let T = (DeviceProcessEvents | ${range}) | where ActionType == 'x'; T | extend A = 1`],
    ["let f = (n:string) { DeviceProcessEvents | where FileName == n }; union f('a'), f('b')", `let f = (n:string) { (DeviceProcessEvents | ${range}) | where FileName == n }; union f('a'), f('b')`],
    ["union DeviceProcessEvents, DeviceFileEvents | project Timestamp", `union (DeviceProcessEvents | ${range}), (DeviceFileEvents | ${range}) | project Timestamp`],
    ["let n = datatable(FileName:string)['a']; DeviceProcessEvents | lookup kind=inner n on FileName", `let n = datatable(FileName:string)['a']; (DeviceProcessEvents | ${range}) | lookup kind=inner n on FileName`],
    ["DeviceEvents | extend F = parse_json(AdditionalFields) | mv-expand F | parse FileName with A '.' B", `(DeviceEvents | ${range}) | extend F = parse_json(AdditionalFields) | mv-expand F | parse FileName with A '.' B`],
  ])("%s", async (text, expected) => expect(await restricted(text)).toBe(expected));
});

it("gives rows without a time to the range without a start, and no restriction to the whole time line", async () => {
  const plan = (await planOf("DeviceProcessEvents")) as SplitPlan;
  expect(plan.restrict({ end })).toBe("(DeviceProcessEvents | where (isnull(Timestamp) or Timestamp < datetime(2026-07-03T00:00:00Z)))");
  expect(plan.restrict({ start: seam })).toBe("(DeviceProcessEvents | where Timestamp >= datetime(2026-07-02T00:00:00Z))");
  expect(plan.restrict({})).toBe("DeviceProcessEvents");
  expect(plan.timeColumns).toEqual(["Timestamp"]);
});

it("tells the order at the end in the names of the result", async () => {
  const plan = (await planOf("DeviceProcessEvents | sort by Timestamp asc, FileName | project When = Timestamp, FileName")) as SplitPlan;
  expect(plan.order).toEqual([
    { column: "When", direction: "asc", nulls: "first" },
    { column: "FileName", direction: "desc", nulls: "last" },
  ]);
});

describe("a query that would change its meaning is refused with the operator and its place", () => {
  it.each([
    ["DeviceProcessEvents | summarize count() by FileName", "`summarize`", 23],
    ["DeviceProcessEvents | distinct FileName", "`distinct`", 23],
    ["DeviceProcessEvents | count", "`count`", 23],
    ["DeviceProcessEvents | top 5 by Timestamp", "`top`", 23],
    ["DeviceProcessEvents | take 5", "`take`", 23],
    ["DeviceProcessEvents | sort by Timestamp | extend n = row_number()", "row_number", undefined],
    ["DeviceProcessEvents | sort by Timestamp | where FileName == 'a'", "`sort`", 23],
    ["DeviceProcessEvents | sort by Timestamp | project FileName", "Timestamp, which the result does not hold", undefined],
    ["DeviceProcessEvents | join DeviceNetworkEvents on DeviceId", "innerunique", undefined],
    ["DeviceProcessEvents | join kind=inner DeviceNetworkEvents on DeviceId", "across the seams", undefined],
    ["DeviceProcessEvents | join kind=rightouter (datatable(DeviceId:string)['a']) on DeviceId", "rightouter", undefined],
    ["DeviceProcessEvents | where DeviceId in (DeviceNetworkEvents | project DeviceId)", "sub-query reads DeviceNetworkEvents", undefined],
    ["DeviceProcessEvents | where Timestamp > toscalar(DeviceProcessEvents | summarize max(Timestamp))", "sub-query", undefined],
    ["DeviceTvmSoftwareInventory | project DeviceId", "no time", 1],
    ["union DeviceProcessEvents, (print Timestamp = now())", "same rows in each part", undefined],
    ["union withsource=T DeviceProcessEvents, DeviceFileEvents", "withsource", undefined],
    ["union Device*Events", "wildcard", undefined],
    ["search in (DeviceProcessEvents) 'x'", "", undefined],
    ["DeviceProcessEvents | make-series count() on Timestamp step 1h", "`make-series`", 23],
    ["print 1", "same rows in each part", 1],
    ["DeviceProcessEvents; DeviceFileEvents", "several results", undefined],
  ])("%s", async (text, reason, column) => {
    const plan = await planOf(text);
    expect(plan.splittable).toBe(false);
    expect((plan as SplitRefusal).reason).toContain(reason);
    if (column !== undefined) expect((plan as SplitRefusal).place?.column).toBe(column);
  });
});

it("takes the caller's word for a query whose parts can be put together, and restricts every table with a time", async () => {
  expect(await restricted("DeviceProcessEvents | summarize count() by bin(Timestamp, 1d)", { vouched: true })).toBe(`(DeviceProcessEvents | ${range}) | summarize count() by bin(Timestamp, 1d)`);
  expect(await restricted("DeviceTvmSoftwareInventory | count", { vouched: true })).toContain("refused");
});

it("knows further tables and another time column when they are given", async () => {
  const tables = [{ name: "SigninLogs", columns: [{ name: "CreatedAt", type: "datetime" as const }, { name: "User", type: "string" as const }] }];
  expect(await restricted("SigninLogs | project User", { tables })).toContain("no time");
  expect(await restricted("SigninLogs | project User", { tables, timeColumn: "CreatedAt" })).toContain("(SigninLogs | where CreatedAt >= ");
});

it("throws for a text that is wrong", async () => {
  await expect(planOf("DeviceProcessEvents | where Nothing == 1")).rejects.toMatchObject({ kind: "query" });
});
