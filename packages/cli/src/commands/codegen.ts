import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { loadQueryStore } from "@huntkit/core";
import { ParameterError } from "@huntkit/provider";
import { generateModule } from "../codegen/generate-module.js";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { writeFileAtOnce } from "../output/atomic-file.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit codegen`. */
export interface CodegenCommandOptions {
  readonly out: string;
  readonly check?: boolean;
}

/** Writes queries as a module of typed functions; with `check` only compares, and ends with 2 if the file is not what would be written. */
export async function codegenCommand(paths: readonly string[], options: CodegenCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const out = resolve(surroundings.cwd, options.out);
  if (!/\.[cm]?ts$/.test(out)) throw new ParameterError({ code: "codegen-out", message: `"${options.out}" is not a TypeScript file. Give --out a name that ends with .ts.` });
  const { text, warnings, queries } = await generateModule(await loadQueryStore(paths.map((path) => resolve(surroundings.cwd, path))));
  for (const warning of warnings) surroundings.stderr.write(visibleText(`warning: ${warning}\n`));
  const before = await existing(out);
  const shown = relative(surroundings.cwd, out);
  const same = before === text;
  const count = `${queries} ${queries === 1 ? "query" : "queries"}`;
  if (options.check === true) {
    surroundings.stderr.write(same ? `${shown} is up to date: ${count}.\n` : `${shown} is out of date. Run: huntkit codegen ${paths.join(" ")} --out ${options.out}\n`);
    return same ? exitCodes.ok : exitCodes.mistake;
  }
  if (!same) await writeFileAtOnce(out, async (stream) => void stream.write(text));
  surroundings.stderr.write(`${same ? "Up to date" : "Written"}: ${shown}, ${count}.\n`);
  return exitCodes.ok;
}

async function existing(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replaceAll("\r\n", "\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ParameterError({ code: "path-unreadable", message: `${path} cannot be read. Give --out the path of a file.`, cause: error });
  }
}
