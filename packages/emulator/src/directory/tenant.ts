import type { X509Certificate } from "node:crypto";
import type { Vault } from "../keyvault/vault.js";
import type { ConditionalAccess, Permissions } from "./tenant-options.js";

/** A tenant while the emulator runs. Everything that is not readonly may be changed at any time and holds from the next request on. */
export interface Tenant {
  /** The GUID, lower case. */
  readonly id: string;
  readonly domain: string;
  readonly apps: App[];
  readonly users: User[];
  readonly vaults: Vault[];
  readonly managedIdentities: ManagedIdentity[];
  /** Access tokens given before this time (milliseconds since 1970) are no longer taken, though their life is not over: a rolled key, or continuous access evaluation. */
  tokensValidFrom: number;
}

/** An app registration with its service principal. */
export interface App {
  readonly clientId: string;
  readonly objectId: string;
  name: string;
  readonly secrets: ClientSecret[];
  readonly certificates: X509Certificate[];
  roles: Permissions;
  delegatedScopes: Permissions;
  publicClient: boolean;
  redirectUris: readonly string[];
  conditionalAccess: ConditionalAccess | undefined;
  /** Whether sign-in to the app is turned off. */
  disabled: boolean;
}

/** A client secret of an app. */
export interface ClientSecret {
  readonly value: string;
  /** When it ends, in milliseconds since 1970. */
  expires: number;
}

/** A person. */
export interface User {
  readonly username: string;
  readonly objectId: string;
  name: string;
  password: string;
  scopes: readonly string[] | undefined;
  conditionalAccess: ConditionalAccess | undefined;
  /** Whether the account is turned off. */
  disabled: boolean;
  /** Refresh tokens given before this time (milliseconds since 1970) are dead: a changed password or "revoke sessions". */
  sessionsValidFrom: number;
}

/** A managed identity of the machine. */
export interface ManagedIdentity {
  readonly clientId: string;
  readonly objectId: string;
  readonly resourceId: string | undefined;
  roles: Permissions;
}
