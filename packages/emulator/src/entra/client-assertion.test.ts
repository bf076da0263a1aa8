import { createPrivateKey, randomUUID, X509Certificate } from "node:crypto";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientCertificateCredential } from "@azure/identity";
import { decodeJwt, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type CertifiedKey, createClientCertificate, createManualClock, type Emulator, emulatorDefaults, startEmulator } from "../index.js";
import { graphScope, msalApp, postToken } from "../testing/entra-client.js";

const clock = createManualClock();
let emulator: Emulator;
let strict: Emulator;
/** An emulator whose clock runs: libraries sign by the machine's clock, and what they sign holds from then on. */
let running: Emulator;
let registered: CertifiedKey;
let stranger: CertifiedKey;

beforeAll(async () => {
  [registered, stranger] = await Promise.all([createClientCertificate({ commonName: "hunter" }), createClientCertificate({ commonName: "stranger" })]);
  const tenants = [{ apps: [{ certificates: [registered.certificatePem] }] }];
  [emulator, strict, running] = await Promise.all([startEmulator({ clock, tenants }), startEmulator({ clock, tenants, entra: { singleUseAssertions: true } }), startEmulator({ tenants })]);
});
beforeEach(() => clock.set(Date.now()));
afterAll(() => Promise.all([emulator.close(), strict.close(), running.close()]));

function thumbprint({ certificatePem }: CertifiedKey): string {
  return new X509Certificate(certificatePem).fingerprint256.replaceAll(":", "");
}

interface Changes {
  readonly signer?: "registered" | "stranger";
  readonly named?: "registered" | "stranger";
  readonly claims?: Readonly<Record<string, unknown>>;
}

async function assertion({ signer = "registered", named = "registered", claims = {} }: Changes = {}, target = emulator): Promise<string> {
  const now = Math.floor(clock.now() / 1000);
  const keys = { registered, stranger };
  const identity = { iss: emulatorDefaults.clientId, sub: emulatorDefaults.clientId, jti: randomUUID() };
  return new SignJWT({ aud: `${target.origin}/${emulatorDefaults.tenantId}/oauth2/v2.0/token`, nbf: now, exp: now + 600, ...identity, ...claims })
    .setProtectedHeader({ alg: "PS256", typ: "JWT", "x5t#S256": Buffer.from(thumbprint(keys[named]), "hex").toString("base64url") })
    .sign(createPrivateKey(keys[signer].privateKeyPem));
}

function form(jwt: string): Record<string, string> {
  return { grant_type: "client_credentials", client_id: emulatorDefaults.clientId, client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", client_assertion: jwt, scope: graphScope };
}

it("msal-node signs in with a certificate by its SHA-256 and by its SHA-1 thumbprint", async () => {
  const privateKey = registered.privateKeyPem;
  const modern = await msalApp(running, { clientCertificate: { thumbprintSha256: thumbprint(registered), privateKey } }).acquireTokenByClientCredential({ scopes: [graphScope] });
  const old = await msalApp(running, { clientCertificate: { thumbprint: new X509Certificate(registered.certificatePem).fingerprint.replaceAll(":", ""), privateKey } }).acquireTokenByClientCredential({ scopes: [graphScope] });
  for (const result of [modern, old]) expect(decodeJwt(result?.accessToken ?? "")).toMatchObject({ appidacr: "2", appid: emulatorDefaults.clientId });
});

it("@azure/identity signs in with a certificate file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-emulator-test-"));
  const path = join(folder, "both.pem");
  await writeFile(path, `${registered.certificatePem}\n${registered.privateKeyPem}`);
  const credential = new ClientCertificateCredential(emulatorDefaults.tenantId, emulatorDefaults.clientId, path, { authorityHost: running.loginUri, disableInstanceDiscovery: true, tlsOptions: { ca: running.caPem } });
  expect((await credential.getToken(graphScope)).token).toMatch(/^eyJ/);
  await rm(folder, { recursive: true });
});

it.each<[string, Changes, number]>([
  ["of a certificate that is not the app's", { signer: "stranger", named: "stranger" }, 700027],
  ["with the app's thumbprint but another key", { signer: "stranger" }, 700027],
  ["for another audience", { claims: { aud: "https://elsewhere.example/token" } }, 700023],
  ["of another app", { claims: { iss: "someone", sub: "someone" } }, 700021],
  ["without an end", { claims: { exp: undefined } }, 700024],
])("an assertion %s is refused", async (_name, changes, number) => {
  const answer = await postToken(emulator, form(await assertion(changes)));
  expect(answer.status).toBe(401);
  expect(answer.json()).toMatchObject({ error: "invalid_client", error_codes: [number] });
});

it("an assertion holds for ten minutes of the emulator's clock, and not before it starts", async () => {
  const jwt = await assertion();
  clock.advance(599_000);
  expect((await postToken(emulator, form(jwt))).status).toBe(200);
  clock.advance(2_000);
  expect((await postToken(emulator, form(jwt))).json()).toMatchObject({ error_codes: [700024] });
  clock.advance(-1_201_000);
  expect((await postToken(emulator, form(jwt))).json()).toMatchObject({ error_codes: [700024] });
});

it("an expired certificate is refused", async () => {
  clock.advance(2 * 365 * 86_400_000);
  expect((await postToken(emulator, form(await assertion()))).json()).toMatchObject({ error_codes: [700027] });
});

it("an assertion may be used again, as with the service, unless the emulator is told to refuse that", async () => {
  const jwt = await assertion();
  expect((await postToken(emulator, form(jwt))).status).toBe(200);
  expect((await postToken(emulator, form(jwt))).status).toBe(200);
  const strictJwt = await assertion({}, strict);
  expect((await postToken(strict, form(strictJwt))).status).toBe(200);
  expect((await postToken(strict, form(strictJwt))).json()).toMatchObject({ error: "invalid_client", error_codes: [5002723] });
  expect((await postToken(strict, form(await assertion({ claims: { jti: undefined } }, strict)))).status).toBe(401);
});

it("a text that is no assertion is refused, and an unsigned one too", async () => {
  expect((await postToken(emulator, form("nonsense"))).json()).toMatchObject({ error_codes: [5002723] });
  const [, body] = (await assertion()).split(".");
  const head = Buffer.from(JSON.stringify({ alg: "none", "x5t#S256": Buffer.from(thumbprint(registered), "hex").toString("base64url") })).toString("base64url");
  expect((await postToken(emulator, form(`${head}.${body}.`))).json()).toMatchObject({ error_codes: [700027] });
});
