import { existsSync } from "node:fs";
import { decodeJwt } from "jose";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, emulatorDefaults, startEmulator } from "../index.js";
import { graphScope, msalPublic } from "../testing/entra-client.js";

const executable = process.env["HUNTKIT_CHROMIUM"] ?? "/usr/bin/chromium";
const hasChromium = existsSync(executable);

let emulator: Emulator;
let browser: Browser | undefined;
beforeAll(async () => {
  emulator = await startEmulator();
  if (hasChromium) browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
});
afterAll(async () => {
  await browser?.close();
  await emulator.close();
});

async function signIn(javaScriptEnabled: boolean, act: (page: Page) => Promise<void>): Promise<string> {
  const context = await browser?.newContext({ ignoreHTTPSErrors: true, javaScriptEnabled });
  const page = await context?.newPage();
  if (page === undefined) throw new Error("there is no browser");
  const openBrowser = async (url: string): Promise<void> => {
    await page.goto(url);
    await act(page);
  };
  const result = await msalPublic(emulator).acquireTokenInteractive({ scopes: [graphScope], openBrowser, successTemplate: "signed in" });
  await page.getByText("signed in").waitFor();
  await context?.close();
  return result.accessToken;
}

async function fillIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("Username").fill(emulatorDefaults.username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

it.skipIf(!hasChromium)("a person signs in with Chromium, after a wrong password (needs chromium, or its path in HUNTKIT_CHROMIUM)", async () => {
  const token = await signIn(true, async (page) => {
    await fillIn(page, "wrong");
    await page.getByText("AADSTS50126").waitFor();
    await fillIn(page, emulatorDefaults.password);
  });
  expect(decodeJwt(token)["upn"]).toBe(emulatorDefaults.username);
});

it.skipIf(!hasChromium)("a person signs in with Chromium without scripts (needs chromium, or its path in HUNTKIT_CHROMIUM)", async () => {
  const token = await signIn(false, async (page) => {
    await fillIn(page, emulatorDefaults.password);
    await page.getByRole("button", { name: "Continue" }).click();
  });
  expect(decodeJwt(token)["upn"]).toBe(emulatorDefaults.username);
});
