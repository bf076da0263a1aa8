import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type FaultRule, faultKinds, type ManualClock, startEmulator } from "../index.js";
import { gunzipSync } from "node:zlib";
import { request } from "undici";
import { agentOf, call } from "../testing/http-client.js";
import { graphScope, msalApp, postToken, secretForm } from "../testing/entra-client.js";

let emulator: Emulator;
let clock: ManualClock;
const discovery = "/contoso.example/v2.0/.well-known/openid-configuration";

beforeEach(async () => {
  clock = createManualClock(Date.UTC(2026, 6, 8));
  emulator = await startEmulator({ clock });
});
afterEach(() => emulator.close());

async function played(rule: FaultRule, signal?: AbortSignal): ReturnType<typeof call> {
  emulator.faults.add(rule);
  return call(emulator, discovery, signal === undefined ? {} : { signal });
}

it("429 says when by seconds, by a date of the emulator's clock, or not at all", async () => {
  expect(await played(faultKinds["429-seconds"])).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
  expect(await played(faultKinds["429-date"])).toMatchObject({ status: 429, headers: { "retry-after": "Wed, 08 Jul 2026 00:00:01 GMT", date: "Wed, 08 Jul 2026 00:00:00 GMT" } });
  expect((await played({ status: 429, retryAfter: new Date(Date.UTC(2030, 0, 1)) })).headers["retry-after"]).toBe("Tue, 01 Jan 2030 00:00:00 GMT");
  expect((await played(faultKinds["429-none"])).headers["retry-after"]).toBeUndefined();
});

it("outages have their status and their kind of body", async () => {
  expect((await played(faultKinds["500"])).json()).toMatchObject({ error: { code: "InternalServerError" } });
  expect(await played(faultKinds["502"])).toMatchObject({ status: 502, headers: { "content-type": "text/html" } });
  const unavailable = await played(faultKinds["503-non-json"]);
  expect(unavailable.status).toBe(503);
  expect(() => unavailable.json()).toThrow(SyntaxError);
  expect(await played(faultKinds["504-empty"])).toMatchObject({ status: 504, text: "" });
  expect(await played(faultKinds["200-error"])).toMatchObject({ status: 200, text: expect.stringContaining("InternalServerError") });
});

it("a wrong content type and truncated JSON come with a status 200", async () => {
  const odd = await played(faultKinds["wrong-content-type"]);
  expect(odd).toMatchObject({ status: 200, headers: { "content-type": "text/plain" } });
  expect(odd.json()["token_endpoint"]).toContain("/oauth2/v2.0/token");
  const cut = await played(faultKinds["truncated-json"]);
  expect(cut.status).toBe(200);
  expect(cut.text.startsWith("{")).toBe(true);
  expect(() => cut.json()).toThrow(SyntaxError);
});

it("a cut gzip says that it is gzip and cannot be unpacked", async () => {
  emulator.faults.add(faultKinds["cut-gzip"]);
  const answer = await request(`${emulator.origin}${discovery}`, { dispatcher: agentOf(emulator) });
  expect(answer.headers["content-encoding"]).toBe("gzip");
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  expect(bytes.length).toBe(Number(answer.headers["content-length"]));
  expect(() => gunzipSync(bytes)).toThrow(/unexpected end of file/);
});

it("a connection is cut before or in the body; before means that the service did nothing, after that it did", async () => {
  await expect(played(faultKinds["reset-before"])).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  await expect(played(faultKinds["reset-mid-body"])).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  const form = { client_id: emulatorDefaults.clientId, scope: graphScope };
  const ask = () => call(emulator, "/contoso.example/oauth2/v2.0/devicecode", { form });
  emulator.faults.add(faultKinds["reset-before"]);
  await expect(ask()).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  expect(emulator.deviceCodes.list()).toHaveLength(0);
  emulator.faults.add(faultKinds["reset-after"]);
  await expect(ask()).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  expect(emulator.deviceCodes.list()).toHaveLength(1);
});

it("a slow drip is whole in the end", async () => {
  expect((await played({ slowDrip: { bytes: 100, everyMilliseconds: 1 } })).json()["issuer"]).toContain(emulatorDefaults.tenantId);
});

it("a stall, before and in the body, holds until the client gives up or the emulator is closed", async () => {
  for (const [index, rule] of [faultKinds.stall, faultKinds["stall-mid-body"]].entries()) {
    const leaving = new AbortController();
    const stalled = expect(played(rule, leaving.signal)).rejects.toMatchObject({ name: "AbortError" });
    // Whoever leaves before the request is sent has seen no stall.
    await expect.poll(() => emulator.requests.count({ path: discovery })).toBe(index + 1);
    leaving.abort();
    await stalled;
  }
  const hanging = expect(played(faultKinds.stall)).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  await expect.poll(() => emulator.requests.count({ path: discovery })).toBe(3);
  await emulator.close();
  await hanging;
});

it("a delay does not outlive the emulator", async () => {
  const slow = expect(played({ delayMilliseconds: 3_600_000 })).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  await expect.poll(() => emulator.requests.count()).toBe(1);
  await emulator.close();
  await slow;
});

it("a fault is played once, so many times, for the n-th only, or until it is removed", async () => {
  const statuses = async (count: number): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index += 1) found.push((await call(emulator, discovery)).status);
    return found;
  };
  const once = emulator.faults.add({ status: 500 });
  expect(await statuses(2)).toEqual([500, 200]);
  expect(once.hits).toBe(1);
  emulator.faults.add({ status: 500, times: 2 });
  expect(await statuses(3)).toEqual([500, 500, 200]);
  emulator.faults.add({ status: 500, match: { nth: 2 } });
  expect(await statuses(3)).toEqual([200, 500, 200]);
  emulator.faults.add({ status: 503, match: { nth: [1, 3] } });
  expect(await statuses(4)).toEqual([503, 200, 503, 200]);
  const always = emulator.faults.add({ status: 500, times: Infinity });
  expect(await statuses(3)).toEqual([500, 500, 500]);
  always.remove();
  expect(await statuses(1)).toEqual([200]);
  expect(emulator.faults.list()).toEqual([]);
});

it("a fault is for the service, path, method, body and tenant that it names", async () => {
  const misses: FaultRule[] = [{ match: { service: "keyvault" } }, { match: { path: "/other" } }, { match: { method: "GET" } }, { match: { body: "refresh_token" } }, { match: { tenant: "another" } }];
  for (const miss of misses) emulator.faults.add({ ...miss, status: 500, times: Infinity });
  expect((await postToken(emulator, secretForm())).status).toBe(200);
  emulator.faults.clear();
  emulator.faults.add({ match: { service: "entra", path: /\/token\?$/, method: "POST", body: /grant_type=client_credentials/, tenant: emulatorDefaults.tenantId }, status: 500 });
  expect((await postToken(emulator, secretForm())).status).toBe(500);
  expect(emulator.requests.list().map(({ status, faulty }) => [status, faulty])).toEqual([[200, false], [500, true]]);
});

it("msal-node fails on an outage and is well in a new app object", async () => {
  emulator.faults.add({ ...faultKinds["503-non-json"], body: { error: "temporarily_unavailable" }, match: { path: "/oauth2/v2.0/token" } });
  await expect(msalApp(emulator).acquireTokenByClientCredential({ scopes: [graphScope] })).rejects.toMatchObject({ status: 503 });
  expect((await msalApp(emulator).acquireTokenByClientCredential({ scopes: [graphScope] }))?.accessToken).toMatch(/^eyJ/);
});
