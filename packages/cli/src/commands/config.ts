import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { openSettings, type SettingsOptions } from "../config/open-settings.js";
import { settingsFile } from "../config/settings-file.js";
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
  const { validateSettings, problemLine, readSettingsFile } = await import("@huntkit/settings");
  const file = await settingsFile(options, surroundings);
  const problems = await validateSettings(await readSettingsFile(file), { file, environment: surroundings.env });
  for (const problem of problems) surroundings.stdout.write(`${problem.level}: ${problemLine(problem, file)}\n`);
  const isWrong = problems.some(({ level }) => level === "error");
  surroundings.stderr.write(isWrong ? "" : `${file} is valid.\n`);
  return isWrong ? exitCodes.mistake : exitCodes.ok;
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
