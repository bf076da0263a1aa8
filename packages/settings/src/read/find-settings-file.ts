import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { SettingError } from "@huntkit/provider";

/** Where settings are looked for. */
export interface SettingsPlaces {
  /** A file named by the caller. */
  readonly path?: string;
  /** The environment variables. Default: those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The folder that is worked in. Default: that of the process. */
  readonly workingFolder?: string;
  /** The home folder of the user. */
  readonly homeFolder?: string;
}

/** The name of a settings file. */
export const settingsFileName = "msticpyconfig.yaml";

/** The places of a settings file in the order of search; a `required` one that is absent is an error. */
export function settingsFilePlaces(places: SettingsPlaces = {}): readonly { readonly file: string; readonly from: string; readonly required: boolean }[] {
  const { environment = process.env, workingFolder = process.cwd() } = places;
  const homeFolder = places.homeFolder ?? homedir();
  const absolute = (file: string) => resolve(workingFolder, expandHome(file, homeFolder));
  if (places.path !== undefined) return [{ file: absolute(places.path), from: "the path given", required: true }];
  const variable = environment["MSTICPYCONFIG"];
  if (variable !== undefined && variable.trim() !== "") return [{ file: absolute(unquoted(variable.trim())), from: "the environment variable MSTICPYCONFIG", required: true }];
  return [
    { file: join(workingFolder, settingsFileName), from: "the working folder", required: false },
    { file: join(homeFolder, ".msticpy", settingsFileName), from: "the home folder", required: false },
  ];
}

/**
 * Finds the settings file: the path given, else the one in the environment variable `MSTICPYCONFIG`, else `msticpyconfig.yaml` in the
 * working folder, else `~/.msticpy/msticpyconfig.yaml`.
 * @returns its absolute path, or undefined if there is none.
 * @throws {SettingError} if a file that was named does not exist, or a place cannot be looked at.
 */
export async function findSettingsFile(places: SettingsPlaces = {}): Promise<string | undefined> {
  for (const { file, from, required } of settingsFilePlaces(places)) {
    const kind = await kindOf(file, from);
    if (kind === "file") return file;
    if (kind === "folder") throw new SettingError({ code: "settings-file-is-folder", message: `${file} (${from}) is a folder. Name a settings file.` });
    if (required) throw new SettingError({ code: "settings-file-missing", message: `There is no settings file ${file}, named by ${from}. Make it with \`huntkit config init\`, or name another.` });
  }
  return undefined;
}

/** Puts the home folder for a `~` at the beginning of a path. */
export function expandHome(path: string, homeFolder: string): string {
  return path === "~" || path.startsWith("~/") || path.startsWith("~\\") ? join(homeFolder, path.slice(1)) : path;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

async function kindOf(file: string, from: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(file)).isDirectory() ? "folder" : "file";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SettingError({ code: "settings-file-unreadable", message: `${file} (${from}) cannot be looked at (${code ?? "unknown"}). Check the rights of its folders.`, cause: error });
  }
}
