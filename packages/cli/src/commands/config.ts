import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { openSettings, type SettingsOptions } from "../config/open-settings.js";
import { exitCodes } from "../exit-codes.js";

/** `huntkit config path`: which settings file is used. */
export async function configPath(options: SettingsOptions, surroundings: CommandSurroundings): Promise<number> {
  surroundings.stdout.write(`${await settingsFile(options, surroundings)}\n`);
  return exitCodes.ok;
}

/** `huntkit config show`: the settings with `***` for secrets. */
export async function configShow(options: SettingsOptions, surroundings: CommandSurroundings): Promise<number> {
  const [{ stringify }, { maskedSettings }, settings] = await Promise.all([import("yaml"), import("@huntkit/settings"), openSettings(options, surroundings)]);
  surroundings.stdout.write(stringify(maskedSettings(Object.fromEntries(settings.sectionNames().map((name) => [name, settings.section([name])])))));
  return exitCodes.ok;
}

/** `huntkit config get`: one setting or section, secrets as `***`. */
export async function configGet(path: string, options: SettingsOptions, surroundings: CommandSurroundings): Promise<number> {
  const [{ stringify }, settings] = await Promise.all([import("yaml"), openSettings(options, surroundings)]);
  const value = settings.section(path);
  if (value === undefined) throw new ParameterError({ code: "setting-unknown", message: `There is no setting ${path}. \`huntkit config show\` lists what there is.` });
  surroundings.stdout.write(typeof value === "object" && value !== null ? stringify(value) : `${String(value)}\n`);
  return exitCodes.ok;
}

/** `huntkit config validate`: every finding with its place; 2 if one of them is an error. */
export async function configValidate(options: SettingsOptions, surroundings: CommandSurroundings): Promise<number> {
  const [{ validateSettings, problemLine }, { readFile }] = await Promise.all([import("@huntkit/settings"), import("node:fs/promises")]);
  const file = await settingsFile(options, surroundings);
  const problems = await validateSettings(await readFile(file, "utf8"), { file, environment: surroundings.env });
  for (const problem of problems) surroundings.stdout.write(`${problem.level}: ${problemLine(problem, file)}\n`);
  const isWrong = problems.some(({ level }) => level === "error");
  surroundings.stderr.write(isWrong ? "" : `${file} is valid.\n`);
  return isWrong ? exitCodes.mistake : exitCodes.ok;
}

/** Options of `huntkit config set`. */
export interface ConfigSetOptions extends SettingsOptions {
  /** Write a reference to this secret of Key Vault (`true`: the default vault and name) or environment variable instead of a value. */
  readonly keyvault?: string | true;
  readonly environmentVariable?: string;
}

/**
 * `huntkit config set`: writes a value or a reference; the file's comments and order stay.
 * @throws {ParameterError} for a secret on the command line, where other processes could read it.
 */
export async function configSet(path: string, value: string | undefined, options: ConfigSetOptions, surroundings: CommandSurroundings): Promise<number> {
  const { editSettings, isSecretSetting, parseSettingPath } = await import("@huntkit/settings");
  const written = reference(options) ?? value;
  if (written === undefined) throw new ParameterError({ code: "value-missing", message: "Give a value, or --keyvault [vault/secret], or --environment-variable NAME." });
  if (typeof written === "string" && isSecretSetting(parseSettingPath(path).at(-1) ?? ""))
    throw new ParameterError({ code: "secret-in-arguments", message: `${path} is a secret, and what stands on a command line can be read by others. Use --keyvault [vault/secret] or --environment-variable NAME, or write it into the file with an editor.` });
  const file = await settingsFile(options, surroundings);
  const editor = await editSettings(file);
  editor.set(path, written);
  await editor.save();
  surroundings.stderr.write(`Set ${path} in ${file}.\n`);
  return exitCodes.ok;
}

function reference({ keyvault, environmentVariable }: ConfigSetOptions): { readonly [key: string]: string | null } | undefined {
  if (environmentVariable !== undefined) return { EnvironmentVar: environmentVariable };
  return keyvault === undefined ? undefined : { KeyVault: keyvault === true ? null : keyvault };
}

/** `huntkit config unset`: takes a setting out. */
export async function configUnset(path: string, options: SettingsOptions, surroundings: CommandSurroundings): Promise<number> {
  const { editSettings } = await import("@huntkit/settings");
  const file = await settingsFile(options, surroundings);
  const editor = await editSettings(file);
  if (!editor.unset(path)) throw new ParameterError({ code: "setting-unknown", message: `There is no setting ${path} in ${file}.` });
  await editor.save();
  surroundings.stderr.write(`Took ${path} out of ${file}.\n`);
  return exitCodes.ok;
}

async function settingsFile({ config }: SettingsOptions, { env, cwd }: CommandSurroundings): Promise<string> {
  const { findSettingsFile, settingsFileName } = await import("@huntkit/settings");
  const found = await findSettingsFile({ environment: env, workingFolder: cwd, ...(config === undefined ? {} : { path: config }) });
  if (found !== undefined) return found;
  throw new ParameterError({ code: "settings-file-missing", message: `There is no settings file: neither MSTICPYCONFIG nor ./${settingsFileName} nor ~/.msticpy/${settingsFileName}. Name one with --config FILE; \`config set\` begins it.` });
}
