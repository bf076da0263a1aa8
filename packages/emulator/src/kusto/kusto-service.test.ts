import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { KqlDateTime, KqlTimeSpan, type KqlType, type KqlValue } from "@huntkit/provider";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createManualClock, type Emulator, startEmulator } from "../index.js";
import { postToken, secretForm } from "../testing/entra-client.js";
import { call } from "../testing/http-client.js";
import { cellText } from "./encode-cell.js";

const clock = createManualClock();
let emulator: Emulator;
let bearer: string;

beforeAll(async () => {
  emulator = await startEmulator({ clock, tenants: [{ data: { tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z", DeviceName: "café-1" }] } } }] });
  bearer = await token("https://kusto.kusto.windows.net/.default");
});
afterEach(() => emulator.faults.clear());
afterAll(() => emulator.close());

async function token(scope: string): Promise<string> {
  return String((await postToken(emulator, { ...secretForm(), scope })).json()["access_token"]);
}

const headers = (authorization = `Bearer ${bearer}`): Record<string, string> => ({ authorization, "content-type": "application/json" });
const query = (csl: string, more: Readonly<Record<string, unknown>> = {}, authorization?: string): ReturnType<typeof call> =>
  call(emulator, "/v2/rest/query", { method: "POST", headers: headers(authorization), body: JSON.stringify({ db: "Hunting", csl, ...more }) });

it("tells clients where to sign in, without a token", async () => {
  expect((await call(emulator, "/v1/rest/auth/metadata")).json()).toMatchObject({ AzureAD: { LoginEndpoint: emulator.origin, KustoServiceResourceId: "https://kusto.kusto.windows.net" } });
});

it("takes a token for Kusto or for its own address, and no other", async () => {
  expect((await query("print 1", {}, `Bearer ${await token(`${emulator.origin}/.default`)}`)).status).toBe(200);
  const others = [await query("print 1", {}, ""), await query("print 1", {}, "Bearer nonsense"), await query("print 1", {}, `Bearer ${await token("https://graph.microsoft.com/.default")}`)];
  expect(others.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(others[0]?.headers["www-authenticate"]).toContain("authorization_uri=");
});

it("refuses a token that has ended", async () => {
  const old = await token("https://kusto.kusto.windows.net/.default");
  clock.advance(2 * 3_600_000);
  expect((await query("print 1", {}, `Bearer ${old}`)).status).toBe(401);
  bearer = await token("https://kusto.kusto.windows.net/.default");
});

it("names the request in its headers, and takes properties as text too", async () => {
  const properties = JSON.stringify({ Options: { query_take_max_records: 1 }, Parameters: { n: "3" } });
  const answer = await call(emulator, "/v1/rest/query", { method: "POST", headers: { ...headers(), "x-ms-client-request-id": "mine;7" }, body: JSON.stringify({ db: "netdefaultdb", csl: "declare query_parameters(n:long); range x from n to 9 step 1", properties }) });
  expect(answer.headers).toMatchObject({ "x-ms-client-request-id": "mine;7", "x-ms-activity-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  const { Tables } = answer.json() as unknown as { Tables: { Rows: unknown[][] }[] };
  expect(Tables[0]).toMatchObject({ TableName: "Table_0", Columns: [{ ColumnName: "x", DataType: "Int64", ColumnType: "long" }], Rows: [[3]] });
  expect(Tables.at(-1)?.Rows.map(([, kind]) => kind)).toEqual(["QueryResult", "QueryProperties", "QueryStatus"]);
});

it("a GET asks as well", async () => {
  const answer = await call(emulator, `/v2/rest/query?db=Hunting&csl=${encodeURIComponent("DeviceInfo | project DeviceName")}`, { headers: headers() });
  expect(answer.json()).toContainEqual(expect.objectContaining({ TableKind: "PrimaryResult", Rows: [["café-1"]] }));
});

it.each([
  ["no JSON", "/v2/rest/query", "{", 400, /not a JSON object/],
  ["no text", "/v2/rest/query", '{"db":"Hunting"}', 400, /csl/],
  ["properties that are none", "/v2/rest/query", '{"db":"Hunting","csl":"print 1","properties":"x"}', 400, /properties/],
  ["no database", "/v2/rest/query", '{"csl":"print 1"}', 400, /No database/],
  ["a command at the query end point", "/v2/rest/query", '{"db":"Hunting","csl":".show tables"}', 400, /mgmt/],
  ["a query at the command end point", "/v1/rest/mgmt", '{"db":"Hunting","csl":"print 1"}', 400, /v2\/rest\/query/],
  ["a property that would change the answer", "/v2/rest/query", '{"db":"Hunting","csl":"print now()","properties":{"Options":{"query_now":"datetime(2020-01-01)"}}}', 400, /query_now/],
  ["another language", "/v2/rest/query", '{"db":"Hunting","csl":"select 1","properties":{"Options":{"query_language":"sql"}}}', 400, /KQL only/],
  ["a bad time limit", "/v2/rest/query", '{"db":"Hunting","csl":"print 1","properties":{"Options":{"servertimeout":"soon"}}}', 400, /servertimeout/],
  ["a limit that is no number", "/v2/rest/query", '{"db":"Hunting","csl":"print 1","properties":{"Options":{"truncationmaxrecords":"few"}}}', 400, /truncationmaxrecords/],
  ["another path", "/v1/rest/ingest/Hunting/T", "{}", 404, /ingest/],
])("refuses %s", async (_, path, body, status, text) => {
  const answer = await call(emulator, path, { method: "POST", headers: headers(), body });
  expect(answer.status).toBe(status);
  expect(answer.json()).toMatchObject({ error: { "@message": expect.stringMatching(text) as string, "@permanent": true } });
});

it("ends a query at its time limit with 504", async () => {
  const answer = await query("range N from 1 to 100000000000 step 1 | summarize dcount(strcat('x', N))", { properties: { Options: { servertimeout: "00:00:00.2" } } });
  expect(answer.status).toBe(504);
  expect(answer.json()).toMatchObject({ error: { code: "Timeout", "@permanent": false } });
});

it("cuts by bytes as by rows, and tells so; with deferred failures in the status alone", async () => {
  const text = "range x from 1 to 100 step 1 | project strrep('a', 1000)";
  const cut = (await query(text, { properties: { Options: { truncationmaxsize: 5000 } } })).json() as unknown as { Rows?: unknown[]; HasErrors?: boolean }[];
  expect(cut.at(-1)).toMatchObject({ HasErrors: true, OneApiErrors: [{ error: { code: "LimitsExceeded", "@message": expect.stringContaining("data size limit 5000") as string } }] });
  expect(cut[2]?.Rows).toHaveLength(5);
  const deferred = (await query(text, { properties: { Options: { truncationmaxsize: 5000, deferpartialqueryfailures: true } } })).json() as unknown as typeof cut;
  expect(deferred.at(-1)).toMatchObject({ HasErrors: false });
  expect(deferred[3]?.Rows?.[0]).toEqual(expect.arrayContaining([2, "Error", -2133196797]));
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

it.skipIf(!hasCurl)("curl asks (needs the command curl)", async () => {
  const words = Object.entries(headers()).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)("curl", ["-sS", "--noproxy", "*", "--compressed", "--cacert", emulator.caFile, ...words, "--data", JSON.stringify({ db: "Hunting", csl: "DeviceInfo | count" }), `${emulator.origin}/v2/rest/query`]);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ TableKind: "PrimaryResult", Rows: [[1]] }));
});

const cells: fc.Arbitrary<readonly [KqlValue, KqlType]> = fc.oneof(
  fc.string({ unit: "binary" }).map((value) => [value, "string"] as const),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => [value, "long"] as const),
  fc.double().map((value) => [value, "real"] as const),
  fc.bigInt({ min: 0n, max: 3_155_378_975_999_999_999n }).map((ticks) => [new KqlDateTime(ticks), "datetime"] as const),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ticks) => [new KqlTimeSpan(ticks), "timespan"] as const),
);

it("any cell can be read back from its JSON", () => {
  fc.assert(
    fc.property(cells, ([value, type]) => {
      const read = JSON.parse(cellText(value, type, "v2")) as unknown;
      if (typeof value === "bigint") expect(cellText(value, type, "v2")).toBe(String(value));
      else if (value instanceof KqlDateTime) expect(KqlDateTime.parse(String(read))?.ticks).toBe(value.ticks);
      else if (typeof value === "number") expect(Number(read) === value || (Object.is(value, -0) && read === 0) || Number.isNaN(value)).toBe(true);
      else expect(read).toBe(String(value));
    }),
    { numRuns: 2000 },
  );
});
