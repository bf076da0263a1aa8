import { decodeJwt } from "jose";
import { afterEach, expect, it } from "vitest";
import { createManualClock, type Emulator, emulatorDefaults, type EntraOptions, startEmulator } from "../index.js";
import { call } from "../testing/http-client.js";
import { graphScope, postToken } from "../testing/entra-client.js";

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());
const clock = createManualClock();

async function firstToken(entra: EntraOptions = {}): Promise<{ readonly token: string; readonly refresh: (token: string, changes?: Record<string, string>) => ReturnType<typeof postToken> }> {
  const started = await startEmulator({ clock, entra });
  emulator = started;
  const scope = `${graphScope} offline_access`;
  const code = (await call(started, "/contoso.example/oauth2/v2.0/devicecode", { form: { client_id: emulatorDefaults.clientId, scope } })).json();
  started.deviceCodes.approve(String(code["user_code"]));
  const body = (await postToken(started, { grant_type: "device_code", client_id: emulatorDefaults.clientId, device_code: String(code["device_code"]) })).json();
  return { token: String(body["refresh_token"]), refresh: (token, changes = {}) => postToken(started, { grant_type: "refresh_token", client_id: emulatorDefaults.clientId, refresh_token: token, scope, ...changes }) };
}

it("a refresh token may be used again, and serves every service of the app", async () => {
  const { token, refresh } = await firstToken();
  const answers = [await refresh(token), await refresh(token), await refresh(token, { scope: "https://api.securitycenter.microsoft.com/.default" })];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(decodeJwt(String(answers[2]?.json()["access_token"]))).toMatchObject({ aud: "https://api.securitycenter.microsoft.com", scp: "AdvancedQuery.Read" });
});

it("a single-use refresh token is replaced, and the old one is dead", async () => {
  const { token, refresh } = await firstToken({ singleUseRefreshTokens: true });
  const next = String((await refresh(token)).json()["refresh_token"]);
  expect((await refresh(token)).json()).toMatchObject({ error: "invalid_grant", error_codes: [70000] });
  expect((await refresh(next)).status).toBe(200);
});

it("a refresh token that was refused for its scope is not used up", async () => {
  const { token, refresh } = await firstToken({ singleUseRefreshTokens: true });
  expect((await refresh(token, { scope: "https://graph.microsoft.com/Mail.Read" })).json()).toMatchObject({ error_codes: [65001], suberror: "consent_required" });
  expect((await refresh(token)).status).toBe(200);
});

it("a refresh token ends when it was not used for its life, and each use lengthens it", async () => {
  const { token, refresh } = await firstToken({ refreshTokenSeconds: 100 });
  clock.advance(90_000);
  expect((await refresh(token)).status).toBe(200);
  clock.advance(90_000);
  expect((await refresh(token)).status).toBe(200);
  clock.advance(100_000);
  expect((await refresh(token)).json()).toMatchObject({ error: "invalid_grant", error_codes: [700082] });
});

it("a changed password, a disabled account and another app end it", async () => {
  const { token, refresh } = await firstToken();
  const user = emulator?.directory.user(emulatorDefaults.username)?.user;
  if (user === undefined) throw new Error("the user is missing");
  expect((await refresh(token, { client_id: "none" })).json()).toMatchObject({ error_codes: [700016] });
  user.disabled = true;
  expect((await refresh(token)).json()).toMatchObject({ error_codes: [50057] });
  user.disabled = false;
  user.sessionsValidFrom = clock.now() + 1;
  expect((await refresh(token)).json()).toMatchObject({ error_codes: [50173] });
});

it("an access token lives as long as the emulator is told", async () => {
  const { token, refresh } = await firstToken({ accessTokenSeconds: 1 });
  const body = (await refresh(token)).json();
  expect(body["expires_in"]).toBe(1);
  expect(decodeJwt(String(body["access_token"])).exp).toBe(Math.floor(clock.now() / 1000) + 1);
});
