import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CommandSurroundings } from "../command-surroundings.js";

/**
 * Whether there may be a settings file that nobody named on the command line: `MSTICPYCONFIG` is set, or one stands in the working
 * folder or the home folder. Asked without loading the package of settings, so that a command without settings starts fast.
 */
export function hasSettingsFile({ env, cwd }: Pick<CommandSurroundings, "env" | "cwd">): boolean {
  if ((env["MSTICPYCONFIG"] ?? "").trim() !== "") return true;
  return [join(cwd, "msticpyconfig.yaml"), join(homedir(), ".msticpy", "msticpyconfig.yaml")].some((file) => existsSync(file));
}
