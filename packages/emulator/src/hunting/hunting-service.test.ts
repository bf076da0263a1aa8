import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type ManualClock, startEmulator } from "../index.js";
import { postToken, secretForm } from "../testing/entra-client.js";
import { call, type TestAnswer } from "../testing/http-client.js";

let emulator: Emulator;
let clock: ManualClock;
const rows = Array.from({ length: 12 }, (_, index) => ({ Timestamp: `2026-07-${String(index + 1).padStart(2, "0")}T00:00:00.1234567Z`, DeviceName: `d${index}`, FileName: index === 3 ? "" : `f${index}.exe`, ProcessId: index, FileSize: index === 0 ? 9_007_199_254_740_993n : index === 4 ? null : index, IsInitiatingProcessRemoteSession: index === 4 ? null : index % 2 === 0 }));
const faces = [["graph", "/v1.0/security/runHuntingQuery", "https://graph.microsoft.com"], ["xdr", "/api/advancedhunting/run", "https://api.security.microsoft.com"], ["mde", "/api/advancedqueries/run", "https://api.securitycenter.microsoft.com"]] as const;

beforeEach(async () => {
  clock = createManualClock(Date.UTC(2026, 6, 20));
  emulator = await startEmulator({ clock, tenants: [{ data: { tables: { DeviceProcessEvents: rows, EmailEvents: [{ Timestamp: "2026-07-01T00:00:00Z", NetworkMessageId: "m" }] } } }] });
});
afterEach(() => emulator.close());

async function token(resource: string): Promise<string> {
  return String((await postToken(emulator, secretForm({ scope: `${resource}/.default` }))).json()["access_token"]);
}
async function hunt([, path, resource]: (typeof faces)[number], body: unknown, bearer?: string): Promise<TestAnswer> {
  return call(emulator, path, { method: "POST", headers: { authorization: `Bearer ${bearer ?? (await token(resource))}`, "content-type": "application/json" }, body: typeof body === "string" ? body : JSON.stringify(body) });
}
const [graph, xdr, mde] = faces;
const found = (answer: TestAnswer): unknown[] => (answer.json()["results"] ?? answer.json()["Results"]) as unknown as unknown[];

it("Graph answers in its own form: lower-case members, notes on types, empty objects for null, all digits", async () => {
  const answer = await hunt(graph, { Query: "DeviceProcessEvents | project Timestamp, FileName, FileSize, IsInitiatingProcessRemoteSession, Bag = bag_pack('a', bag_pack('b', true)), List = dynamic([1, {\"x\": 2}]) | sort by Timestamp asc | take 5" });
  expect(answer.status).toBe(200);
  expect(answer.json()["schema"]).toEqual([["Timestamp", "DateTime"], ["FileName", "String"], ["FileSize", "Int64"], ["IsInitiatingProcessRemoteSession", "SByte"], ["Bag", "Object"], ["List", "Object"]].map(([name, type]) => ({ name, type })));
  expect(answer.text).toContain('"FileSize":9007199254740993');
  const [first, second, , fourth, fifth] = found(answer) as Record<string, unknown>[];
  expect(first).toMatchObject({ Timestamp: "2026-07-01T00:00:00.1234567Z", IsInitiatingProcessRemoteSession: 1, "IsInitiatingProcessRemoteSession@odata.type": "#SByte", "FileSize@odata.type": "#Int64" });
  expect(second).toMatchObject({ IsInitiatingProcessRemoteSession: 0, List: [1, '{"x":2}'], "List@odata.type": "#Collection(String)", Bag: { "@odata.type": "#microsoft.graph.security.dynamicColumnValue", a: { "@odata.type": "#microsoft.graph.security.dynamicColumnValue", b: true } } });
  expect(fourth?.["FileName"]).toBe("");
  expect(fifth).toMatchObject({ FileSize: {}, IsInitiatingProcessRemoteSession: {} });
  expect(answer.headers["request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([xdr, mde])("the older services answer in theirs: %s", async (...face) => {
  const answer = await hunt(face as unknown as (typeof faces)[number], { Query: "DeviceProcessEvents | where ProcessId == 4 | project Timestamp, FileSize, IsInitiatingProcessRemoteSession" });
  expect(answer.json()).toMatchObject({ Stats: { dataset_statistics: [{ table_row_count: 1 }] }, Schema: [{ Name: "Timestamp", Type: "DateTime" }, { Name: "FileSize", Type: "Int64" }, { Name: "IsInitiatingProcessRemoteSession", Type: "SByte" }], Results: [{ Timestamp: "2026-07-05T00:00:00.1234567Z", FileSize: null, IsInitiatingProcessRemoteSession: null }] });
});

it("gives columns without rows", async () => {
  expect((await hunt(graph, { Query: "DeviceProcessEvents | where ProcessId == 99 | project FileName" })).json()).toMatchObject({ schema: [{ name: "FileName", type: "String" }], results: [] });
});

it.each([["P3D", 3], ["2026-07-02/2026-07-05", 3], ["P2D/2026-07-05T00:00:00Z", 2], ["2026-07-02T00:00:00Z/P1D", 1], ["2026-07-11", 2], ["PT240H", 3]])("Timespan %s gives only its rows", async (Timespan, count) => {
  clock.set(Date.UTC(2026, 6, 12, 12)); // the day of the last row
  expect(found(await hunt(graph, { Query: "DeviceProcessEvents | project FileName", Timespan }))).toHaveLength(Timespan === "PT240H" ? 10 : count);
});

it("refuses what it cannot read, in words of the face", async () => {
  expect(await hunt(graph, { Query: "DeviceProcessEvents", Timespan: "soon" })).toMatchObject({ status: 400 });
  expect((await hunt(xdr, { query: "DeviceProcessEvents" })).json()).toMatchObject({ error: { code: "MissingRequiredParameter" } });
  expect((await hunt(graph, { query: "DeviceProcessEvents | take 1" })).status).toBe(200);
  expect((await hunt(mde, "no json")).json()).toMatchObject({ error: { code: "InvalidRequestBody" } });
  expect((await hunt(mde, { Query: `DeviceProcessEvents // ${"x".repeat(1_000_000)}` })).status).toBe(413);
  expect((await call(emulator, graph[1], { headers: { authorization: `Bearer ${await token(graph[2])}` } })).status).toBe(405);
});

it.each([
  ["DeviceProcessEvents | where", "A recognition error occurred.. Fix syntax errors in your query."],
  ["DeviceProcessEvents | wher", "Query operator expected.. Fix syntax errors in your query."],
  ["|||", "The incomplete fragment is unexpected. Fix syntax errors in your query."],
  ["DeviceProcessEvents | where Nowhere == 1 | project (FileName", "A recognition error occurred.. Fix syntax errors in your query."],
  ["DeviceProcessEvents | where Nowhere == 1", "named 'Nowhere'. Fix semantic errors in your query."],
  ["Nothing | take 1", "Failed to resolve table or column expression named 'Nothing'. Fix semantic errors in your query."],
])("tells what is wrong with %s", async (Query, text) => {
  const answer = await hunt(graph, { Query });
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ error: { code: "BadRequest", message: expect.stringContaining(text), innerError: { "request-id": expect.any(String) } } });
});

it("MDE does not know tables of others", async () => {
  expect((await hunt(xdr, { Query: "EmailEvents" })).status).toBe(200);
  for (const Query of ["EmailEvents", '["EmailEvents"] | count', "let T = EmailEvents; T", "union DeviceProcessEvents, EmailEvents", "AlertInfo | count"]) expect([Query, (await hunt(mde, { Query })).json()]).toEqual([Query, { error: expect.objectContaining({ message: expect.stringMatching(/named '(EmailEvents|AlertInfo)'/) }) }]);
  for (const Query of ["union * | count", "search 'm'", "find where DeviceName == 'd1'"]) expect([Query, (await hunt(mde, { Query })).json()]).toEqual([Query, { error: expect.objectContaining({ message: expect.stringContaining("Name the tables.") }) }]);
  for (const Query of ["search in (DeviceProcessEvents) 'f1.exe'", "DeviceProcessEvents | where FileName == 'EmailEvents' // search", "print 1"]) expect([Query, (await hunt(mde, { Query })).status]).toEqual([Query, 200]);
});

it("takes no token of another service, no old one, and names the permission that is missing", async () => {
  expect((await hunt(graph, { Query: "print 1" }, await token(xdr[2]))).status).toBe(401);
  expect((await hunt(mde, { Query: "print 1" }, await token(graph[2]))).status).toBe(401);
  const old = await token(graph[2]);
  clock.advance(2 * 3_600_000);
  expect((await hunt(graph, { Query: "print 1" }, old)).json()).toMatchObject({ error: { code: "InvalidAuthenticationToken" } });
  const app = emulator.directory.tenants[0]?.apps[0];
  if (app) app.roles = { graph: ["User.Read.All"], xdr: [] };
  expect((await hunt(graph, { Query: "print 1" })).json()).toMatchObject({ error: { code: "Forbidden", message: "Missing application roles. API required roles: ThreatHunting.Read.All, application roles: User.Read.All." } });
});

it("cuts at the row cap without a word, and refuses beyond the size cap", async () => {
  emulator.setHunting({ rowCap: 5 });
  const answer = await hunt(graph, { Query: "DeviceProcessEvents" });
  expect(answer.status).toBe(200);
  expect(found(answer)).toHaveLength(5);
  emulator.setHunting({ sizeCapBytes: 200 });
  expect((await hunt(xdr, { Query: "DeviceProcessEvents" })).json()).toMatchObject({ error: { message: expect.stringContaining("allowed result size") } });
});

it("counts calls per tenant and minute and hour, and says when to come back", async () => {
  const bearer = await token(graph[2]);
  emulator.setHunting({ callsPerMinute: 2, callsPerHour: 3 });
  const ask = (): Promise<TestAnswer> => hunt(graph, { Query: "print 1" }, bearer);
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  clock.advance(15_000);
  const refused = await ask();
  expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "45" } });
  expect(refused.json()).toMatchObject({ error: { code: "TooManyRequests", message: "API calls quota exceeded! maximum allowed 2 per 00:01:00" } });
  expect((await hunt(xdr, { Query: "print 1" })).status).toBe(200); // another service counts for itself
  clock.advance(45_000);
  expect((await ask()).status).toBe(200);
  clock.advance(61_000);
  expect((await ask()).json()).toMatchObject({ error: { message: "API calls quota exceeded! maximum allowed 3 per 01:00:00" } });
});

it("has processor time in cycles of 15 minutes", async () => {
  emulator.setHunting({ cpuMillisecondsPerCycle: 1000, cpuMillisecondsPerCall: 600, retryAfter: false });
  const ask = (): Promise<TestAnswer> => hunt(graph, { Query: "print 1" });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const refused = await ask();
  expect(refused.json()).toMatchObject({ error: { message: "You have exceeded processing resources allocated to this tenant. You can run queries again in 00:15:00." } });
  expect(refused.headers["retry-after"]).toBeUndefined();
  clock.advance(15 * 60_000);
  expect((await ask()).status).toBe(200);
});

it("each tenant has data of its own", async () => {
  const other = "22222222-2222-4222-8222-222222222222";
  const two = await startEmulator({ tenants: [{}, { id: other, domain: "other.example" }] });
  try {
    await two.setData({ tenant: other, tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z", DeviceName: "theirs" }] } });
    const tokenOf = async (tenant: string): Promise<string> => String((await postToken(two, secretForm(), tenant)).json()["access_token"]);
    const ask = async (tenant: string): Promise<TestAnswer> => call(two, graph[1], { method: "POST", headers: { authorization: `Bearer ${await tokenOf(tenant)}`, "content-type": "application/json" }, body: JSON.stringify({ Query: "DeviceInfo | project DeviceName" }) });
    expect(found(await ask(other))).toEqual([{ DeviceName: "theirs" }]);
    expect((await ask(emulatorDefaults.tenantId)).json()).toMatchObject({ error: { message: "Failed to resolve table or column expression named 'DeviceInfo'. Fix semantic errors in your query." } });
  } finally {
    await two.close();
  }
});
