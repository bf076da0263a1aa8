import { ParameterError } from "@huntkit/provider";
import type { SettingsProblem, SettingValue } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";
import { settingsFile } from "../config/settings-file.js";
import { openSettings, type SettingsOptions } from "../config/open-settings.js";
import { exitCodes } from "../exit-codes.js";

/** Options of `huntkit config set`. */
export interface ConfigSetOptions extends SettingsOptions {
  /** Write a reference to this secret of Key Vault (`true`: the default vault and name) or environment variable instead of a value. */
  readonly keyvault?: string | true;
  readonly environmentVariable?: string;
  /** Put the value, from a prompt or the standard input, into the vault too. */
  readonly store?: boolean;
}

/**
 * `huntkit config set`: writes a value or a reference; the file's comments and order stay. With `store` the vault gets the value first,
 * so that the reference never leads to nothing.
 * @throws {ParameterError} for a secret on the command line, where other processes could read it.
 * @throws {SettingError} if the file would be wrong with it; it is not written then.
 */
export async function configSet(path: string, value: string | undefined, options: ConfigSetOptions, surroundings: CommandSurroundings): Promise<number> {
  const { isSecretSetting, looksSecret, parseSettingPath } = await import("@huntkit/settings");
  checkTogether(value, options);
  const keys = parseSettingPath(path);
  const written = reference(options) ?? (value === undefined ? undefined : scalar(value));
  if (written === undefined) throw new ParameterError({ code: "value-missing", message: "Give a value, or --keyvault [vault/secret], or --environment-variable NAME." });
  if (value !== undefined && (isSecretSetting(keys.at(-1) ?? "") || looksSecret(value)))
    throw new ParameterError({ code: "secret-in-arguments", message: `${path} is a secret, and what stands on a command line can be read by others. Use --keyvault [vault/secret] (with --store to put the value there) or --environment-variable NAME, or write it into the file with an editor.` });
  const file = await settingsFile(options, surroundings);
  const save = await editedFile(file, path, written, surroundings);
  if (options.store === true) await store(keys, options, surroundings);
  await save();
  surroundings.stderr.write(`Set ${path} in ${file}.\n`);
  return exitCodes.ok;
}

function checkTogether(value: string | undefined, { keyvault, environmentVariable, store }: ConfigSetOptions): void {
  const given = [value !== undefined, keyvault !== undefined, environmentVariable !== undefined].filter(Boolean).length;
  if (given > 1) throw new ParameterError({ code: "options-contradict", message: "A value, --keyvault and --environment-variable exclude each other. Give one of them; a value to store is read from a prompt or the standard input." });
  if (store === true && keyvault === undefined) throw new ParameterError({ code: "options-contradict", message: "--store puts a value into Key Vault: give --keyvault [vault/secret] with it." });
}

function reference({ keyvault, environmentVariable }: ConfigSetOptions): { readonly [key: string]: string | null } | undefined {
  if (environmentVariable !== undefined) return { EnvironmentVar: environmentVariable };
  return keyvault === undefined ? undefined : { KeyVault: keyvault === true ? null : keyvault };
}

function scalar(value: string): SettingValue {
  return value === "true" ? true : value === "false" ? false : value;
}

/** Makes the change and checks it; the file is written when the returned function is called. */
async function editedFile(file: string, path: string, written: SettingValue, { env, stderr }: CommandSurroundings): Promise<() => Promise<void>> {
  const [{ editSettings, problemLine, validateSettings }, { SettingError }] = await Promise.all([import("@huntkit/settings"), import("@huntkit/provider")]);
  const editor = await editSettings(file);
  const problems = (text: string): Promise<readonly SettingsProblem[]> => validateSettings(text, { file, environment: env });
  const before = new Set((await problems(editor.text())).map(({ path: place, message }) => `${place}\n${message}`));
  editor.set(path, written);
  // A variable that is not set yet may be set later; what was wrong before is not this change's fault.
  const added = (await problems(editor.text())).filter(({ path: place, message }) => !before.has(`${place}\n${message}`));
  const wrong = added.find(({ level, code }) => level === "error" && code !== "setting-variable-missing");
  if (wrong) throw new SettingError({ code: wrong.code, message: `Nothing was changed: ${problemLine({ level: wrong.level, code: wrong.code, message: wrong.message }, file)}` });
  for (const problem of added) stderr.write(`Warning: ${problemLine(problem, file)}\n`);
  return () => editor.save();
}

async function store(keys: readonly string[], options: ConfigSetOptions, surroundings: CommandSurroundings): Promise<void> {
  const [{ parseVaultReference }, { readSecret }] = await Promise.all([import("@huntkit/settings"), import("../config/read-secret.js")]);
  const { vault: name, secret } = parseVaultReference(options.keyvault === true ? null : options.keyvault, keys);
  const settings = await openSettings(options, surroundings);
  const vault = await settings.openVault(name);
  const value = await readSecret(`Value of secret ${secret} (it is not shown): `, surroundings);
  await vault.setSecret(secret, value, { signal: surroundings.signal });
  surroundings.stderr.write(`Stored secret ${secret} in ${vault.uri}.\n`);
}
