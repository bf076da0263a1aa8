import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQueryProvider, availableTable, type QueryProvider, type RunTextOptions } from "@huntkit/core";
import { localDriver } from "@huntkit/driver-local";
import { createManualClock, type Emulator, emulatorDefaults, type FaultRule, type HuntingFault, huntingFaults, type ManualClock, startEmulator } from "@huntkit/emulator";
import { HuntError, type MissingPart, type QueryResult, tableRows } from "@huntkit/provider";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type DefenderConnectOptions, defenderDrivers, type DriverClock } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-matrix-"));
const tenants = Array.from({ length: 10 }, (_, index) => ({ id: `${String(index).repeat(8)}-1111-4111-8111-111111111111`, domain: `tenant${index}.example`, data: { path: folder } }));
const timeRange = { start: "2026-06-01", end: "2026-07-01" };
const text = "DeviceProcessEvents | project Timestamp, ProcessId, FileName";
let emulator: Emulator;
let clock: ManualClock;
let truth: string[];

beforeAll(async () => {
  const rows = Array.from({ length: 300 }, (_, index) => JSON.stringify({ Timestamp: new Date(Date.UTC(2026, 5, 1) + index * 8_640_000).toISOString(), ProcessId: index, FileName: `f${index}` }));
  writeFileSync(join(folder, "DeviceProcessEvents.ndjson"), rows.join("\n"));
  clock = createManualClock();
  emulator = await startEmulator({ clock, tenants });
  const local = await localDriver.connect({ path: folder });
  truth = idsOf(await local.query(text));
  await local.close();
}, 300_000);
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  emulator.faults.clear();
  vi.spyOn(process, "emitWarning").mockReturnValue(undefined); // the emulator's clock is hours ahead, of which sign-in warns
});

/** A row by what identifies it, with the connection in front if there are several. */
function idsOf(result: QueryResult): string[] {
  const table = availableTable(result);
  const names = table.columns.map(({ name }) => name);
  return [...tableRows(table)].map((row) => names.map((_, index) => String(row[index])).join("|")).sort();
}

/** Waits take no time: the clock of the emulator jumps to where they end. */
function jumpingClock(): DriverClock {
  return {
    now: () => clock.now(),
    sleep: async (milliseconds, signal) => {
      const until = clock.now() + milliseconds;
      await new Promise((resolve) => void setImmediate(resolve));
      signal?.throwIfAborted();
      if (until > clock.now()) clock.set(until);
    },
  };
}

const optionsOf = (tenant: number, queryTimeout: number): DefenderConnectOptions => ({
  tenantId: tenants[tenant]?.id ?? "", clientId: emulatorDefaults.clientId, clientSecret: emulatorDefaults.clientSecret,
  loginUri: emulator.loginUri, apiUri: emulator.apiUri, caFile: emulator.caFile, environmentVariables: {}, waitingClock: jumpingClock(), waitingBudget: 7200, queryTimeout,
});

async function opened(fault: HuntingFault, setting: Setting): Promise<QueryProvider<DefenderConnectOptions>> {
  const queryTimeout = fault.startsWith("stall") ? 4 : 600; // seconds of real time: a stalled call ends by nothing else
  const provider = await createQueryProvider("M365DGraph", { drivers: defenderDrivers });
  if (setting.startsWith("10 tenants")) await provider.connectMany(Object.fromEntries(tenants.map((_, index) => [`T${index}`, optionsOf(index, queryTimeout)])));
  else await provider.connect(optionsOf(0, queryTimeout));
  return provider;
}

/** How the query runs, and whom the fault meets. */
const settings = ["single, once", "single, always", "split 30, some calls", "split 30, one day always", "10 tenants, one always"] as const;
type Setting = (typeof settings)[number];
const runs: Readonly<Record<Setting, { readonly options: RunTextOptions; readonly match: readonly (FaultRule["match"] & object)[]; readonly times?: number }>> = {
  "single, once": { options: {}, match: [{}] },
  "single, always": { options: {}, match: [{}], times: Infinity },
  // By day and not by the number of the call: which number a second attempt gets, depends on chance.
  "split 30, some calls": { options: { splitBy: "1d" }, match: ["03", "10", "24"].map((day) => ({ body: new RegExp(`>= datetime\\(2026-06-${day}T`) })) },
  "split 30, one day always": { options: { splitBy: "1d", floorMinutes: 360 }, match: [{ body: /datetime\(2026-06-11T/ }], times: Infinity },
  "10 tenants, one always": { options: {}, match: [{ tenant: tenants[3]?.id ?? "" }], times: Infinity },
};

/** What each fault must come to: all rows (`all`), exactly some (`part`), or an error with this code. */
type Outcome = "all" | "part" | `error ${string}`;
async function outcomeOf(fault: HuntingFault, setting: Setting): Promise<Outcome> {
  const provider = await opened(fault, setting);
  const { options, match, times } = runs[setting];
  for (const one of match) emulator.faults.add({ ...huntingFaults[fault], match: { ...one, service: "hunting" }, ...(times === undefined ? {} : { times }) });
  const expected = setting.startsWith("10 tenants") ? tenants.flatMap((_, index) => truth.map((row) => `T${index}|${row}`)).sort() : truth;
  try {
    const result = await provider.query(text, { ...options, timeRange });
    const found = idsOf(result);
    expect(new Set(found).size).toBe(found.length);
    if (result.status === "complete") {
      expect(found).toEqual(expected);
      return "all";
    }
    expect(result.missing.length).toBeGreaterThan(0);
    expect(found).toEqual(expected.filter((row) => !result.missing.some((part) => covers(part, row))));
    return "part";
  } catch (error) {
    if (HuntError.isInstance(error)) return `error ${error.code}`;
    throw error;
  } finally {
    emulator.faults.clear();
    await provider.close();
  }
}

/** Whether a row lies in a part that is named as missing. */
function covers({ connection, timeRange: range, open }: MissingPart, row: string): boolean {
  const cells = row.split("|");
  const [from, time = ""] = cells.length === 4 ? cells : [connection ?? "", ...cells];
  if (cells.length === 4 && from !== connection) return false;
  if (!range) return true;
  const after = open === "start" || open === "both" || time >= String(range.start);
  return after && (open === "end" || open === "both" || time < String(range.end));
}

it.each(Object.keys(huntingFaults) as HuntingFault[])("%s: all rows, or an error, or exactly what is missing", async (fault) => {
  const outcomes: Outcome[] = [];
  for (const setting of settings) outcomes.push(await outcomeOf(fault, setting));
  console.log(`${fault.padEnd(20)} ${outcomes.map((outcome) => outcome.padEnd(24)).join(" ")}`);
  expect(outcomes).toEqual(expectedOutcomes[fault]);
}, 900_000);

type Expected = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];
/** A failure that passes: asked again; if it stays, an error, or exactly the missing parts. */
const passes = (code: string): Expected => ["all", `error ${code}`, "all", "part", "part"];
/** A refusal that a shorter part may not meet. */
const tooMuch = (code: string): Expected => [`error ${code}`, `error ${code}`, "all", "part", "part"];
/** A refusal that asking again does not help. */
const stays = (code: string): Expected => [`error ${code}`, `error ${code}`, "part", "part", "part"];
const harmless: Expected = ["all", "all", "all", "all", "all"];

const expectedOutcomes: Readonly<Record<HuntingFault, Expected>> = {
  "429-seconds": passes("calls-quota"),
  "429-date": passes("calls-quota"),
  "429-none": passes("calls-quota"),
  "call-quota": passes("calls-quota"),
  // Each refusal is a call as well, so at last it is the calls of an hour that are used up.
  "cpu-quota": passes("calls-quota"),
  "500": passes("service-failed"),
  "502": passes("service-failed"),
  "503-non-json": passes("service-failed"),
  "504-empty": passes("query-timeout"),
  "reset-before": passes("connection-dropped"),
  "reset-after": passes("connection-dropped"),
  "reset-mid-body": passes("connection-dropped"),
  "cut-gzip": passes("response-damaged"),
  "truncated-json": passes("answer-malformed"),
  "slow-drip": harmless,
  stall: passes("query-timeout"),
  "stall-mid-body": passes("query-timeout"),
  "wrong-content-type": harmless,
  "200-error": passes("service-failed"),
  "too-heavy": tooMuch("query-too-heavy"),
  "too-large": tooMuch("result-too-large"),
  syntax: stays("query-syntax"),
  semantic: stays("query-semantic"),
  "401-expired": passes("token-refused"),
  "403": stays("permission-missing"),
};
