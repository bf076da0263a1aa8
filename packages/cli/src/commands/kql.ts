import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readText } from "node:stream/consumers";
import { createQueryProvider } from "@huntkit/core";
import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { OutputOptions } from "../output/write-table.js";
import { parseLimit } from "../parse-limit.js";
import { runText } from "../run-text.js";
import { isLocalEnvironment, sourceDrivers } from "../source/source-drivers.js";
import type { SourceOptions, SplitCommandOptions } from "../source/source-options.js";

/** Options of `huntkit kql`. */
export interface KqlCommandOptions extends OutputOptions, SourceOptions, SplitCommandOptions {
  readonly env: string;
  readonly limit?: string;
  readonly file?: string;
  readonly explain?: boolean;
}

/** Runs a KQL text, or explains it. */
export async function kqlCommand(given: string | undefined, options: KqlCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const limit = parseLimit(options.limit);
  if (given === undefined && options.file === undefined && isTerminal(surroundings)) return openShell(options, limit, surroundings);
  const text = await queryText(given, options.file, surroundings);
  if (options.explain) return (await import("./explain.js")).explainKql(text, options, surroundings);
  const { now } = surroundings;
  if (isLocalEnvironment(options.env) && options.splitBy === undefined && options.since === undefined && options.until === undefined) return (await import("./kql-statements.js")).runStatements(text, { ...options, rows: limit }, surroundings);
  const provider = await createQueryProvider(options.env, { drivers: await sourceDrivers(options.env), now });
  return runText(provider, text, { ...options, rows: limit }, surroundings);
}

function isTerminal({ stdin, stdout }: CommandSurroundings): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

async function openShell(options: KqlCommandOptions, limit: number | undefined, surroundings: CommandSurroundings): Promise<number> {
  const { runShell } = await import("../shell/run-shell.js");
  const source = isLocalEnvironment(options.env)
    ? (await import("../shell/local-source.js")).localSource(options, surroundings)
    : (await import("../shell/defender-source.js")).defenderSource(options, surroundings);
  return runShell(await source, surroundings, limit);
}

async function queryText(given: string | undefined, file: string | undefined, { cwd, stdin }: CommandSurroundings): Promise<string> {
  if (given !== undefined && given !== "-" && file !== undefined)
    throw new ParameterError({ code: "query-twice", message: "Give the query as text or by --file, not both." });
  if (file !== undefined && file !== "-") return readQueryFile(resolve(cwd, file), file);
  if (given !== undefined && given !== "-") return given;
  if (given === undefined && file === undefined && stdin.isTTY)
    throw new ParameterError({ code: "query-missing", message: "Give a query: huntkit kql '<text>', --file <file>, or pipe it in." });
  return readText(stdin);
}

async function readQueryFile(path: string, shown: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    throw new ParameterError({ code: "query-file-unreadable", message: `The query file "${shown}" could not be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}). Check its path.`, cause: error });
  }
}
