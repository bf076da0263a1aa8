import { execFile, spawnSync } from "node:child_process";
import { setMaxListeners } from "node:events";
import { request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { Client, GraphError } from "@microsoft/microsoft-graph-client";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Emulator, huntingFaults, type RequestLogEntry, startEmulator } from "../index.js";
import { postToken, secretForm } from "../testing/entra-client.js";
import { agentOf, call } from "../testing/http-client.js";

let emulator: Emulator;
let bearer: string;
const path = "/v1.0/security/runHuntingQuery";
const endless = "range N from 1 to 100000000000 step 1 | summarize dcount(strcat('x', N))";

beforeAll(async () => {
  emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceInfo: [{ Timestamp: "2026-07-01T00:00:00Z", DeviceName: "café-1" }] } } }] });
  bearer = String((await postToken(emulator, secretForm())).json()["access_token"]);
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.clear();
  emulator.setHunting({ executionMilliseconds: 180_000, answerDelayMilliseconds: 0, callsPerMinute: 1000 });
});
afterAll(() => emulator.close());

const headers = (): Record<string, string> => ({ authorization: `Bearer ${bearer}`, "content-type": "application/json" });

interface RawAnswer {
  readonly status: number | undefined;
  readonly encoding: string | undefined;
  readonly bytes: Buffer;
}

function huntWithHttps(Query: string, more: Record<string, string> = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(`${emulator.origin}${path}`, { method: "POST", ca: emulator.caPem, agent: false, headers: { ...headers(), ...more } }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode, encoding: answer.headers["content-encoding"], bytes: Buffer.concat(chunks) });
    });
    outgoing.on("error", reject).end(JSON.stringify({ Query }));
  });
}

function graphClient(): Client {
  const fetchOptions: object = { dispatcher: agentOf(emulator) };
  return Client.init({ baseUrl: `${emulator.origin}/`, customHosts: new Set(["127.0.0.1"]), authProvider: (done) => done(null, bearer), fetchOptions });
}

it("a plain https client that trusts the CA gets rows; gzip only if it asks", async () => {
  const plain = await huntWithHttps("DeviceInfo | project DeviceName");
  expect(plain).toMatchObject({ status: 200, encoding: undefined });
  expect(JSON.parse(plain.bytes.toString())).toMatchObject({ results: [{ DeviceName: "café-1" }] });
  const zipped = await huntWithHttps("DeviceInfo | project DeviceName", { "accept-encoding": "gzip" });
  expect(zipped).toMatchObject({ status: 200, encoding: "gzip" });
  expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

it.skipIf(!hasCurl)("curl hunts (needs the command curl)", async () => {
  const words = Object.entries(headers()).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await promisify(execFile)("curl", ["-sS", "--noproxy", "*", "--compressed", "--cacert", emulator.caFile, ...words, "--data", JSON.stringify({ Query: "DeviceInfo | count" }), `${emulator.apiUri}${path}`]);
  expect(JSON.parse(stdout)).toMatchObject({ schema: [{ name: "Count", type: "Int64" }], results: [{ Count: 1 }] });
});

it("Microsoft's Graph client hunts, reads errors, and waits out a 429", async () => {
  const hunt = (Query: string): Promise<unknown> => graphClient().api("/security/runHuntingQuery").post({ Query });
  expect(await hunt("DeviceInfo | project DeviceName")).toMatchObject({ results: [{ DeviceName: "café-1" }] });
  const refused: unknown = await hunt("DeviceInfo | where Nowhere == 1").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GraphError);
  expect(refused).toMatchObject({ statusCode: 400, code: "BadRequest", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), message: expect.stringContaining("Fix semantic errors") });
  emulator.faults.add({ ...huntingFaults["429-seconds"], retryAfter: 0, match: { service: "hunting" } });
  expect(await hunt("DeviceInfo | project DeviceName")).toMatchObject({ results: [{ DeviceName: "café-1" }] });
  expect(emulator.requests.list().map(({ status }) => status)).toEqual([200, 400, 429, 200]);
});

it("a query that runs too long ends as the face ends it", async () => {
  emulator.setHunting({ executionMilliseconds: 50 });
  const body = JSON.stringify({ Query: endless });
  expect((await call(emulator, path, { method: "POST", headers: headers(), body })).json()).toMatchObject({ error: { code: "UnknownError", message: "" } });
  const xdr = String((await postToken(emulator, secretForm({ scope: "https://api.security.microsoft.com/.default" }))).json()["access_token"]);
  const older = await call(emulator, "/api/advancedhunting/run", { method: "POST", headers: { ...headers(), authorization: `Bearer ${xdr}` }, body });
  expect(older.json()).toMatchObject({ error: { code: "BadRequest", message: expect.stringContaining("Query exceeded the timeout period.") } });
  expect(emulator.requests.list({ service: "hunting" }).map(({ status }) => status)).toEqual([504, 400]);
});

it.each([["a query that runs", endless, 0], ["the time before an answer", "print 1", 3_600_000]])("a client that leaves ends %s", async (_what, Query, answerDelayMilliseconds) => {
  emulator.setHunting({ answerDelayMilliseconds });
  const leaving = new AbortController();
  const asked = call(emulator, path, { method: "POST", headers: headers(), body: JSON.stringify({ Query }), signal: leaving.signal });
  await expect.poll(() => emulator.requests.count({ service: "hunting" }), { timeout: 60_000 }).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => emulator.requests.list({ service: "hunting" })[0]?.status, { timeout: 60_000 }).toBe(499);
});

it("many calls at a time bring no warning of too many listeners, and neither they nor clients that leave are told as defects", async () => {
  const [warnings, defects]: [string[], unknown[]] = [[], []];
  const listen = ({ name }: Error): void => void warnings.push(name);
  process.on("warning", listen);
  const ended: RequestLogEntry[] = [];
  const own = await startEmulator({ onDefect: (error) => void defects.push(error), onRequest: (entry) => void ended.push(entry) });
  own.faults.add({ delayMilliseconds: 3_600_000, times: Infinity });
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  const asked = Array.from({ length: 60 }, (_, index) => call(own, path, { ...(index % 2 === 0 ? { signal: leaving.signal } : {}) }).catch((error: unknown) => error));
  await expect.poll(() => own.requests.count()).toBe(60);
  leaving.abort();
  await expect.poll(() => ended.length).toBe(30);
  await own.close();
  await Promise.all(asked);
  process.off("warning", listen);
  expect(warnings).toEqual([]);
  expect(defects).toEqual([]);
});

it("a connection is free again with the last byte of a slow drip", async () => {
  emulator.faults.add({ status: 200, body: "x".repeat(20), slowDrip: { bytes: 20, everyMilliseconds: 3_600_000 } });
  expect((await call(emulator, "/")).text).toBe("x".repeat(20));
  expect((await call(emulator, path, { method: "POST", headers: headers(), body: JSON.stringify({ Query: "print 1" }) })).status).toBe(200);
});

it("closing the emulator ends a query that runs", async () => {
  const own = await startEmulator();
  const token = String((await postToken(own, secretForm())).json()["access_token"]);
  const asked = expect(call(own, path, { method: "POST", headers: { ...headers(), authorization: `Bearer ${token}` }, body: JSON.stringify({ Query: endless }) })).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  await expect.poll(() => own.requests.count({ service: "hunting" })).toBe(1);
  await own.close();
  await asked;
});
