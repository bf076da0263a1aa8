import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { writeFileAtOnce } from "../output/atomic-file.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit convert`. */
export interface ConvertCommandOptions {
  readonly write?: boolean;
}

/** Rewrites a query file of the reference's syntax to huntkit's; prints it, or with `write` puts it in the file's place. */
export async function convertCommand(file: string, options: ConvertCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const path = resolve(surroundings.cwd, file);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new ParameterError({ code: "path-unreadable", message: `${file} cannot be read. Give the path of a query file (YAML).`, cause: error });
  });
  const [{ convertToHuntkit }, { kqlDialect }] = await Promise.all([import("@huntkit/templates"), import("@huntkit/kql/dialect")]);
  const converted = await convertToHuntkit(text, { dialect: kqlDialect, file });
  for (const warning of converted.warnings) surroundings.stderr.write(visibleText(`warning: ${warning}\n`));
  if (options.write !== true) surroundings.stdout.write(converted.text);
  else if (converted.text === text) surroundings.stderr.write("The file is in huntkit's syntax already; it was left as it is.\n");
  else await writeFileAtOnce(path, async (stream) => void stream.write(converted.text));
  return exitCodes.ok;
}
