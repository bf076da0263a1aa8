import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { LocalSourceOptions } from "./local-options.js";

/** A folder to run a text in that reads no table, such as `print now()`. */
export interface NoDataFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes such a folder if no other one is named and the text reads no table; undefined otherwise. */
export async function noDataFolder(text: string, { path }: LocalSourceOptions, { env }: CommandSurroundings): Promise<NoDataFolder | undefined> {
  if (path !== undefined || env["HUNTKIT_PATH"]) return undefined;
  const { createKqlService } = await import("@huntkit/kql");
  const { diagnostics, tablesRead } = createKqlService({ schema: "M365D" }).check(text);
  if (tablesRead.length > 0 || diagnostics.some(({ severity }) => severity === "error")) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "huntkit-no-data-"));
  await writeFile(join(folder, "NoData_CL.csv"), "TimeGenerated\n"); // the engine refuses a folder without any table
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
