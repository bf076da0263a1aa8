import { createTokenSource, type SignIn } from "@huntkit/auth";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { KqlDateTime, KqlDecimal, KqlTimeSpan } from "@huntkit/provider";
import { runDriverContract } from "@huntkit/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runExample } from "../../run-example.js";
import { kustoDriver, type KustoConnectOptions } from "./kusto-driver.js";

let emulator: Emulator;
let tokenSource: SignIn;
const { tenantId, clientId, clientSecret } = emulatorDefaults;

beforeAll(async () => {
  const rows = [1, 2, 3].map((day) => ({ Timestamp: `2026-07-0${day}T00:00:00Z`, DeviceName: `ws-00${day}` }));
  emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceInfo: rows } } }] });
  tokenSource = createTokenSource({ tenantId, clientId, clientSecret, loginUri: emulator.loginUri, caFile: emulator.caFile });
});
afterAll(async () => {
  await tokenSource.close();
  await emulator.close();
});

const connectOptions = (): KustoConnectOptions => ({ cluster: emulator.origin, database: "Hunting", tokenSource, caFile: emulator.caFile });

runDriverContract(kustoDriver, {
  tools: { describe, it, expect },
  connectOptions,
  unusableOptions: [{ title: "an address without TLS", options: () => ({ ...connectOptions(), cluster: "http://cluster.example" }) }],
  queries: {
    exact: {
      text: "datatable(b: bool, i: int, l: long, r: real, d: decimal, t: datetime, s: timespan, x: string, y: dynamic) [true, 7, 9007199254740993, 1.5, decimal(1.5), datetime(2026-07-01T01:02:03.0456789Z), time(1.02:00:00), 'a\"b', dynamic({'a': [1, null]}), bool(null), int(null), long(null), real(null), decimal(null), datetime(null), timespan(null), '', dynamic(null)]",
      columns: (["b:bool", "i:int", "l:long", "r:real", "d:decimal", "t:datetime", "s:timespan", "x:string", "y:dynamic"] as const).map((column) => column.split(":")).map(([name = "", type]) => ({ name, type: type as "bool" })),
      rows: [
        [true, 7, 9007199254740993n, 1.5, new KqlDecimal("1.5"), KqlDateTime.parse("2026-07-01T01:02:03.0456789Z") ?? null, KqlTimeSpan.parse("1.02:00:00") ?? null, 'a"b', { a: [1, null] }],
        [null, null, null, null, null, null, null, "", null],
      ],
    },
    empty: { text: "DeviceInfo | where DeviceName == 'none' | project Timestamp, DeviceName", columns: [{ name: "Timestamp", type: "datetime" }, { name: "DeviceName", type: "string" }] },
    wrong: "DeviceInfo | wher true",
    endless: "range a from 1 to 100000000000 step 1 | summarize max(a % 7)",
  },
});

it("the program asks a cluster through the driver", async () => {
  const env = { KUSTO_CLUSTER: emulator.origin, KUSTO_DATABASE: "Hunting", KUSTO_TENANT: tenantId, KUSTO_CLIENT: clientId, KUSTO_SECRET: clientSecret, KUSTO_LOGIN: emulator.loginUri, NODE_EXTRA_CA_CERTS: emulator.caFile };
  const { code, stdout, stderr } = await runExample(new URL("ask.ts", import.meta.url), { parameters: ["DeviceInfo | summarize Devices = dcount(DeviceName)"], env });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("| 3 |");
});

it("an answer that the cluster cut is an error, never a shorter table", async () => {
  const connection = await kustoDriver.connect(connectOptions());
  try {
    await expect(connection.query("set truncationmaxrecords = 2; DeviceInfo")).rejects.toMatchObject({ code: "result-too-large" });
  } finally {
    await connection.close();
  }
});
