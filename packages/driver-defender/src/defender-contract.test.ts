import { inspect } from "node:util";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlValue, type ProgressEvent, type ResultColumn } from "@huntkit/provider";
import { runDriverContract } from "@huntkit/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DefenderConnectOptions, defenderDrivers } from "./index.js";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ hunting: { callsPerMinute: 100_000, callsPerHour: 100_000 }, tenants: [{ data: { tables: { DeviceProcessEvents: [{ Timestamp: "2026-07-01T10:00:00Z", DeviceName: "pc1", FileName: "cmd.exe", ReportId: 1 }] } } }] });
});
afterAll(() => emulator.close());

const options = (): DefenderConnectOptions => ({
  tenantId: emulatorDefaults.tenantId, clientId: emulatorDefaults.clientId, clientSecret: emulatorDefaults.clientSecret,
  loginUri: emulator.loginUri, apiUri: emulator.apiUri, caFile: emulator.caFile, environmentVariables: {}, callsPerMinute: 100_000, callsPerHour: 100_000,
});

const columns: ResultColumn[] = [
  { name: "n", type: "int" }, { name: "b", type: "bool" }, { name: "l", type: "long" }, { name: "r", type: "real" }, { name: "m", type: "decimal" },
  { name: "t", type: "datetime" }, { name: "s", type: "timespan" }, { name: "x", type: "string" }, { name: "g", type: "guid" }, { name: "d", type: "dynamic" },
];
const rows: KqlValue[][] = [
  [1, true, 9007199254740993n, 0.5, new KqlDecimal("12.5"), KqlDateTime.parse("2026-07-01T09:46:02.1234567Z") ?? null, KqlTimeSpan.parse("01:00:30") ?? null, "ä\"'\\", "74be27de-1e4e-49d9-b579-fe0b331d3642", { a: [1, null, 9007199254740993n] }],
  [2, null, null, null, null, null, null, "", null, null],
];
const exact = `datatable(n: int, b: bool, l: long, r: real, m: decimal, t: datetime, s: timespan, x: string, g: guid, d: dynamic) [
  int(1), true, long(9007199254740993), 0.5, decimal(12.5), datetime(2026-07-01T09:46:02.1234567Z), 1h + 30s, @'ä"''\\', guid(74BE27DE-1e4e-49d9-b579-fe0b331d3642), dynamic({"a":[1,null,9007199254740993]}),
  int(2), bool(null), long(null), real(null), decimal(null), datetime(null), timespan(null), "", guid(null), dynamic(null) ] | order by n asc`.replace("1h + 30s", "time(01:00:30)");

const day = (number: number): KqlDateTime => KqlDateTime.fromDate(new Date(Date.UTC(2026, 6, number)));

for (const driver of defenderDrivers) {
  runDriverContract(driver, {
    tools: { describe, it, expect },
    connectOptions: options,
    unusableOptions: [
      { title: "no tenant", options: () => ({ ...options(), tenantId: "" }) },
      { title: "a limit that is no number of calls", options: () => ({ ...options(), callsPerMinute: 0 }) },
      { title: "a host that is no address", options: () => ({ ...options(), apiUri: "no address" }) },
    ],
    queries: {
      exact: { text: exact, columns, rows },
      empty: { text: "DeviceProcessEvents | where FileName == 'no such' | project FileName, ReportId", columns: [{ name: "FileName", type: "string" }, { name: "ReportId", type: "long" }] },
      wrong: "DeviceProcessEvents | wher FileName == 1",
      timed: { text: "DeviceProcessEvents | project FileName", within: { start: day(1), end: day(2) }, outside: { start: day(2), end: day(4) } },
      endless: "range a from 1 to 1000000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 1000000 step 1 | extend k = 1) on k | where (a * b) % 7 == 3 | count",
    },
  });
}

it.each(defenderDrivers.map((driver) => [driver.names[0], driver] as const))("%s lets no secret and no token out, whatever fails", async (_name, driver) => {
  const told: string[] = [];
  const onProgress = (event: ProgressEvent): void => void told.push(inspect(event, { depth: 8 }));
  const tell = (thing: unknown): void => void told.push(inspect(thing, { depth: 12, showHidden: true }), String(thing), JSON.stringify(thing, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "");
  const connection = await driver.connect({ ...options(), onProgress });
  tell(connection);
  tell(await connection.query("DeviceProcessEvents", { onProgress }));
  for (const rule of [{ status: 401 }, { status: 403, body: { error: { code: "Forbidden", message: "no" } } }, { status: 400, body: "x" }, { dropSocket: "before" as const }]) {
    const fault = emulator.faults.add({ ...rule, match: { service: "hunting" }, times: 8 });
    tell(await connection.query("DeviceProcessEvents", { onProgress, signal: AbortSignal.timeout(3000) }).catch((error: unknown) => error));
    fault.remove();
  }
  await connection.close();
  tell(await driver.connect({ ...options(), clientSecret: "another-secret-0123456789" }).then((wrong) => wrong.query("DeviceProcessEvents"), (error: unknown) => error).catch((error: unknown) => error));
  const text = told.join("\n");
  expect(text.length).toBeGreaterThan(1000);
  for (const secret of [emulatorDefaults.clientSecret, "another-secret-0123456789"]) expect(text.includes(secret)).toBe(false);
  expect(/eyJ[A-Za-z0-9_-]{20,}/.test(text)).toBe(false);
}, 300_000);
