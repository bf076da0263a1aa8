import { SettingError } from "@huntkit/provider";
import { parseVaultReference } from "../keyvault/vault-reference.js";
import { connectionArgumentDefinition, connectionArgumentName, type ConnectionArgumentName, plainSpelling } from "../model/connection-argument-name.js";
import { authMethodNames } from "../model/connection-arguments.table.js";
import { nearestKey } from "../model/nearest-key.js";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import type { SettingsProblem } from "../model/settings-problem.js";
import { isDefenderSection } from "./known-keys.js";
import type { SettingsTree } from "./settings-tree.js";

type Environment = Readonly<Record<string, string | undefined>>;
interface Finding {
  readonly code: string;
  readonly text: string;
  /** The number of the item, if it is one of a list. */
  readonly item?: number;
}

/**
 * Arguments that are written but lead to nothing: empty, a reference without a vault, a word that is none of the known ones, or an
 * environment variable that is not set (only looked at if `environment` is given).
 */
export function emptySettings(tree: SettingsTree, environment: Environment | undefined): SettingsProblem[] {
  const chain = ownMember(ownMember(tree.texts, "Azure"), "auth_methods");
  const ofAzure = unknownWord(chain, authMethodNames);
  return [...argumentsOf(tree).flatMap((argument) => problemsAt(tree, argument.keys, found(tree, argument, environment))), ...problemsAt(tree, ["Azure", "auth_methods"], ofAzure)];
}

interface WrittenArgument {
  readonly keys: readonly string[];
  readonly name: ConnectionArgumentName;
  readonly value: unknown;
  /** Whether its section names a vault of its own. */
  readonly hasVault: boolean;
}

function argumentsOf(tree: SettingsTree): WrittenArgument[] {
  const providers = ownMember(tree.texts, "DataProviders");
  if (!isPlainRecord(providers)) return [];
  return Object.entries(providers).flatMap(([provider, section]) => {
    const args = isDefenderSection(provider) ? ownMember(section, "Args") : undefined;
    if (!isPlainRecord(args)) return [];
    const hasVault = Object.keys(args).some((key) => connectionArgumentName(key) === "vaultUri");
    return Object.entries(args).flatMap(([key, value]) => {
      const name = connectionArgumentName(key);
      return name === undefined ? [] : [{ keys: ["DataProviders", provider, "Args", key], name, value, hasVault }];
    });
  });
}

function problemsAt(tree: SettingsTree, keys: readonly string[], finding: Finding | undefined): SettingsProblem[] {
  if (finding === undefined) return [];
  const place = tree.placeOf(finding.item === undefined ? keys : [...keys, String(finding.item)]);
  const name = keys.join(".");
  return [{ level: "error", code: finding.code, message: `${name} ${finding.text}.`, path: name, ...(place ? { place } : {}) }];
}

function found(tree: SettingsTree, { keys, name, value, hasVault }: WrittenArgument, environment: Environment | undefined): Finding | undefined {
  if (value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0)) return { code: "setting-empty", text: "is written but holds nothing. Give it a value, or remove it" };
  if (!isPlainRecord(value)) return unknownWord(value, connectionArgumentDefinition(name).known);
  return Object.hasOwn(value, "KeyVault") ? wrongReference(hasVault ? undefined : tree, value["KeyVault"], keys, environment) : missingVariable(value["EnvironmentVar"], environment);
}

function missingVariable(variable: unknown, environment: Environment | undefined): Finding | undefined {
  if (typeof variable !== "string" || environment === undefined || environment[variable]) return undefined;
  const shown = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(variable) ? variable : "(not shown: it does not have the form of a name)";
  return { code: "setting-variable-missing", text: `names the environment variable ${shown}, which is not set. Set it, or write another value` };
}

/** @param tree Where a default vault may be named; undefined if there is one. */
function wrongReference(tree: SettingsTree | undefined, reference: unknown, keys: readonly string[], environment: Environment | undefined): Finding | undefined {
  try {
    if (parseVaultReference(reference, keys).vault !== undefined) return undefined;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return { code: error.code, text: "must refer to nothing, a secret's name, or vault/secret; a secret's name has 1 to 127 characters, a vault's at most 63" };
  }
  if (tree === undefined) return undefined;
  const vault = ownMember(tree.texts, "KeyVault");
  const isNamed = isPlainRecord(vault) && Object.entries(vault).some(([key, value]) => ["vaultname", "vaulturi"].includes(plainSpelling(key)) && value !== null && value !== "");
  if (isNamed || environment?.["HUNTKIT_VAULT_URI"]) return undefined;
  return { code: "key-vault-name-missing", text: "stands in Key Vault, but no vault is named. Set KeyVault.VaultName, or write KeyVault: vault/secret" };
}

/** A word is never quoted: a secret may stand in the wrong place. */
function unknownWord(value: unknown, known: readonly string[] | undefined): Finding | undefined {
  if (known === undefined) return undefined;
  const words = (Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : []).map((word) => String(word).trim());
  const item = words.findIndex((word) => word !== "" && !known.some((one) => plainSpelling(one) === plainSpelling(word.replaceAll(" ", ""))));
  if (item < 0) return undefined;
  const near = nearestKey(words[item] ?? "", known);
  const nearest = near === undefined ? "" : `; the nearest is "${near}"`;
  return { code: "setting-unknown-word", text: `holds a word that is not known${nearest}. Known: ${known.join(", ")}`, ...(Array.isArray(value) ? { item } : {}) };
}
