import { existsSync } from "node:fs";
import { createManualClock, type Emulator, emulatorDefaults, faultKinds, startEmulator } from "@huntkit/emulator";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTokenSource, type SignIn } from "../create-token-source.js";
import type { SignInClock } from "../sign-in-clock.js";
import type { SignInOptions, SignInPrompt } from "../sign-in-options.js";
import { describeToken } from "../tokens/describe-token.js";

const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId, username, password } = emulatorDefaults;
const executable = process.env["HUNTKIT_CHROMIUM"] ?? "/usr/bin/chromium";
const hasChromium = existsSync(executable);
const time = createManualClock(Date.now());
let waits: number[] = [];
const clock: SignInClock = {
  now: () => time.now(),
  random: () => 0.5,
  delay: (milliseconds, signal) => (milliseconds >= 200_000 ? new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")))) : (waits.push(milliseconds), Promise.resolve())),
};
let emulator: Emulator;
let warnings: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ tenants: [{ apps: [{ clientId }], users: [{ username, password }, { username: "other@contoso.example", password }] }] });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.faults.clear();
  waits = [];
  warnings = [];
});

function signIn(options: SignInOptions): SignIn {
  return createTokenSource({ tenantId, clientId, loginUri: emulator.loginUri, caFile: emulator.caFile, clock, environment: {}, tokenCache: "memory", onWarning: (text) => warnings.push(text), onPrompt: () => undefined, ...options });
}

function byDevice(onCode: (userCode: string) => void, more: SignInOptions = {}): SignIn {
  return signIn({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => prompt.type === "device-code" && onCode(prompt.userCode), ...more });
}

it.skipIf(!hasChromium)("signs a person in with headless Chromium (needs chromium, or its path in HUNTKIT_CHROMIUM)", async () => {
  const browser: Browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
  try {
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    const openBrowser = async (url: string): Promise<void> => {
      await page.goto(url);
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    const start = performance.now();
    const token = await signIn({ delegatedAuth: true, openBrowser }).getToken(graph);
    process.stdout.write(`\nSIGN-IN browser with Chromium ${browser.version()}: ${Math.round(performance.now() - start)} ms\n`);
    await page.getByRole("heading", { name: "Signed in" }).waitFor();
    expect(describeToken(token)).toMatchObject({ kind: "user", username, tenantId });
  } finally {
    await browser.close();
  }
});

it("prints the address and the code through the event, with what a person needs", async () => {
  const prompts: SignInPrompt[] = [];
  await signIn({ delegatedAuth: true, authType: "device", onPrompt: (prompt) => (prompts.push(prompt), prompt.type === "device-code" && emulator.deviceCodes.approve(prompt.userCode)) }).getToken(graph);
  await signIn({ username, openBrowser: async (url) => void (await emulator.signIn(url)), onPrompt: (prompt) => prompts.push(prompt) }).getToken(graph);
  expect(prompts).toMatchObject([{ type: "device-code", verificationUri: expect.stringMatching(/^https:/) as string, message: expect.stringContaining("code") as string }, { type: "browser", url: expect.stringContaining(`login_hint=${encodeURIComponent(username)}`) as string }]);
});

it("goes on polling through slow_down, 500, 429 and dropped sockets, in the pace that the service asks for", async () => {
  let code = "";
  emulator.faults.add({ ...faultKinds["500"], match: { body: "device_code=", path: "/token", nth: 2 } });
  emulator.faults.add({ ...faultKinds["reset-before"], match: { body: "device_code=", path: "/token", nth: 3 } });
  emulator.faults.add({ ...faultKinds["429-seconds"], match: { body: "device_code=", path: "/token", nth: 4 } });
  const slow: SignInClock = { ...clock, delay: (milliseconds, signal) => (waits.length === 6 && emulator.deviceCodes.approve(code), clock.delay(milliseconds, signal)) };
  await byDevice((userCode) => ((code = userCode), emulator.deviceCodes.slowDown(userCode, 1)), { clock: slow }).getToken(graph);
  // After slow_down 10 seconds between polls; after the 500 nothing more, after the 429 its Retry-After.
  expect(waits.slice(0, 6)).toEqual([10_000, 0, 10_000, 10_000, 1000, 10_000]);
});

it("says that public clients are off before anyone is asked for a code", async () => {
  const app = emulator.directory.tenants[0]?.apps[0];
  if (app) app.publicClient = false;
  try {
    await expect(byDevice((code) => emulator.deviceCodes.approve(code)).getToken(graph)).rejects.toMatchObject({ code: "public-client-off", message: expect.stringContaining("AADSTS7000218") as string });
  } finally {
    if (app) app.publicClient = true;
  }
});

it("tells a failing device-code endpoint instead of showing an empty code", async () => {
  let asked = 0;
  emulator.faults.add({ status: 400, contentType: "application/json", body: { error: "unauthorized_client", error_description: "AADSTS700016: Application not found." }, match: { path: "/devicecode" } });
  await expect(byDevice(() => asked++).getToken(graph)).rejects.toMatchObject({ code: "application-unknown" });
  expect(asked).toBe(0);
});

it("says to use a device code where there is no browser, without opening one", async () => {
  await expect(signIn({ delegatedAuth: true }).getToken(graph)).rejects.toMatchObject({ code: "browser-missing", message: expect.stringMatching(/auth_type device/) as string });
});

it("ends when nobody signs in", async () => {
  const impatient: SignInClock = { ...clock, delay: () => Promise.resolve() };
  await expect(signIn({ delegatedAuth: true, clock: impatient, promptTimeout: 7, openBrowser: async () => undefined }).getToken(graph)).rejects.toMatchObject({ code: "sign-in-timeout", message: expect.stringContaining("7 seconds") as string });
});

it("warns when another user has signed in than the settings name", async () => {
  await byDevice((code) => emulator.deviceCodes.approve(code, "other@contoso.example"), { username }).getToken(graph);
  expect(warnings.join()).toContain("other@contoso.example");
});

it("asks which user is meant when several are signed in", async () => {
  const users = [username, "other@contoso.example"];
  const { mkdtempSync, rmSync } = await import("node:fs");
  const folder = mkdtempSync(`${(await import("node:os")).tmpdir()}/huntkit-users-`);
  const shared: SignInOptions = { tokenCache: "file", location: `${folder}/cache.json`, cacheEncryption: "off" };
  try {
    for (const user of users) await byDevice((code) => emulator.deviceCodes.approve(code, user), { ...shared, username: user }).getToken(graph);
    await expect(signIn({ ...shared, authMethods: ["cache"] }).getToken(graph)).rejects.toMatchObject({ code: "several-accounts", message: expect.stringContaining(users.join(", ")) as string });
    const chosen = await signIn({ ...shared, authMethods: ["cache"], username: "other@contoso.example" }).getToken(graph);
    expect(describeToken(chosen)).toMatchObject({ username: "other@contoso.example" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
