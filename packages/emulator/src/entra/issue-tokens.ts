import { createHash, randomBytes } from "node:crypto";
import type { Resource } from "../directory/find-resource.js";
import { grantedPermissions } from "../directory/granted-permissions.js";
import type { App, Tenant, User } from "../directory/tenant.js";
import type { ServiceResponse } from "../server/service-response.js";
import { appClaims, type ClientProof, userClaims } from "../tokens/access-claims.js";
import { entraAnswer, type EntraCall, refusal } from "./entra-call.js";
import type { UserGrant } from "./entra-state.js";
import type { RequestedScope } from "./requested-scope.js";

/** The answer to an app that signed in for itself. */
export async function appTokenAnswer(call: EntraCall, grant: { readonly tenant: Tenant; readonly app: App; readonly resource: Resource; readonly proof: ClientProof }): Promise<ServiceResponse> {
  const { tenant, app, resource, proof } = grant;
  if (app.conditionalAccess === "block") throw refusal(call, 53003);
  const lifetimeSeconds = call.state.options.accessTokenSeconds;
  const subject = { tenant, resource, now: call.clock.now(), lifetimeSeconds };
  const accessToken = await call.keys.sign(appClaims(subject, app, grantedPermissions(app.roles, resource), proof));
  return entraAnswer(call, withTimes(call, resource, { token_type: "Bearer", expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds, access_token: accessToken }));
}

/** Who signed in, found in the directory. */
export interface SignedIn {
  readonly tenant: Tenant;
  readonly app: App;
  readonly user: User;
  readonly grant: UserGrant;
  readonly wanted: RequestedScope;
  /** Goes into the id token. */
  readonly nonce?: string | undefined;
}

/** The answer to an app that acts for a person: access token, and id and refresh token if they were asked for. */
export async function userTokenAnswer(call: EntraCall, signedIn: SignedIn): Promise<ServiceResponse> {
  const { tenant, app, user, grant, wanted } = signedIn;
  checkPolicies(call, signedIn);
  const scopes = consentedScopes(call, signedIn);
  const lifetimeSeconds = call.state.options.accessTokenSeconds;
  const subject = { tenant, resource: wanted.resource, now: call.clock.now(), lifetimeSeconds };
  const answer = {
    token_type: "Bearer",
    scope: [...scopes.map((name) => `${wanted.resource.audience}/${name}`), ...wanted.openId.filter((name) => name !== "offline_access")].join(" "),
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: await call.keys.sign(userClaims(subject, app, { user, scopes, strong: grant.strong })),
    ...(wanted.openId.includes("offline_access") ? { refresh_token: newRefreshToken(call, grant) } : {}),
    ...(wanted.openId.includes("openid") ? { id_token: await idToken(call, signedIn) } : {}),
    client_info: clientInfo(tenant, user),
  };
  return entraAnswer(call, withTimes(call, wanted.resource, answer));
}

/** `client_info`: the person's and the tenant's id, as clients key their cache by. */
export function clientInfo(tenant: Tenant, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.objectId, utid: tenant.id })).toString("base64url");
}

/** A text that stands for a grant and cannot be guessed. */
export function opaqueText(): string {
  return `1.${randomBytes(60).toString("base64url")}`;
}

function checkPolicies(call: EntraCall, { app, user, grant, wanted }: SignedIn): void {
  if (user.disabled) throw refusal(call, 50057);
  const policies = [app.conditionalAccess, user.conditionalAccess];
  if (policies.includes("block")) throw refusal(call, 53003);
  if (policies.includes("mfa") && !grant.strong) throw refusal(call, 50076, { resource: wanted.resource.audience });
}

/** The delegated permissions that go into the token; refuses what is not consented (AADSTS65001). */
export function consentedScopes(call: EntraCall, { app, user, wanted }: Pick<SignedIn, "app" | "user" | "wanted">): readonly string[] {
  const granted = grantedPermissions(app.delegatedScopes, wanted.resource).filter((name) => user.scopes === undefined || user.scopes.includes(name));
  const known = new Set(granted.map((name) => name.toLowerCase()));
  const isConsented = granted.length > 0 && wanted.names.every((name) => known.has(name.toLowerCase()));
  const openIdAlone = wanted.names.length === 0 && wanted.openId.length > 0;
  if (!isConsented && !openIdAlone) throw refusal(call, 65001, { clientId: app.clientId, name: app.name });
  return granted;
}

function newRefreshToken(call: EntraCall, grant: UserGrant): string {
  const text = opaqueText();
  const now = call.clock.now();
  call.state.refreshTokens.set(text, { ...grant, issued: now, expires: now + call.state.options.refreshTokenSeconds * 1000 });
  return text;
}

async function idToken(call: EntraCall, { tenant, app, user, nonce }: SignedIn): Promise<string> {
  const now = Math.floor(call.clock.now() / 1000);
  return call.keys.sign({
    aud: app.clientId,
    iss: `${call.request.origin}/${tenant.id}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + call.state.options.accessTokenSeconds,
    name: user.name,
    ...(nonce === undefined ? {} : { nonce }),
    oid: user.objectId,
    preferred_username: user.username,
    sub: createHash("sha256").update(`${user.objectId}/${app.clientId}`).digest("base64url"),
    tid: tenant.id,
    ver: "2.0",
  });
}

interface TimedAnswer {
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly token_type: string;
}

// The older end point writes numbers as texts, and says when and for what.
function withTimes(call: EntraCall, resource: Resource, answer: TimedAnswer): object {
  if (call.request.path.includes("/oauth2/v2.0/")) return answer;
  const now = Math.floor(call.clock.now() / 1000);
  return { ...answer, expires_in: String(answer.expires_in), ext_expires_in: String(answer.ext_expires_in), expires_on: String(now + answer.expires_in), not_before: String(now - 300), resource: resource.audience };
}
