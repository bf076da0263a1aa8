import { resolve } from "node:path";
import { createQueryProvider, type QueryProvider } from "@huntkit/core";
import { type LocalConnectOptions, localDriver } from "@huntkit/driver-local";
import { generateSample, type SampleReport, sampleWeekRange } from "@huntkit/driver-local/sample";
import { KqlDateTime, ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { loadLibrary } from "../load-store.js";
import { writeResult } from "../output/write-result.js";
import { groupedNumber } from "../terminal/grouped-number.js";
import { progressLine } from "../terminal/progress-line.js";
import { shellWord } from "../terminal/shell-word.js";
import { terminalStyle } from "../terminal/terminal-style.js";
import { visibleText } from "../visible-lines.js";
import { type DemoHunt, demoHunts, type HuntRow } from "./demo-hunts.js";

/** Options of `huntkit demo`. */
export interface DemoCommandOptions {
  readonly out: string;
  readonly date: string;
  readonly seed?: string;
}

/** Makes the sample, hunts in it with three queries of the library, and tells what each found. */
export async function demoCommand(options: DemoCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const { stdout } = surroundings;
  const week = sampleWeekRange(options.date);
  const sample = await makeSample(options, surroundings);
  stdout.write(`${introduction(sample, options)}\n`);
  const { cwd, now, signal } = surroundings;
  const provider = await createQueryProvider("Local", {
    drivers: [localDriver],
    queries: await loadLibrary(),
    now,
    connect: { path: resolve(cwd, options.out), now, signal },
  });
  try {
    const times = { start: dayOf(week.start), end: dayOf(week.end) };
    const worst = await runHunts(provider, { out: options.out, times, surroundings });
    stdout.write(closing(options.out, surroundings));
    return worst;
  } finally {
    await provider.close();
  }
}

interface HuntTour {
  readonly out: string;
  readonly times: Readonly<Record<"start" | "end", string>>;
  readonly surroundings: CommandSurroundings;
}

async function runHunts(provider: QueryProvider<LocalConnectOptions>, tour: HuntTour): Promise<number> {
  const clues = new Map<string, string>();
  for (const [index, hunt] of demoHunts.entries()) {
    const code = await runHunt(provider, hunt, { ...tour, clues, number: index + 1 });
    if (code !== exitCodes.ok) return code;
  }
  return exitCodes.ok;
}

async function runHunt(provider: QueryProvider<LocalConnectOptions>, hunt: DemoHunt, tour: HuntTour & { clues: Map<string, string>; number: number }): Promise<number> {
  const { stdout, env, signal } = tour.surroundings;
  const style = terminalStyle(stdout, env);
  const parameters = hunt.parameters(tour.clues);
  stdout.write(`\n${style.bold(`${tour.number}. ${hunt.question}`)}\n`);
  if (!parameters) {
    stdout.write("The hunt before it found nothing to go on with.\n");
    return exitCodes.ok;
  }
  stdout.write(`${style.cyan(`   ${commandLine(hunt, parameters, tour)}`)}\n\n`);
  const result = await provider.run(hunt.query, { ...parameters, ...tour.times }, { signal });
  const code = await writeResult(result, { format: "table" }, tour.surroundings);
  const table = result.status === "complete" ? result.table : result.partialTable;
  const rows: HuntRow[] = Array.from({ length: table.rowCount }, (_, row) => Object.fromEntries(table.columns.map((column, at) => [column.name, table.cell(row, at)])));
  const finding = rows.length === 0 ? "Nothing was found: this sample holds no trace of it." : hunt.finding(rows, tour.clues);
  stdout.write(`\n   ${visibleText(finding)}\n`);
  return code;
}

async function makeSample({ out, date, seed }: DemoCommandOptions, surroundings: CommandSurroundings): Promise<SampleReport> {
  const progress = progressLine(surroundings);
  try {
    return await generateSample({
      out: resolve(surroundings.cwd, out),
      date,
      signal: surroundings.signal,
      onProgress: progress.show,
      ...(seed === undefined ? {} : { seed: seedOf(seed) }),
    });
  } finally {
    progress.clear();
  }
}

function seedOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ParameterError({ code: "seed-invalid", message: `--seed "${text}" is not a seed. Write a whole number, for example --seed 7.` });
}

function introduction(sample: SampleReport, { out }: DemoCommandOptions): string {
  const counts = Object.values(sample.rows);
  const total = groupedNumber(counts.reduce((sum, count) => sum + count, 0));
  const done = sample.reused ? `The sample is there already, in ${out}` : `Made a sample in ${out}`;
  return `${done}: a week of a small company, ${total} rows in ${counts.length} tables, and one attack among them.\nLet us find it with three queries of the library.`;
}

function commandLine(hunt: DemoHunt, parameters: Readonly<Record<string, string>>, { out, times, surroundings }: HuntTour): string {
  const words = Object.entries({ ...parameters, ...times }).map(([name, value]) => `--${name} ${shellWord(value)}`);
  return [programName(surroundings), "run", hunt.query, "--path", shellWord(out), ...words].join(" ");
}

function closing(out: string, surroundings: CommandSurroundings): string {
  const program = programName(surroundings);
  const path = shellWord(out);
  return [
    "",
    "Go on:",
    `  ${program} queries                                  all queries`,
    `  ${program} show M365DHunting.powershell_downloads   what a query does and takes`,
    `  ${program} kql 'DeviceLogonEvents | summarize count() by ActionType' --path ${path}`,
    "",
  ].join("\n");
}

// What to type to reach the command again: npm's script in the workspace, npx in a project that has it as a dependency.
function programName({ env }: CommandSurroundings): string {
  if (env["npm_lifecycle_event"] === undefined) return "huntkit";
  return env["npm_package_name"] === "huntkit-workspace" ? "npm run --silent huntkit --" : "npx huntkit";
}

function dayOf(milliseconds: number): string {
  return KqlDateTime.fromDate(new Date(milliseconds)).toString().slice(0, 10);
}
