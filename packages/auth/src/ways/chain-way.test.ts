import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createTokenSource, type SignIn } from "../create-token-source.js";
import type { SignInOptions } from "../sign-in-options.js";
import { describeToken } from "../tokens/describe-token.js";
import { authMethod } from "./auth-method.js";

const graph = ["https://graph.microsoft.com/.default"];
const { tenantId, clientId, clientSecret } = emulatorDefaults;
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
afterEach(() => void vi.unstubAllEnvs());

function chain(authMethods: readonly string[], options: SignInOptions = {}): SignIn {
  return createTokenSource({ tenantId, clientId, loginUri: emulator.loginUri, caFile: emulator.caFile, tokenCache: "memory", environment: {}, authMethods, onWarning: () => undefined, ...options });
}

it("goes on from what is not set up, and names the method that won", async () => {
  vi.stubEnv("PATH", "/nowhere");
  const source = chain(["cli", "certificate", "cache", "interactive", "client_secret"], { clientSecret });
  expect(source.info()).toEqual({ way: "chain" });
  expect(describeToken(await source.getToken(graph))).toMatchObject({ kind: "application", clientId });
  expect(source.info()).toEqual({ way: "chain", method: "clientsecret" });
});

it("takes the variables of the environment through @azure/identity, with the host and authority of the options", async () => {
  vi.stubEnv("AZURE_TENANT_ID", tenantId);
  vi.stubEnv("AZURE_CLIENT_ID", clientId);
  vi.stubEnv("AZURE_CLIENT_SECRET", clientSecret);
  const source = chain(["environment"]);
  expect(describeToken(await source.getToken(graph))).toMatchObject({ tenantId });
  expect(source.info()).toMatchObject({ method: "env" });
});

it("follows no redirect to another host with the secret of the environment", async () => {
  const other = await startEmulator({ certificateAuthority: emulator.certificateAuthority });
  try {
    for (const [name, value] of Object.entries({ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret })) vi.stubEnv(name, value);
    for (const status of [301, 302, 303, 307, 308]) {
      emulator.faults.add({ status, headers: { location: `${other.loginUri}/${tenantId}/oauth2/v2.0/token` }, body: {}, match: { path: "/oauth2/v2.0/token", method: "POST" }, times: 1 });
      await expect(chain(["env"]).getToken(graph)).rejects.toMatchObject({ kind: "sign-in" });
    }
    expect(other.requests.count()).toBe(0);
  } finally {
    emulator.faults.clear();
    await other.close();
  }
});

it("stops at a method that is set up and refused: another identity must not take its place", async () => {
  vi.stubEnv("AZURE_TENANT_ID", tenantId);
  vi.stubEnv("AZURE_CLIENT_ID", clientId);
  vi.stubEnv("AZURE_CLIENT_SECRET", "not~the~secret");
  await expect(chain(["env", "clientsecret"], { clientSecret }).getToken(graph)).rejects.toMatchObject({ code: "client-secret-wrong", message: expect.stringMatching(/method env.*AADSTS7000215/s) as string });
});

it("says of each method why it could not be used", async () => {
  vi.stubEnv("PATH", "/nowhere");
  for (const name of ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"]) vi.stubEnv(name, "");
  await expect(chain(["env", "cli", "cache"]).getToken(graph)).rejects.toMatchObject({ code: "chain-failed", message: expect.stringMatching(/env: EnvironmentCredential is unavailable\. [^|]*[.d] \| cli: [^|]* \| cache: .*az login/s) as string });
});

it.each([
  [["env", "environment"], "env"],
  [["msi", "managedidentity", "managed_identity", "ManagedIdentity"], "msi"],
  [["interactive", "interactive_browser"], "interactive"],
  [["devicecode", "device_code", "device"], "devicecode"],
  [["clientsecret", "client_secret"], "clientsecret"],
  [["certificate", "cert"], "certificate"],
  [["vscode"], "vscode"],
  [["powershell"], "powershell"],
  [["cli"], "cli"],
  [["cache"], "cache"],
])("takes the spellings %j", (names, method) => {
  for (const name of names) expect(authMethod(name)).toBe(method);
});
