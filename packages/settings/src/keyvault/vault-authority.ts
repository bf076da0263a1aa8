import { SettingError } from "@huntkit/provider";
import { plainSpelling } from "../model/connection-argument-name.js";

/** A cloud that has vaults. */
export type VaultAuthority = "global" | "usgov" | "cn";

// Source: "Azure Key Vault security" and "National clouds" (suffixes of vault addresses and their resources).
const suffixes: Readonly<Record<VaultAuthority, string>> = { global: "vault.azure.net", usgov: "vault.usgovcloudapi.net", cn: "vault.azure.cn" };

const aliases: Readonly<Record<string, VaultAuthority>> = {
  global: "global", public: "global", azurepubliccloud: "global", com: "global",
  usgov: "usgov", gov: "usgov", usgovernment: "usgov", azureusgovernment: "usgov", azureusgovernmentcloud: "usgov", gcchigh: "usgov", dod: "usgov",
  cn: "cn", china: "cn", azurechinacloud: "cn",
};

/** What vault addresses of a cloud end with, for example `vault.azure.net`. */
export function vaultSuffix(authority: VaultAuthority): string {
  return suffixes[authority];
}

/**
 * The cloud for any accepted name of it, case aside.
 * @throws {SettingError} if the name is not known.
 */
export function vaultAuthority(name: string): VaultAuthority {
  const plain = plainSpelling(name.trim());
  if (Object.hasOwn(aliases, plain)) return aliases[plain] as VaultAuthority;
  throw new SettingError({ code: "key-vault-authority", message: "KeyVault.Authority is not known. It must be one of global (or public), usgov (or gov), cn (or china)." });
}
