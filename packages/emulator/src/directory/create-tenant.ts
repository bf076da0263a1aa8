import { createHash, X509Certificate } from "node:crypto";
import { SettingError } from "@huntkit/provider";
import { createVault } from "../keyvault/vault.js";
import { defaultRoles, defaultScopes, emulatorDefaults } from "./defaults.js";
import type { App, ManagedIdentity, Tenant, User } from "./tenant.js";
import type { AppOptions, ManagedIdentityOptions, TenantOptions, UserOptions } from "./tenant-options.js";

const twoYears = 2 * 365 * 86_400_000;

/** Makes a tenant of options; whatever is left out gets the default. `now` is in milliseconds since 1970. */
export function createTenant(options: TenantOptions, now: number): Tenant {
  const id = (options.id ?? emulatorDefaults.tenantId).toLowerCase();
  const domain = (options.domain ?? emulatorDefaults.domain).toLowerCase();
  if (`${id} ${domain}`.includes("token")) throw new SettingError({ code: "emulator-tenant", message: "A tenant of the emulator must not have \"token\" in its id or domain: clients cut addresses at that word. Give it another name." });
  return {
    id,
    domain,
    apps: (options.apps ?? [{}]).map((app) => createApp(app, { tenantId: id, now })),
    users: (options.users ?? [{ username: emulatorDefaults.username, password: emulatorDefaults.password }]).map((user) => createUser(user, id)),
    vaults: (options.vaults ?? [{ name: emulatorDefaults.vaultName }]).map((vault) => createVault(vault, now)),
    tokensValidFrom: 0,
    managedIdentities: (options.managedIdentities ?? [{}]).map((identity) => createIdentity(identity, id)),
  };
}

/** Makes an app registration of options. */
export function createApp(options: AppOptions, { tenantId, now }: { readonly tenantId: string; readonly now: number }): App {
  const clientId = (options.clientId ?? emulatorDefaults.clientId).toLowerCase();
  const secrets = options.secrets ?? (options.certificates === undefined ? [emulatorDefaults.clientSecret] : []);
  return {
    clientId,
    objectId: stableId(`${tenantId}/app/${clientId}`),
    name: options.name ?? "huntkit",
    secrets: secrets.map((secret) => (typeof secret === "string" ? { value: secret, expires: now + twoYears } : { value: secret.value, expires: Number(secret.expires ?? now + twoYears) })),
    certificates: (options.certificates ?? []).map((certificate) => new X509Certificate(certificate)),
    roles: options.roles ?? defaultRoles,
    delegatedScopes: options.delegatedScopes ?? defaultScopes,
    publicClient: options.publicClient ?? true,
    redirectUris: options.redirectUris ?? ["http://localhost"],
    conditionalAccess: options.conditionalAccess,
    disabled: false,
  };
}

function createUser(options: UserOptions, tenantId: string): User {
  return {
    username: options.username,
    objectId: stableId(`${tenantId}/user/${options.username.toLowerCase()}`),
    name: options.name ?? options.username.replace(/@.*/, ""),
    password: options.password,
    scopes: options.scopes,
    conditionalAccess: options.conditionalAccess,
    disabled: false,
    sessionsValidFrom: 0,
  };
}

function createIdentity(options: ManagedIdentityOptions, tenantId: string): ManagedIdentity {
  const clientId = (options.clientId ?? emulatorDefaults.identityClientId).toLowerCase();
  return { clientId, objectId: options.objectId ?? stableId(`${tenantId}/identity/${clientId}`), resourceId: options.resourceId, roles: options.roles ?? defaultRoles };
}

/** A GUID that is always the same for the same text. */
function stableId(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
