import { createHash, type X509Certificate } from "node:crypto";
import { compactVerify, decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from "jose";
import type { App } from "../directory/tenant.js";
import { type EntraCall, refusal } from "./entra-call.js";

const skew = 2; // seconds: clients round the start of an assertion up
const longest = 86_400; // seconds

/**
 * Checks a client assertion as the service does: the certificate is one of the app's (by `x5t#S256` or `x5t`), the signature is
 * its, and issuer, subject, audience and times are right. Page "Microsoft identity platform application authentication certificate credentials".
 */
export async function checkClientAssertion(call: EntraCall, app: App, assertion: string): Promise<void> {
  const { certificate, thumbprint } = signingCertificate(call, app, assertion);
  await compactVerify(assertion, certificate.publicKey, { algorithms: ["PS256", "RS256"] }).catch((error: unknown) => {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw refusal(call, 700027, { reason: "The signature of the client assertion is invalid.", thumbprint, clientId: app.clientId });
  });
  const claims = decodedClaims(call, assertion);
  if (claims.iss !== app.clientId || claims.sub !== app.clientId) throw refusal(call, 700021);
  checkAudience(call, claims);
  checkTimes(call, claims);
  checkReplay(call, claims);
}

/** The client id in an assertion, which is not checked here: it may stand for a `client_id` that is left out. */
export function clientIdOfAssertion(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).sub;
  } catch {
    return undefined; // No JWT: the client has no name then.
  }
}

function signingCertificate(call: EntraCall, app: App, assertion: string): { readonly certificate: X509Certificate; readonly thumbprint: string } {
  const header = decodedHeader(call, assertion);
  const sha256 = header["x5t#S256"];
  const given = typeof sha256 === "string" ? sha256 : (header["x5t"] ?? "");
  const algorithm = typeof sha256 === "string" ? "sha256" : "sha1";
  const certificate = app.certificates.find(({ raw }) => createHash(algorithm).update(raw).digest("base64url") === given);
  const thumbprint = Buffer.from(String(given), "base64url").toString("hex").toUpperCase();
  if (certificate === undefined) throw refusal(call, 700027, { reason: "The key was not found.", thumbprint, clientId: app.clientId });
  if (Date.parse(certificate.validTo) < call.clock.now()) throw refusal(call, 700027, { reason: "The key used is expired.", thumbprint, clientId: app.clientId });
  return { certificate, thumbprint };
}

function decodedHeader(call: EntraCall, assertion: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(assertion) as Record<string, unknown>;
  } catch {
    throw refusal(call, 5002723, { reason: "The token is malformed." });
  }
}

function decodedClaims(call: EntraCall, assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw refusal(call, 5002723, { reason: "The claims are malformed." });
  }
}

function checkAudience(call: EntraCall, { aud }: JWTPayload): void {
  const { request, tenantName } = call;
  const base = `${request.origin}/${tenantName}`.toLowerCase();
  const accepted = [`${base}/oauth2/v2.0/token`, `${base}/oauth2/token`, `${base}/v2.0`, base];
  const given = (Array.isArray(aud) ? aud : [aud ?? ""]).map((text) => text.toLowerCase().replace(/\/$/, ""));
  if (!given.some((text) => accepted.includes(text))) throw refusal(call, 700023);
}

function checkTimes(call: EntraCall, { nbf = 0, exp = 0 }: JWTPayload): void {
  const now = call.clock.now() / 1000;
  if (now + skew >= nbf && now < exp && exp <= now + longest) return;
  const date = (seconds: number): string => new Date(seconds * 1000).toISOString();
  throw refusal(call, 700024, { now: date(now), from: date(nbf), until: date(exp) });
}

function checkReplay(call: EntraCall, { jti, iss, exp = 0 }: JWTPayload): void {
  const { assertions, options } = call.state;
  if (!options.singleUseAssertions) return;
  if (typeof jti !== "string") throw refusal(call, 5002723, { reason: "The claim jti is missing." });
  const now = call.clock.now();
  for (const [key, expires] of assertions) if (expires <= now) assertions.delete(key);
  const key = `${iss}/${jti}`;
  if (assertions.has(key)) throw refusal(call, 5002723, { reason: "The assertion was used before." });
  assertions.set(key, exp * 1000);
}
