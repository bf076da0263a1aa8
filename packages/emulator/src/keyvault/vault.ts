import { randomBytes } from "node:crypto";
import type { VaultOptions, VaultPermission } from "../directory/tenant-options.js";

/** A Key Vault while the emulator runs. */
export interface Vault {
  readonly name: string;
  /** Who may do what, by client id or username; undefined: everybody everything. May be changed at any time. */
  access: Readonly<Record<string, readonly VaultPermission[]>> | undefined;
  /** Secrets by name, lower case. */
  readonly secrets: Map<string, StoredSecret>;
  /** Deleted secrets that can be recovered, by name. */
  readonly deleted: Map<string, DeletedSecret>;
}

/** A secret with all its versions, oldest first. */
export interface StoredSecret {
  readonly name: string;
  readonly versions: SecretVersion[];
}

/** A secret that was deleted. Times are in milliseconds since 1970. */
export interface DeletedSecret {
  readonly secret: StoredSecret;
  readonly deleted: number;
}

/** One version of a secret. Times are in seconds since 1970, as on the wire. */
export interface SecretVersion {
  readonly version: string;
  readonly value: string;
  contentType: string | undefined;
  tags: Readonly<Record<string, string>> | undefined;
  enabled: boolean;
  notBefore: number | undefined;
  expires: number | undefined;
  readonly created: number;
  updated: number;
}

/** Makes a vault of options. `now` is in milliseconds since 1970. */
export function createVault({ name, secrets = {}, access }: VaultOptions, now: number): Vault {
  const vault: Vault = { name: name.toLowerCase(), access, secrets: new Map(), deleted: new Map() };
  for (const [secretName, value] of Object.entries(secrets)) vault.secrets.set(secretName.toLowerCase(), { name: secretName, versions: [newVersion({ value }, now)] });
  return vault;
}

/** A new version with a random id. */
export function newVersion(given: { readonly value: string } & Partial<Pick<SecretVersion, "contentType" | "tags" | "enabled" | "notBefore" | "expires">>, now: number): SecretVersion {
  const seconds = Math.floor(now / 1000);
  return {
    version: randomBytes(16).toString("hex"),
    value: given.value,
    contentType: given.contentType,
    tags: given.tags,
    enabled: given.enabled ?? true,
    notBefore: given.notBefore,
    expires: given.expires,
    created: seconds,
    updated: seconds,
  };
}
