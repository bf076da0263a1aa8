import { inspect } from "node:util";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClientCertificate, createManualClock, type Emulator, emulatorDefaults, faultKinds, type FaultKind, startEmulator } from "@huntkit/emulator";
import { HuntError, type TokenSource } from "@huntkit/provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTokenSource } from "./create-token-source.js";
import type { SignInClock } from "./sign-in-clock.js";
import type { SignInOptions } from "./sign-in-options.js";
import { describeToken } from "./tokens/describe-token.js";

const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId, clientSecret } = emulatorDefaults;
const folder = mkdtempSync(join(tmpdir(), "huntkit-auth-"));
const time = createManualClock(Date.now());
/** The emulator's clock; waits pass at once. */
const clock: SignInClock = { now: () => time.now(), random: () => 0.5, delay: (milliseconds, signal) => (milliseconds >= 60_000 ? new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")))) : Promise.resolve()) };
let emulator: Emulator;
/** An emulator whose clock runs: MSAL signs assertions by the machine's clock, and they hold from then on. */
let running: Emulator;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;

beforeAll(async () => {
  certificate = await createClientCertificate({ commonName: "hunter" });
  const tenants = [{ apps: [{ clientId, secrets: [clientSecret], certificates: [certificate.certificatePem], publicClient: true }] }];
  [emulator, running] = await Promise.all([startEmulator({ clock: time, tenants, entra: { deviceCode: { intervalSeconds: 0 } } }), startEmulator({ tenants })]);
});
afterAll(async () => {
  await Promise.all([emulator.close(), running.close()]);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const one of [emulator, running]) one.faults.clear();
  time.set(Date.now());
});

function sourceWith(options: SignInOptions): TokenSource {
  return createTokenSource({ tenantId, loginUri: emulator.loginUri, caFile: emulator.caFile, clock, environment: {}, tokenCache: "memory", onWarning: () => undefined, onPrompt: () => undefined, clientId, ...options });
}

const ways: Readonly<Record<string, () => SignInOptions>> = {
  "client secret": () => ({ clientSecret }),
  certificate: () => ({ certificate: certificate.certificatePem, privateKey: certificate.privateKeyPem, loginUri: running.loginUri, caFile: running.caFile }),
  browser: () => ({ delegatedAuth: true, authType: "interactive", openBrowser: async (url) => void (await emulator.signIn(url)) }),
  "device code": () => ({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && emulator.deviceCodes.approve(prompt.userCode) }),
};

const healed: readonly FaultKind[] = ["500", "429-seconds", "503-non-json", "reset-before"];

describe.each(Object.keys(ways))("signing in by %s", (name) => {
  const options = (): SignInOptions => ways[name]?.() ?? {};

  it("asks once for callers at the same time", async () => {
    const source = sourceWith(options());
    const tokens = await Promise.all(Array.from({ length: 8 }, () => source.getToken(graph)));
    expect(new Set(tokens.map(({ token }) => token.reveal())).size).toBe(1);
  });

  it.each(healed)("gets over %s", async (kind) => {
    const fault = (name === "certificate" ? running : emulator).faults.add({ ...faultKinds[kind], match: { service: "entra", path: "/token" }, times: 1 });
    expect((await sourceWith(options()).getToken(graph)).expiresOnMilliseconds).toBeGreaterThan(time.now());
    expect(fault.hits).toBe(1);
  });

  it("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(sourceWith(options()).getToken(graph, { signal: controller.signal })).rejects.toMatchObject({ kind: "cancelled" });
  });
});

// MSAL signs assertions by the machine's clock, so the service's cannot be moved away from it for certificates.
describe.each(Object.keys(ways).filter((name) => name !== "certificate"))("a token got by %s", (name) => {
  const options = (): SignInOptions => ways[name]?.() ?? {};

  it("gives a token for the scope, and the same one until 5 minutes before its end, then another", async () => {
    const source = sourceWith(options());
    const first = await source.getToken(graph);
    expect(describeToken(first)).toMatchObject({ tenantId });
    time.advance(first.expiresOnMilliseconds - time.now() - 5 * 60_000 - 1000);
    expect((await source.getToken(graph)).token.reveal()).toBe(first.token.reveal());
    time.advance(2000);
    const second = await source.getToken(graph);
    expect(second.token.reveal()).not.toBe(first.token.reveal());
    expect(second.expiresOnMilliseconds - time.now()).toBeGreaterThan(5 * 60_000);
  });
});

it("tells a wrong secret with what to do, and never shows it", async () => {
  const secret = "wrong-secret-value-4711";
  const error: unknown = await sourceWith({ clientSecret: secret }).getToken(graph).catch((caught: unknown) => caught);
  expect(HuntError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({ kind: "sign-in" });
  expect((error as Error).message).toContain("7000215");
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
});

it("tells an unknown tenant, an unreachable host and a certificate authority that is not trusted apart", async () => {
  const codeOf = async (options: SignInOptions): Promise<unknown> => sourceWith({ clientSecret, ...options }).getToken(graph).then(() => "none", (error: unknown) => (error as { code?: unknown }).code);
  const codes = [await codeOf({ tenantId: "00000000-0000-0000-0000-00000000dead" }), await codeOf({ loginUri: "https://127.0.0.1:9" })];
  expect(new Set(codes).size).toBe(2);
  const untrusted: unknown = await createTokenSource({ tenantId, clientId, clientSecret, loginUri: emulator.loginUri, clock, environment: {} }).getToken(graph).catch((error: unknown) => error);
  expect((untrusted as Error).message).toMatch(/caFile|CaFile|certificate/i);
});

it("uses a credential or a token that is handed in, and refuses a token that has ended", async () => {
  const given = { getToken: () => Promise.resolve({ token: "abc", expiresOnTimestamp: time.now() + 3_600_000 }) };
  expect((await sourceWith({ credential: given }).getToken(graph)).token.reveal()).toBe("abc");
  const ended = `e30.${Buffer.from(JSON.stringify({ exp: Math.floor(time.now() / 1000) - 10 })).toString("base64url")}.x`;
  await expect(sourceWith({ accessToken: ended }).getToken(graph)).rejects.toMatchObject({ code: "token-expired" });
});

it("goes through a chain in order and says why each link failed", async () => {
  expect((await sourceWith({ authMethods: ["env", "clientsecret"], clientSecret, environment: {} }).getToken(graph).catch((error: unknown) => error))).toBeDefined();
  expect(() => sourceWith({ authMethods: ["carrier-pigeon"] })).toThrow(expect.objectContaining({ code: "auth-method-unknown" }) as Error);
});

it.each([
  [{}, "sign-in-missing"],
  [{ clientSecret: "x", username: "a@b.c" }, "sign-in-contradiction"],
  [{ clientSecret: "x", tenantId: "" }, "tenant-missing"],
  [{ clientSecret: "x", cloud: "mars" }, "cloud-unknown"],
])("refuses the options %j", (options, code) => {
  const { loginUri: _, ...rest } = { loginUri: "", tenantId, clientId, ...options };
  expect(() => createTokenSource(rest)).toThrow(expect.objectContaining({ code }) as Error);
});
