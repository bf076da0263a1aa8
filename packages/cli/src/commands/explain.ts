import { localDriver, isLocalConnection } from "@huntkit/driver-local";
import { createKqlService, type KqlService } from "@huntkit/kql";
import { defenderEnvironmentNamed } from "@huntkit/schemas";
import { caretLines } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { localOptions } from "../source/local-options.js";
import { exitCodes } from "../exit-codes.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";
import type { KqlCommandOptions } from "./kql.js";

/**
 * Tells what a KQL text reads and gives, and, with data at hand, the SQL that would run.
 * @throws {QueryError} if the text is wrong.
 */
export async function explainKql(text: string, options: KqlCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const environment = defenderEnvironmentNamed(options.env);
  const hasData = environment === undefined && (options.path ?? surroundings.env["HUNTKIT_PATH"]) !== undefined;
  const sql = hasData ? await localExplanation(text, options, surroundings) : undefined;
  const service = createKqlService({ schema: sql?.schema ?? environment ?? "M365D" });
  const lines = [...analysisLines(text, service, surroundings), ...(sql === undefined ? [] : ["", heading("SQL", surroundings), sql.text])];
  surroundings.stdout.write(`${lines.map((line) => (surroundings.stdout.isTTY ? line : visibleText(line))).join("\n")}\n`);
  return exitCodes.ok;
}

function analysisLines(text: string, service: KqlService, surroundings: CommandSurroundings): string[] {
  const analysis = service.check(text);
  const tables = analysis.tablesRead.map((table) => `  ${table}: ${(analysis.columnsRead.get(table) ?? []).join(", ")}`);
  const columns = analysis.resultColumns?.map((column) => `  ${column.name}: ${column.type}`) ?? ["  known only when the query runs"];
  const notes = analysis.diagnostics.map(({ place, message, code }) => `  line ${place.line}, column ${place.column}: ${visibleText(message)} (${code})\n${visibleText(caretLines(text, place))}`);
  return [
    heading("Reads", surroundings),
    ...(tables.length > 0 ? tables : ["  no table"]),
    "",
    heading("Gives", surroundings),
    ...columns,
    ...(notes.length > 0 ? ["", heading("Notes", surroundings), ...notes] : []),
  ];
}

async function localExplanation(text: string, options: KqlCommandOptions, surroundings: CommandSurroundings) {
  const { signal } = surroundings;
  const connection = await localDriver.connect({ ...localOptions(options, surroundings), signal });
  try {
    if (!isLocalConnection(connection)) return undefined;
    const { sql } = await connection.explain(text, { signal });
    return { text: visibleText(sql), schema: await connection.schema?.({ signal }) };
  } finally {
    await connection.close();
  }
}

function heading(text: string, { stdout, env }: CommandSurroundings): string {
  return terminalStyle(stdout, env).bold(text);
}
