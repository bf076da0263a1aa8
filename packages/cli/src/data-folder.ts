import { resolve } from "node:path";
import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "./command-surroundings.js";

/**
 * The folder with the tables.
 * @throws {ParameterError} if none is named; the message says how to get one.
 */
export function dataFolder(path: string | undefined, { cwd, env }: CommandSurroundings): string {
  const named = path ?? env["HUNTKIT_PATH"];
  if (named) return resolve(cwd, named);
  throw new ParameterError({
    code: "path-missing",
    message:
      "Say where the data is: add --path <folder>, or set HUNTKIT_PATH. `huntkit demo` makes a folder with sample data (.demo), `huntkit import` makes one from recorded logs.",
  });
}
