import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type ManualClock, startEmulator, type User } from "../index.js";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { call } from "../testing/http-client.js";
import { graphScope, msalPublic, postToken } from "../testing/entra-client.js";

let emulator: Emulator;
let clock: ManualClock;
let app: Server;
let redirectUri = "";

beforeEach(async () => {
  clock = createManualClock();
  emulator = await startEmulator({ clock, tenants: [{ users: [{ username: emulatorDefaults.username, password: emulatorDefaults.password }, { username: "guest@contoso.example", password: "Guest-01", scopes: ["User.Read"] }] }] });
  app = createServer((_message, output) => output.end("thanks"));
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  redirectUri = `http://localhost:${(app.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await emulator.close();
  await new Promise((resolve) => app.close(resolve));
});

const verifier = randomBytes(40).toString("base64url");

function authorizeUrl(changes: Readonly<Record<string, string>> = {}, tenant: string = emulatorDefaults.tenantId): string {
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const parameters = { client_id: emulatorDefaults.clientId, response_type: "code", redirect_uri: redirectUri, scope: `${graphScope} openid offline_access`, state: "st&te\"<1>", nonce: "n1", code_challenge: challenge, code_challenge_method: "S256", ...changes };
  return `${emulator.loginUri}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams(parameters).toString()}`;
}

function redeem(code: string | undefined, changes: Readonly<Record<string, string>> = {}): ReturnType<typeof postToken> {
  return postToken(emulator, { grant_type: "authorization_code", client_id: emulatorDefaults.clientId, code: code ?? "", redirect_uri: redirectUri, code_verifier: verifier, ...changes });
}

function person(): User {
  const found = emulator.directory.user(emulatorDefaults.username)?.user;
  if (found === undefined) throw new Error("the user is missing");
  return found;
}

it("msal-node signs a person in with its own listener, form_post and PKCE, and renews in silence", async () => {
  const client = msalPublic(emulator);
  const result = await client.acquireTokenInteractive({ scopes: [graphScope], openBrowser: async (url) => void (await emulator.signIn(url)) });
  expect(decodeJwt(result.accessToken)).toMatchObject({ upn: emulatorDefaults.username, scp: "ThreatHunting.Read.All User.Read", aud: "https://graph.microsoft.com" });
  expect(result.account?.homeAccountId).toBe(`${person().objectId}.${emulatorDefaults.tenantId}`);
  const [account] = await client.getAllAccounts();
  const renewed = await client.acquireTokenSilent({ account: account as never, scopes: ["https://api.security.microsoft.com/.default"] });
  expect(decodeJwt(renewed.accessToken)).toMatchObject({ aud: "https://api.security.microsoft.com", scp: "AdvancedHunting.Read" });
});

it("a person who cancels is access_denied to msal-node", async () => {
  const wanted = { scopes: [graphScope], openBrowser: async (url: string) => void (await emulator.signIn(url, { cancel: true })) };
  await expect(msalPublic(emulator).acquireTokenInteractive(wanted)).rejects.toMatchObject({ errorCode: "access_denied" });
});

it.each(["query", "form_post", "fragment"])("response mode %s delivers code and state exactly", async (mode) => {
  const outcome = await emulator.signIn(authorizeUrl({ response_mode: mode, client_info: "1" }));
  expect(outcome).toMatchObject({ sent: { state: "st&te\"<1>", code: expect.any(String), client_info: expect.any(String) }, appStatus: 200 });
  const body = (await redeem(outcome.sent["code"])).json();
  expect(decodeJwt(String(body["id_token"]))).toMatchObject({ nonce: "n1", aud: emulatorDefaults.clientId, tid: emulatorDefaults.tenantId, preferred_username: emulatorDefaults.username, iss: `${emulator.origin}/${emulatorDefaults.tenantId}/v2.0` });
});

it("a code is good once, for its app, verifier and redirect address, and for ten minutes", async () => {
  const code = async (): Promise<string | undefined> => (await emulator.signIn(authorizeUrl())).sent["code"];
  const first = await code();
  expect((await redeem(first, { code_verifier: "wrong" })).json()).toMatchObject({ error: "invalid_grant", error_codes: [501481] });
  expect((await redeem(first, { code_verifier: "" })).json()).toMatchObject({ error_codes: [900144] });
  expect((await redeem(first, { redirect_uri: "http://localhost:1" })).json()).toMatchObject({ error_codes: [50011] });
  expect((await redeem(first)).status).toBe(200);
  expect((await redeem(first)).json()).toMatchObject({ error: "invalid_grant", error_codes: [54005] });
  expect((await redeem("made up")).json()).toMatchObject({ error_codes: [70000] });
  const second = await code();
  clock.advance(600_000);
  expect((await redeem(second)).json()).toMatchObject({ error_codes: [70008] });
});

it("a wrong password and an unknown person are told on the page, and nothing is sent to the app", async () => {
  expect(await emulator.signIn(authorizeUrl(), { password: "wrong" })).toMatchObject({ sent: {}, lastPage: expect.stringContaining("AADSTS50126") });
  expect(await emulator.signIn(authorizeUrl(), { username: "<b>nobody" })).toMatchObject({ sent: {}, lastPage: expect.stringContaining("AADSTS50034") });
});

it("the page escapes what the client or the person wrote", async () => {
  const page = await call(emulator, authorizeUrl({ login_hint: "\"><script>x</script>" }));
  expect(page.text).not.toContain("<script>x");
  expect(page.text).toContain("&#34;&#62;&#60;script&#62;");
});

it("conditional access blocks on the page, or asks for a second factor that stays with the grant", async () => {
  person().conditionalAccess = "block";
  expect(await emulator.signIn(authorizeUrl())).toMatchObject({ sent: {}, lastPage: expect.stringContaining("AADSTS53003") });
  person().conditionalAccess = "mfa";
  const { sent } = await emulator.signIn(authorizeUrl());
  const body = (await redeem(sent["code"])).json();
  expect(decodeJwt(String(body["access_token"]))["amr"]).toEqual(["pwd", "mfa"]);
  expect((await postToken(emulator, { grant_type: "refresh_token", client_id: emulatorDefaults.clientId, refresh_token: String(body["refresh_token"]), scope: graphScope })).status).toBe(200);
});

it("a policy that comes after the sign-in asks for a new one", async () => {
  const { sent } = await emulator.signIn(authorizeUrl());
  const { refresh_token: refreshToken } = (await redeem(sent["code"])).json();
  person().conditionalAccess = "mfa";
  const answer = await postToken(emulator, { grant_type: "refresh_token", client_id: emulatorDefaults.clientId, refresh_token: String(refreshToken), scope: graphScope });
  expect(answer.json()).toMatchObject({ error: "invalid_grant", error_codes: [50076], suberror: "basic_action" });
});

it("a permission that is not consented, by the app or by the person, is refused", async () => {
  expect(await emulator.signIn(authorizeUrl({ scope: "https://graph.microsoft.com/Mail.Read openid" }))).toMatchObject({ sent: {}, lastPage: expect.stringContaining("AADSTS65001") });
  expect(await emulator.signIn(authorizeUrl({ scope: "https://graph.microsoft.com/ThreatHunting.Read.All" }), { username: "guest@contoso.example", password: "Guest-01" })).toMatchObject({ sent: {}, lastPage: expect.stringContaining("AADSTS65001") });
  const { sent } = await emulator.signIn(authorizeUrl(), { username: "guest@contoso.example", password: "Guest-01" });
  expect((await redeem(sent["code"])).json()).toMatchObject({ scope: expect.stringContaining("https://graph.microsoft.com/User.Read") });
});

it("an address that the app has not registered gets a page and no redirect", async () => {
  for (const address of ["https://evil.example/", "http://localhost.evil.example/", `${redirectUri}/other`]) {
    const page = await call(emulator, authorizeUrl({ redirect_uri: address }));
    expect(page.status).toBe(400);
    expect(page.text).toContain("AADSTS50011");
    expect(page.headers["location"]).toBeUndefined();
  }
});

it("wrong parameters go back to the app as errors; prompt=none needs a session", async () => {
  const sent = async (changes: Record<string, string>): Promise<unknown> => (await emulator.signIn(authorizeUrl(changes))).sent["error"];
  expect(await sent({ prompt: "none" })).toBe("login_required");
  expect(await sent({ response_type: "token" })).toBe("invalid_request");
  expect(await sent({ code_challenge_method: "plain" })).toBe("invalid_request");
  expect(await sent({ response_mode: "smoke" })).toBe("invalid_request");
});

it("common signs in the tenant of the person", async () => {
  const { sent } = await emulator.signIn(authorizeUrl({}, "organizations"));
  const body = (await postToken(emulator, { grant_type: "authorization_code", client_id: emulatorDefaults.clientId, code: sent["code"] ?? "", redirect_uri: redirectUri, code_verifier: verifier }, "organizations")).json();
  expect(decodeJwt(String(body["access_token"]))["tid"]).toBe(emulatorDefaults.tenantId);
});
