import type { HuntingData } from "../hunting/hunting-options.js";

/** A tenant to start with. Whatever is left out gets a default, so that `{}` is a working tenant. */
export interface TenantOptions {
  /** A GUID. Must not contain the word "token": clients cut addresses there. */
  readonly id?: string;
  /** The verified domain, which may stand for the id in addresses. */
  readonly domain?: string;
  readonly apps?: readonly AppOptions[];
  readonly users?: readonly UserOptions[];
  readonly vaults?: readonly VaultOptions[];
  readonly managedIdentities?: readonly ManagedIdentityOptions[];
  /** What the tenant's hunting services answer from. Default: no table at all. */
  readonly data?: HuntingData;
}

/** Permissions: a list for every service, or lists by service. A service is named by address or by family: `graph`, `mde`, `xdr`, `vault`, `kusto`, `management`. */
export type Permissions = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** What a conditional-access policy asks for: `block` refuses every token, `mfa` a stronger sign-in (persons only). */
export type ConditionalAccess = "block" | "mfa";

/** An app registration. */
export interface AppOptions {
  readonly clientId?: string;
  /** The display name. */
  readonly name?: string;
  /** Client secrets: several may be valid at a time. */
  readonly secrets?: readonly (string | { readonly value: string; readonly expires?: number | Date })[];
  /** Certificates of the app, PEM (or DER). */
  readonly certificates?: readonly (string | Uint8Array)[];
  /** Application permissions that an administrator has granted; they become the `roles` of app tokens. */
  readonly roles?: Permissions;
  /** Delegated permissions that are consented; they become the `scp` of user tokens. */
  readonly delegatedScopes?: Permissions;
  /** "Allow public client flows": needed for device code. Default: true. */
  readonly publicClient?: boolean;
  /** Where codes may be sent; for loopback addresses the port is free. Default: `http://localhost`. */
  readonly redirectUris?: readonly string[];
  readonly conditionalAccess?: ConditionalAccess;
}

/** A person. */
export interface UserOptions {
  readonly username: string;
  readonly password: string;
  /** The display name. */
  readonly name?: string;
  /** What this person may have at most of the app's delegated permissions. Default: all. */
  readonly scopes?: readonly string[];
  readonly conditionalAccess?: ConditionalAccess;
}

/** A Key Vault. */
export interface VaultOptions {
  readonly name: string;
  /** Its secrets at the start, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Who may do what, by client id or username. Default: everybody in the tenant may do everything. */
  readonly access?: Readonly<Record<string, readonly VaultPermission[]>>;
}

/** What the data plane of a vault allows. */
export type VaultPermission = "get" | "list" | "set" | "delete" | "recover" | "purge" | "backup" | "restore";

/** A managed identity of the machine. The one without a `clientId` of its own in requests is the first. */
export interface ManagedIdentityOptions {
  readonly clientId?: string;
  readonly objectId?: string;
  /** The Azure resource id of a user-assigned identity. */
  readonly resourceId?: string;
  /** Application permissions, as for an app. */
  readonly roles?: Permissions;
}
