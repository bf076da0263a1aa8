import { SettingError } from "@huntkit/provider";

/** What a `KeyVault:` value points to. */
export interface VaultReference {
  /** The vault's name; undefined for the default vault of the settings. */
  readonly vault: string | undefined;
  /** The secret's name, normalised. */
  readonly secret: string;
}

/**
 * A name as vaults take it: every character outside `[0-9A-Za-z-]` becomes `-`, as in the reference.
 */
export function normalizeVaultName(name: string): string {
  return name.replace(/[^0-9A-Za-z-]/g, "-");
}

/**
 * Reads a `KeyVault:` value.
 * @param value Nothing or `default`: the secret is named after the setting. `name`: that secret. `vault/name`: that secret of that vault.
 * @param settingPath The keys of the setting, for example `["DataProviders", "MicrosoftDefender", "Args", "ClientSecret"]`.
 * @throws {SettingError} if a part is empty or longer than a vault takes (127 characters).
 */
export function parseVaultReference(value: unknown, settingPath: readonly string[]): VaultReference {
  const text = value === null || value === undefined ? "" : String(value).trim();
  const setting = settingPath.join(".");
  if (text === "" || text.toLowerCase() === "default") return { vault: undefined, secret: checkedName(normalizeVaultName(setting), setting) };
  const slash = text.indexOf("/");
  if (slash < 0) return { vault: undefined, secret: checkedName(normalizeVaultName(text), setting) };
  const vault = normalizeVaultName(text.slice(0, slash).trim());
  return { vault: checkedName(vault, setting, 63), secret: checkedName(normalizeVaultName(text.slice(slash + 1).trim()), setting) };
}

function checkedName(name: string, setting: string, most = 127): string {
  if (name.length >= 1 && name.length <= most) return name;
  throw new SettingError({
    code: "key-vault-reference",
    message: `${setting}: the KeyVault value must be nothing, a secret's name, or vault/secret. A secret's name has 1 to 127 characters, a vault's at most 63.`,
  });
}
