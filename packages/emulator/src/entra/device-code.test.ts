import type { DeviceCodeRequest } from "@azure/msal-node";
import { DeviceCodeCredential } from "@azure/identity";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type ManualClock, startEmulator } from "../index.js";
import { call } from "../testing/http-client.js";
import { graphScope, msalPublic, postToken } from "../testing/entra-client.js";

let emulator: Emulator;
let clock: ManualClock;

beforeEach(async () => {
  clock = createManualClock();
  emulator = await startEmulator({ clock, entra: { deviceCode: { intervalSeconds: 0 } } });
});
afterEach(() => emulator.close());

const scope = `${graphScope} openid profile offline_access`;

async function newCode(): Promise<{ readonly userCode: string; readonly poll: () => ReturnType<typeof postToken> }> {
  const body = (await call(emulator, `/${emulatorDefaults.tenantId}/oauth2/v2.0/devicecode`, { form: { client_id: emulatorDefaults.clientId, scope } })).json();
  expect(body).toMatchObject({ expires_in: 900, interval: 0, verification_uri: `${emulator.origin}/devicelogin`, message: expect.stringContaining(String(body["user_code"])) });
  const form = { grant_type: "device_code", client_id: emulatorDefaults.clientId, device_code: String(body["device_code"]), scope };
  return { userCode: String(body["user_code"]), poll: () => postToken(emulator, form) };
}

it("msal-node signs in when the person has agreed", async () => {
  const wanted: DeviceCodeRequest = { scopes: [graphScope], deviceCodeCallback: ({ userCode }) => emulator.deviceCodes.approve(userCode) };
  const result = await msalPublic(emulator).acquireTokenByDeviceCode(wanted);
  expect(decodeJwt(result?.accessToken ?? "")).toMatchObject({ scp: "ThreatHunting.Read.All User.Read", upn: emulatorDefaults.username, idtyp: "user" });
  expect(result?.account?.username).toBe(emulatorDefaults.username);
});

it("@azure/identity signs in", async () => {
  const credential = new DeviceCodeCredential({
    tenantId: emulatorDefaults.tenantId,
    clientId: emulatorDefaults.clientId,
    authorityHost: emulator.loginUri,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: emulator.caPem },
    userPromptCallback: ({ userCode }) => emulator.deviceCodes.approve(userCode),
  });
  expect(decodeJwt((await credential.getToken(graphScope)).token)).toMatchObject({ oid: emulator.directory.user(emulatorDefaults.username)?.user.objectId });
});

it("goes through pending, slow_down, pending and well; the code is good once", async () => {
  const { userCode, poll } = await newCode();
  expect((await poll()).json()).toMatchObject({ error: "authorization_pending", error_codes: [70016] });
  emulator.deviceCodes.slowDown(userCode);
  expect((await poll()).json()).toMatchObject({ error: "slow_down" });
  expect((await poll()).json()).toMatchObject({ error: "authorization_pending" });
  expect(emulator.deviceCodes.list()).toMatchObject([{ userCode, state: "pending", polls: 3 }]);
  emulator.deviceCodes.approve(userCode);
  expect((await poll()).json()).toMatchObject({ token_type: "Bearer", refresh_token: expect.any(String), id_token: expect.any(String), client_info: expect.any(String) });
  expect((await poll()).json()).toMatchObject({ error: "invalid_grant" });
  expect(emulator.deviceCodes.list()).toMatchObject([{ state: "redeemed" }]);
});

it("denial and expiry end it, each with its own error", async () => {
  const denied = await newCode();
  emulator.deviceCodes.deny(denied.userCode);
  expect((await denied.poll()).json()).toMatchObject({ error: "authorization_declined" });
  const expired = await newCode();
  clock.advance(900_000);
  expect((await expired.poll()).json()).toMatchObject({ error: "expired_token", error_codes: [70019] });
  const ended = await newCode();
  emulator.deviceCodes.expire(ended.userCode);
  expect((await ended.poll()).json()).toMatchObject({ error: "expired_token" });
  expect(() => emulator.deviceCodes.approve("NONE")).toThrow(/no such user code/);
});

it("a client that polls before the interval is over is told to slow down, if that is turned on", async () => {
  const strict = await startEmulator({ clock, entra: { deviceCode: { intervalSeconds: 5, enforceInterval: true } } });
  const { device_code: code } = (await call(strict, `/${emulatorDefaults.tenantId}/oauth2/v2.0/devicecode`, { form: { client_id: emulatorDefaults.clientId, scope } })).json();
  const poll = async (): Promise<unknown> => (await postToken(strict, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", client_id: emulatorDefaults.clientId, device_code: String(code) })).json()["error"];
  expect(await poll()).toBe("authorization_pending");
  clock.advance(3_000);
  expect(await poll()).toBe("slow_down");
  clock.advance(5_000);
  expect(await poll()).toBe("authorization_pending");
  await strict.close();
});

it("an app without public client flows gets a code, and is refused when the person has agreed", async () => {
  const app = emulator.directory.app(emulatorDefaults.clientId);
  if (app !== undefined) app.publicClient = false;
  const { userCode, poll } = await newCode();
  expect((await poll()).json()).toMatchObject({ error: "authorization_pending" });
  emulator.deviceCodes.approve(userCode);
  expect((await poll()).json()).toMatchObject({ error: "invalid_client", error_codes: [7000218] });
});

it("an unknown code, another app's code and an unknown app are refused", async () => {
  const form = { grant_type: "device_code", client_id: emulatorDefaults.clientId, device_code: "unknown" };
  expect((await postToken(emulator, form)).json()).toMatchObject({ error: "bad_verification_code" });
  expect((await call(emulator, "/contoso.example/oauth2/v2.0/devicecode", { form: { client_id: "none", scope } })).json()).toMatchObject({ error_codes: [700016] });
});

it("the person can type in the code on the page, and a wrong password is said there", async () => {
  const { userCode, poll } = await newCode();
  const send = (changes: Record<string, string>) => call(emulator, "/devicelogin", { form: { user_code: userCode, username: emulatorDefaults.username, password: emulatorDefaults.password, action: "sign-in", ...changes } });
  expect((await call(emulator, `/devicelogin?otc=${userCode}`)).text).toContain(`value="${userCode}"`);
  expect((await send({ password: "wrong" })).text).toContain("AADSTS50126");
  expect((await send({ user_code: "WRONG" })).text).toContain("That code didn&#39;t work");
  expect((await send({ user_code: userCode.toLowerCase() })).text).toContain("You have signed in");
  expect((await poll()).status).toBe(200);
});

it("a person of another tenant cannot agree for this one", async () => {
  const two = await startEmulator({ clock, tenants: [{}, { id: "0b6c1d3e-7a55-4a8e-8f0c-6d2e5c9b7a02", domain: "fabrikam.example", users: [{ username: "eve@fabrikam.example", password: "Eve-01" }] }] });
  const { device_code: code, user_code: userCode } = (await call(two, "/contoso.example/oauth2/v2.0/devicecode", { form: { client_id: emulatorDefaults.clientId, scope } })).json();
  two.deviceCodes.approve(String(userCode), "eve@fabrikam.example");
  const form = { grant_type: "device_code", client_id: emulatorDefaults.clientId, device_code: String(code) };
  expect((await postToken(two, form)).json()).toMatchObject({ error: "invalid_grant", error_codes: [50034] });
  await two.close();
});

it("a listener hears of each new code until it is taken away", async () => {
  const seen: string[] = [];
  const stop = emulator.deviceCodes.onCode(({ userCode }) => seen.push(userCode));
  const first = await newCode();
  stop();
  await newCode();
  expect(seen).toEqual([first.userCode]);
});
