import { connect } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientSecretCredential } from "@azure/identity";
import { createClientCertificate, createManualClock, type Emulator, emulatorDefaults, faultKinds, startEmulator } from "@huntkit/emulator";
import { CancelledError, HuntError, SignInError } from "@huntkit/provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTokenSource, type SignIn } from "./create-token-source.js";
import type { SignInClock } from "./sign-in-clock.js";
import type { SignInOptions } from "./sign-in-options.js";

const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId, clientSecret } = emulatorDefaults;
const expiredSecret = "expired~client~secret~02";
const folder = mkdtempSync(join(tmpdir(), "huntkit-sign-in-"));
/** Where the service's clock stands. It runs for certificates: MSAL signs assertions by the machine's clock, and they hold from then on. */
let serverTime: number | "runs" = "runs";
const ourTime = createManualClock(Date.now());
const longest = 100_000;
/** Short waits pass at once; a wait for a person only ends with its signal, unless `impatient`. */
const clock: SignInClock = { now: () => ourTime.now(), random: () => 0.5, delay: (milliseconds, signal) => (milliseconds >= longest && !impatient ? untilAborted(signal) : Promise.resolve()) };
let impatient = false;
let warnings: string[] = [];
let emulator: Emulator;
let certificate: Awaited<ReturnType<typeof createClientCertificate>>;
let stranger: typeof certificate;
let old: typeof certificate;
let files = 0;

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))));
}

beforeAll(async () => {
  [certificate, stranger, old] = await Promise.all([
    createClientCertificate({ commonName: "hunter" }),
    createClientCertificate({ commonName: "stranger" }),
    createClientCertificate({ commonName: "old", notBefore: Date.now() - 20 * 86_400_000, notAfter: Date.now() - 86_400_000 }),
  ]);
  emulator = await startEmulator({
    clock: { now: () => (serverTime === "runs" ? Date.now() : serverTime) },
    tenants: [{ apps: [{ clientId, secrets: [clientSecret, { value: expiredSecret, expires: Date.now() - 86_400_000 }], certificates: [certificate.certificatePem, old.certificatePem], publicClient: true }] }],
  });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
  printTable();
});
beforeEach(() => {
  emulator.faults.clear();
  serverTime = Date.now();
  ourTime.set(serverTime);
  impatient = false;
  warnings = [];
});

function signIn(options: SignInOptions): SignIn {
  files++;
  return createTokenSource({ tenantId, clientId, loginUri: emulator.loginUri, caFile: emulator.caFile, clock, environment: {}, location: join(folder, `cache-${files}.json`), cacheEncryption: "off", onWarning: (text) => warnings.push(text), onPrompt: () => undefined, ...options });
}

/** One way of signing in: how it goes well, and what its own wrong and its own ended credential are. */
interface Way {
  readonly good: () => SignInOptions;
  readonly wrong: () => SignInOptions;
  readonly ended: () => SignInOptions;
  readonly wrongCode: string;
  readonly endedCode: string;
  readonly clockCode: "ok" | string;
  /** Waits for a person for ever. */
  readonly unanswered?: () => SignInOptions;
}

const openBrowser = async (url: string): Promise<void> => void (await emulator.signIn(url));
const approve: SignInOptions["onPrompt"] = (prompt) => prompt.type === "device-code" && emulator.deviceCodes.approve(prompt.userCode);

const ways: Readonly<Record<string, Way>> = {
  "client secret": {
    good: () => ({ clientSecret }),
    wrong: () => ({ clientSecret: "not~the~secret" }),
    ended: () => ({ clientSecret: expiredSecret }),
    wrongCode: "client-secret-wrong",
    endedCode: "client-secret-expired",
    clockCode: "ok",
  },
  certificate: {
    good: () => ({ certificate: certificate.certificatePem, privateKey: certificate.privateKeyPem }),
    wrong: () => ({ certificate: stranger.certificatePem, privateKey: stranger.privateKeyPem }),
    ended: () => ({ certificate: old.certificatePem, privateKey: old.privateKeyPem }),
    wrongCode: "certificate-unknown",
    endedCode: "certificate-expired",
    clockCode: "clock-wrong",
  },
  browser: {
    good: () => ({ delegatedAuth: true, openBrowser }),
    wrong: () => ({ delegatedAuth: true, openBrowser: async (url) => void (await emulator.signIn(url, { cancel: true })) }),
    ended: () => ((impatient = true), { delegatedAuth: true, openBrowser: async () => undefined }),
    wrongCode: "consent-declined",
    endedCode: "sign-in-timeout",
    clockCode: "ok",
    unanswered: () => ({ delegatedAuth: true, openBrowser: async () => undefined }),
  },
  "device code": {
    good: () => ({ delegatedAuth: true, authType: "device", onPrompt: approve }),
    wrong: () => ({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && emulator.deviceCodes.deny(prompt.userCode) }),
    ended: () => ({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && emulator.deviceCodes.expire(prompt.userCode) }),
    wrongCode: "consent-declined",
    endedCode: "device-code-expired",
    clockCode: "ok",
    unanswered: () => ({ delegatedAuth: true, authType: "device" }),
  },
  "chain (clientsecret)": {
    good: () => ({ authMethods: ["cache", "clientsecret"], clientSecret }),
    wrong: () => ({ authMethods: ["clientsecret", "devicecode"], clientSecret: "not~the~secret", onPrompt: approve }),
    ended: () => ({ authMethods: ["clientsecret", "devicecode"], clientSecret: expiredSecret, onPrompt: approve }),
    wrongCode: "client-secret-wrong",
    endedCode: "client-secret-expired",
    clockCode: "ok",
  },
  "credential handed in": {
    good: () => ({ credential: azure(clientSecret) }),
    wrong: () => ({ credential: azure("not~the~secret") }),
    ended: () => ({ credential: azure(expiredSecret) }),
    wrongCode: "client-secret-wrong",
    endedCode: "client-secret-expired",
    clockCode: "ok",
  },
};

function azure(secret: string): ClientSecretCredential {
  return new ClientSecretCredential(tenantId, clientId, secret, { authorityHost: emulator.loginUri, disableInstanceDiscovery: true, tlsOptions: { ca: emulator.caPem } });
}

const table = new Map<string, Map<string, string>>();
function note(way: string, outcome: string, text: string): void {
  table.set(way, (table.get(way) ?? new Map<string, string>()).set(outcome, text));
}
function printTable(): void {
  const columns = ["success", "wrong credential", "ended", "renewed mid-run", "500, 429, then well", "dropped socket", "clock 10 min off", "cancelled"];
  const lines = [["way", ...columns], ...[...table].map(([way, row]) => [way, ...columns.map((column) => row.get(column) ?? "-")])];
  const widths = ["way", ...columns].map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  process.stdout.write(`\n${lines.map((line) => `SIGN-IN ${line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")}`).join("\n")}\n`);
}

/** Signs in and tells the error's code. */
async function failure(options: SignInOptions, signal?: AbortSignal): Promise<HuntError> {
  const source = signIn(options);
  const error: unknown = await source.getToken(graph, signal ? { signal } : {}).then(() => undefined, (caught: unknown) => caught);
  expect(HuntError.isInstance(error), String(error)).toBe(true);
  return error as HuntError;
}

describe.each(Object.entries(ways))("signing in by %s", (name, way) => {
  beforeEach(() => void (name === "certificate" && (serverTime = "runs")));

  it("gives a token of the right life", async () => {
    const token = await signIn(way.good()).getToken(graph);
    const minutes = (token.expiresOnMilliseconds - ourTime.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThan(61);
    note(name, "success", "ok");
  });

  it("tells a wrong credential, with its own code", async () => {
    const error = await failure(way.wrong());
    expect(error).toBeInstanceOf(SignInError);
    expect(error.code).toBe(way.wrongCode);
    note(name, "wrong credential", error.code);
  });

  it("tells one that has ended", async () => {
    const error = await failure(way.ended());
    expect(error.code).toBe(way.endedCode);
    note(name, "ended", error.code);
  });

  it("renews by itself within a run, once for callers at the same time, and never hands out less than 5 minutes", async () => {
    const source = signIn(way.good());
    const seen = new Set<string>();
    for (let minute = 0; minute < 180; minute += 2) {
      const tokens = await Promise.all([source.getToken(graph), source.getToken(graph)]);
      for (const token of tokens) {
        seen.add(token.token.reveal());
        expect(token.expiresOnMilliseconds - ourTime.now()).toBeGreaterThan(5 * 60_000);
      }
      ourTime.advance(2 * 60_000);
      if (name === "credential handed in") break;
    }
    if (name !== "credential handed in") expect(seen.size).toBe(4);
    note(name, "renewed mid-run", name === "credential handed in" ? "by its own" : "ok, 4 tokens in 3 h");
  });

  it("gets over a 500 and a 429 with Retry-After, and no refusal of 60 seconds follows a failure that lasts", async () => {
    if (name === "credential handed in") return note(name, "500, 429, then well", "by its own");
    emulator.faults.add({ ...faultKinds["500"], match: { service: "entra", path: "/token" } });
    emulator.faults.add({ ...faultKinds["429-seconds"], match: { service: "entra", path: "/token" } });
    await signIn(way.good()).getToken(graph);
    const fault = emulator.faults.add({ ...faultKinds["500"], match: { service: "entra", path: "/token" }, times: 5 });
    const source = signIn(way.good());
    const first: unknown = await source.getToken(graph).then(() => "ok", (error: unknown) => (error as HuntError).code);
    expect(first).toBe(name === "device code" ? "ok" : "sign-in-service-failed");
    expect(fault.hits).toBe(5);
    expect((await source.getToken(graph)).token.reveal().length).toBeGreaterThan(20);
    note(name, "500, 429, then well", "ok");
  });

  it("gets over a dropped socket", async () => {
    if (name === "credential handed in") return note(name, "dropped socket", "by its own");
    // A code of a browser or device is good once: when the answer to it is lost, the person must sign in again.
    const kinds = way.unanswered ? (["reset-before", "reset-before"] as const) : (["reset-before", "reset-mid-body", "reset-after"] as const);
    for (const kind of kinds) emulator.faults.add({ ...faultKinds[kind], match: { service: "entra", path: "/token" } });
    await signIn(way.good()).getToken(graph);
    expect(emulator.faults.list()).toHaveLength(0);
    if (way.unanswered) {
      emulator.faults.add({ ...faultKinds["reset-after"], match: { service: "entra", path: "/token" } });
      expect((await failure(way.good())).code).toBe("sign-in-answer-lost");
    }
    note(name, "dropped socket", way.unanswered ? "ok; told if answer lost" : "ok");
  });

  it("says that a clock is 10 minutes off", async () => {
    serverTime = ourTime.now() - 10 * 60_000;
    if (way.clockCode === "ok") {
      await signIn(way.good()).getToken(graph);
      if (name !== "credential handed in") expect(warnings.join()).toMatch(/clock of this machine is 10 minutes ahead/);
      return note(name, "clock 10 min off", name === "credential handed in" ? "ok" : "ok, warned");
    }
    const error = await failure(way.good());
    expect(error.code).toBe(way.clockCode);
    expect(error.message).toMatch(/10 minutes ahead/);
    note(name, "clock 10 min off", error.code);
  });

  it("stops at once when it is cancelled, before and while it runs", async () => {
    const before = new AbortController();
    before.abort();
    expect(await failure(way.good(), before.signal)).toBeInstanceOf(CancelledError);
    const during = new AbortController();
    emulator.faults.add({ ...faultKinds.stall, match: { service: "entra", path: "/token" } });
    let listener = "";
    const options = way.unanswered?.() ?? way.good();
    const prompted: SignInOptions = { ...options, onPrompt: (prompt) => ((listener = prompt.type === "browser" ? (new URL(prompt.url).searchParams.get("redirect_uri") ?? "") : ""), setImmediate(() => during.abort())) };
    const ended = failure(way.unanswered ? prompted : options, during.signal);
    // Without the cancel the silence of the service would last until the time limit, which is another error.
    if (way.unanswered === undefined) await expect.poll(() => emulator.faults.list().length).toBe(0);
    if (way.unanswered === undefined) during.abort();
    expect(await ended).toBeInstanceOf(CancelledError);
    if (name === "browser") await expectClosed(Number(new URL(listener).port));
    note(name, "cancelled", "ok");
  });
});

/** MSAL closes its listener when it was told that access was denied. */
async function expectClosed(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => (socket.destroy(), resolve(true)));
      socket.on("error", () => resolve(false));
    });
    if (!open) return;
  }
  throw new Error("the listener is still open");
}
