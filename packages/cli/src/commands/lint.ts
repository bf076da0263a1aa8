import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { defenderEnvironmentNamed, defenderEnvironments } from "@huntkit/schemas";
import { ParameterError, caretLines } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import type { FileFinding } from "../lint/file-finding.js";
import { lintPaths, type LintOutcome } from "../lint/lint-paths.js";
import { sarif } from "../lint/write-sarif.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit lint`. */
export interface LintCommandOptions {
  readonly env: string;
  readonly format: "text" | "json" | "sarif";
  readonly strict?: boolean;
}

/** Lints files; ends with 2 if there is an error (with `strict`: any finding but a suggestion). */
export async function lintCommand(paths: readonly string[], options: LintCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const environment = defenderEnvironmentNamed(options.env);
  if (environment === undefined)
    throw new ParameterError({ code: "environment-unknown", message: `There is no Defender schema for "${options.env}". Use ${defenderEnvironments.join(", ")}.` });
  const outcome = await lintPaths(paths.map((path) => resolve(surroundings.cwd, path)), environment);
  surroundings.stdout.write(await written(outcome, options, surroundings));
  const failing = outcome.findings.some(({ severity }) => severity === "error" || (options.strict === true && severity === "warning"));
  return failing ? exitCodes.mistake : exitCodes.ok;
}

async function written(outcome: LintOutcome, options: LintCommandOptions, surroundings: CommandSurroundings): Promise<string> {
  if (options.format === "sarif") return `${JSON.stringify(sarif(outcome.findings, surroundings.cwd), null, 2)}\n`;
  if (options.format === "json") return `${JSON.stringify({ files: outcome.files.length, suppressed: outcome.suppressed, findings: outcome.findings }, null, 2)}\n`;
  const texts = await Promise.all(outcome.findings.map(findingText));
  return `${texts.join("\n")}${texts.length > 0 ? "\n" : ""}${summary(outcome)}\n`;
}

async function findingText(finding: FileFinding): Promise<string> {
  const { file, line, column, severity, message, code, query, environment } = finding;
  const text = await readFile(file, "utf8");
  const about = [query, environment].filter((part) => part !== undefined).join(", in ");
  const head = `${file}:${line}:${column} ${severity} ${code}${about === "" ? "" : ` (${about})`}: ${message}`;
  return visibleText(`${head}\n${caretLines(text, { line, column, offset: 0, length: finding.length })}`);
}

function summary({ files, findings, suppressed }: LintOutcome): string {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const parts = ["error", "warning", "suggestion"].map((severity) => `${count(severity)} ${severity}${count(severity) === 1 ? "" : "s"}`);
  return `${files.length} file${files.length === 1 ? "" : "s"}: ${parts.join(", ")}${suppressed > 0 ? `, ${suppressed} taken back by comments` : ""}`;
}
