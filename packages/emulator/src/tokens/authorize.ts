import { errors, type JWTPayload } from "jose";
import type { Directory } from "../directory/directory.js";
import type { ServiceRequest } from "../server/service-request.js";
import type { TokenKeys } from "./token-keys.js";

/** What a service asks of a token. */
export interface AuthorizationNeed {
  /** Accepted audiences: addresses (a trailing slash does not matter) or app ids; or a function that judges one, lower case and without a trailing slash. */
  readonly audience: string | readonly string[] | ((audience: string) => boolean);
  /** Any one of these application permissions is enough for an app. Left out: none is needed. */
  readonly roles?: readonly string[];
  /** Any one of these delegated permissions is enough for a person. Left out: none is needed. */
  readonly scopes?: readonly string[];
}

/** Who calls, from a token that was checked. */
export interface Principal {
  readonly kind: "app" | "user";
  readonly tenantId: string;
  /** The app, also where a person signed in with it. */
  readonly clientId: string;
  readonly objectId: string;
  /** Of a person. */
  readonly username?: string;
  /** Application permissions in the token. */
  readonly roles: readonly string[];
  /** Delegated permissions in the token. */
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Why a token is not good enough; `permission` comes with a valid principal. */
export type AuthorizationFailure = "missing" | "malformed" | "signature" | "expired" | "not-yet-valid" | "tenant" | "revoked" | "audience" | "permission";

/** The outcome of the check. The service writes the answer in its own words. */
export type Authorization =
  | { readonly ok: true; readonly principal: Principal }
  | { readonly ok: false; readonly reason: AuthorizationFailure; readonly principal?: Principal; readonly audience?: string };

/** Checks the bearer token of a request. */
export async function authorize(request: Pick<ServiceRequest, "headers">, need: AuthorizationNeed, { keys, directory }: { readonly keys: TokenKeys; readonly directory: Directory }): Promise<Authorization> {
  const jwt = /^bearer +(\S+) *$/i.exec(request.headers["authorization"] ?? "")?.[1];
  if (jwt === undefined) return { ok: false, reason: "missing" };
  const claims = await keys.verify(jwt).catch(failureOf);
  if (typeof claims === "string") return { ok: false, reason: claims };
  const principal = principalOf(claims);
  const audience = String(claims.aud);
  const tenant = directory.tenant(principal.tenantId);
  if (tenant === undefined) return { ok: false, reason: "tenant", principal, audience };
  if (Number(claims.iat) * 1000 < tenant.tokensValidFrom) return { ok: false, reason: "revoked", principal, audience };
  if (!accepts(need.audience, audience)) return { ok: false, reason: "audience", principal, audience };
  return hasPermission(principal, need) ? { ok: true, principal } : { ok: false, reason: "permission", principal, audience };
}

function failureOf(error: unknown): AuthorizationFailure {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === "nbf" ? "not-yet-valid" : "malformed";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (error instanceof errors.JOSEError) return "malformed";
  throw error;
}

function principalOf(claims: JWTPayload): Principal {
  const text = (name: string): string => String(claims[name] ?? "");
  const username = claims["upn"];
  return {
    kind: claims["idtyp"] === "app" ? "app" : "user",
    tenantId: text("tid"),
    clientId: text("appid"),
    objectId: text("oid"),
    ...(typeof username === "string" ? { username } : {}),
    roles: Array.isArray(claims["roles"]) ? claims["roles"].map(String) : [],
    scopes: text("scp").split(" ").filter((scope) => scope !== ""),
    claims,
  };
}

function accepts(wanted: AuthorizationNeed["audience"], audience: string): boolean {
  const plain = plainAudience(audience);
  if (typeof wanted === "function") return wanted(plain);
  return (typeof wanted === "string" ? [wanted] : wanted).some((candidate) => plainAudience(candidate) === plain);
}

function plainAudience(audience: string): string {
  return audience.toLowerCase().replace(/\/+$/, "");
}

function hasPermission({ kind, roles, scopes }: Principal, need: AuthorizationNeed): boolean {
  const needed = kind === "app" ? need.roles : need.scopes;
  return needed === undefined || needed.some((name) => (kind === "app" ? roles : scopes).includes(name));
}
