import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where the token cache is: the given `location` (`~` is the home folder), else `huntkit/token-cache.json` in the folder for
 * the state of programs: XDG_STATE_HOME or ~/.local/state, on macOS ~/Library/Application Support, on Windows LOCALAPPDATA.
 */
export function cacheLocation(location: string | undefined, environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): string {
  const home = homedir();
  if (location) return resolve(location.replace(/^~(?=$|[/\\])/, home));
  const folders: Readonly<Record<string, string>> = {
    win32: environment["LOCALAPPDATA"] || join(home, "AppData", "Local"),
    darwin: environment["XDG_STATE_HOME"] || join(home, "Library", "Application Support"),
  };
  return join(folders[platform] ?? (environment["XDG_STATE_HOME"] || join(home, ".local", "state")), "huntkit", "token-cache.json");
}
