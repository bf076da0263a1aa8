import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { Resource } from "../directory/find-resource.js";
import type { App, ManagedIdentity, Tenant, User } from "../directory/tenant.js";

/** Who and what a token is for. */
export interface TokenSubject {
  readonly tenant: Tenant;
  readonly resource: Resource;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly lifetimeSeconds: number;
}

/** How an app proved who it is: the `appidacr` of version 1 tokens. */
export type ClientProof = "public" | "secret" | "certificate";

const proofNumbers: Readonly<Record<ClientProof, string>> = { public: "0", secret: "1", certificate: "2" };

/** The claims of an app's token (version 1, as Graph and Defender get them; page "Access token claims reference"). */
export function appClaims(subject: TokenSubject, app: Pick<App, "clientId" | "objectId"> & Partial<Pick<App, "name">>, roles: readonly string[], proof: ClientProof): JWTPayload {
  return {
    ...commonClaims(subject),
    appid: app.clientId,
    ...(app.name === undefined ? {} : { app_displayname: app.name }),
    appidacr: proofNumbers[proof],
    idp: issuerOf(subject.tenant),
    idtyp: "app",
    oid: app.objectId,
    sub: app.objectId,
    ...(roles.length === 0 ? {} : { roles: [...roles] }),
  };
}

/** The claims of a managed identity's token. */
export function identityClaims(subject: TokenSubject, identity: ManagedIdentity, roles: readonly string[]): JWTPayload {
  return { ...appClaims(subject, identity, roles, "certificate"), ...(identity.resourceId === undefined ? {} : { xms_mirid: identity.resourceId }) };
}

/** The claims of a person's token. */
export function userClaims(subject: TokenSubject, app: App, person: { readonly user: User; readonly scopes: readonly string[]; readonly strong: boolean }): JWTPayload {
  const { user, scopes, strong } = person;
  return {
    ...commonClaims(subject),
    amr: strong ? ["pwd", "mfa"] : ["pwd"],
    appid: app.clientId,
    app_displayname: app.name,
    appidacr: proofNumbers.public,
    idtyp: "user",
    name: user.name,
    oid: user.objectId,
    scp: scopes.join(" "),
    sub: Buffer.from(`${user.objectId}/${app.clientId}`).toString("base64url").slice(0, 43),
    unique_name: user.username,
    upn: user.username,
  };
}

function commonClaims({ tenant, resource, now, lifetimeSeconds }: TokenSubject): JWTPayload {
  const issuedAt = Math.floor(now / 1000);
  return {
    aud: resource.audience,
    iss: issuerOf(tenant),
    iat: issuedAt,
    nbf: issuedAt - 300, // Entra ID dates tokens five minutes back, for clocks that are behind.
    exp: issuedAt + lifetimeSeconds,
    tid: tenant.id,
    uti: randomUUID(),
    ver: "1.0",
  };
}

function issuerOf(tenant: Tenant): string {
  return `https://sts.windows.net/${tenant.id}/`;
}
