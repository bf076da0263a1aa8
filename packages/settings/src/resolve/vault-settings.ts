import { Secret } from "@huntkit/provider";
import { vaultAuthority, type VaultAuthority } from "../keyvault/vault-authority.js";
import type { SettingsTree } from "../read/settings-tree.js";
import { filledAt } from "./section-reader.js";
import { resolveAtOnce, type ValueReader } from "./setting-value.js";
import { readBoolean } from "./typed-argument.js";

/** The section `KeyVault`. */
export interface KeyVaultSettings {
  /** The name of the default vault. */
  readonly vaultName?: string;
  /** The address of the default vault, where the cloud's list does not give it. */
  readonly vaultUri?: string;
  /** The tenant that the vault belongs to. */
  readonly tenantId?: string;
  /** The cloud of the vault. */
  readonly authority: VaultAuthority;
  /** The sign-in host, where it is not that of the cloud. */
  readonly authorityUri?: string;
  /** How to sign in to the vault, as written. */
  readonly authnType?: string;
  /** Whether secrets are also kept in the keyring of the operating system. */
  readonly useKeyring: boolean;
  /** The subscription of the vault. */
  readonly subscriptionId?: string;
  /** The resource group of the vault. */
  readonly resourceGroup?: string;
  /** The region of the vault. */
  readonly azureRegion?: string;
}

/** The section `Azure`. */
export interface AzureSettings {
  /** The cloud, as written. */
  readonly cloud?: string;
  /** The credentials to try, in order, as written. */
  readonly authMethods?: readonly string[];
  /** The tenant to sign in to. */
  readonly tenantId?: string;
  /** The address of the resource manager. */
  readonly resourceManagerUrl?: string;
}

type Reader = Pick<ValueReader, "environment" | "file">;

/** Reads the section `KeyVault`; its cloud is that of the section `Azure` where it names none. */
export function readVaultSettings(tree: SettingsTree, reader: Reader): KeyVaultSettings {
  const text = (key: string) => textAt(tree, ["KeyVault", key], reader);
  const keyring = filledAt(tree, ["KeyVault", "UseKeyring"]);
  const texts = {
    vaultName: text("VaultName"), vaultUri: text("VaultUri") ?? (reader.environment["HUNTKIT_VAULT_URI"] || undefined), tenantId: text("TenantId"), authorityUri: text("AuthorityURI") ?? text("LoginUri"),
    authnType: text("AuthnType"), subscriptionId: text("SubscriptionId"), resourceGroup: text("ResourceGroup"), azureRegion: text("AzureRegion"),
  };
  return Object.freeze({
    ...(present(texts) as Omit<KeyVaultSettings, "authority" | "useKeyring">),
    authority: vaultAuthority(text("Authority") ?? textAt(tree, ["Azure", "cloud"], reader) ?? "global"),
    useKeyring: keyring ? readBoolean(keyring, resolveAtOnce(keyring, reader), reader) : false,
  });
}

/** Reads the section `Azure`. */
export function readAzureSettings(tree: SettingsTree, reader: Reader): AzureSettings {
  const methods = filledAt(tree, ["Azure", "auth_methods"]);
  const resolved = methods ? resolveAtOnce(methods, reader) : undefined;
  const list = typeof resolved === "string" ? resolved.split(",").map((one) => one.trim()) : Array.isArray(resolved) ? resolved.map(String) : undefined;
  return Object.freeze(present({ cloud: textAt(tree, ["Azure", "cloud"], reader), tenantId: textAt(tree, ["Azure", "tenant_id"], reader), resourceManagerUrl: textAt(tree, ["Azure", "resource_manager_url"], reader), authMethods: list }) as AzureSettings);
}

function textAt(tree: SettingsTree, path: readonly string[], reader: Reader): string | undefined {
  const written = filledAt(tree, path);
  if (!written) return undefined;
  const value = resolveAtOnce(written, reader);
  return value instanceof Secret ? value.reveal() : String(value);
}

function present(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
