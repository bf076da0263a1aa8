import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { SettingsOptions } from "./open-settings.js";

/**
 * The settings file that a command uses.
 * @throws {ParameterError | SettingError} if there is none.
 */
export async function settingsFile({ config }: SettingsOptions, { env, cwd }: CommandSurroundings): Promise<string> {
  const { findSettingsFile, settingsFileName } = await import("@huntkit/settings");
  const found = await findSettingsFile({ environment: env, workingFolder: cwd, ...(config === undefined ? {} : { path: config }) });
  if (found !== undefined) return found;
  throw new ParameterError({ code: "settings-file-missing", message: `There is no settings file: neither MSTICPYCONFIG nor ./${settingsFileName} nor ~/.msticpy/${settingsFileName}. Make one with \`huntkit config init\`, or name one with --config FILE.` });
}
