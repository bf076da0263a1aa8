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
  readonly fix?: boolean;
}

/** Lints files; ends with 2 if there is an error (with `strict`: any finding but a suggestion). */
export async function lintCommand(paths: readonly string[], options: LintCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const environment = defenderEnvironmentNamed(options.env);
  if (environment === undefined)
    throw new ParameterError({ code: "environment-unknown", message: `There is no Defender schema for "${options.env}". Use ${defenderEnvironments.join(", ")}.` });
  const full = paths.map((path) => resolve(surroundings.cwd, path));
  const outcome = await lintPaths(full, { environment, fix: options.fix === true });
  surroundings.stdout.write(await written(outcome, options, surroundings));
  const failing = outcome.findings.some(({ severity }) => severity === "error" || (options.strict === true && severity === "warning"));
  return failing ? exitCodes.mistake : exitCodes.ok;
}

async function written(outcome: LintOutcome, options: LintCommandOptions, surroundings: CommandSurroundings): Promise<string> {
  if (options.format === "sarif") return `${JSON.stringify(await sarif(outcome.findings, surroundings.cwd), null, 2)}\n`;
  if (options.format === "json") return `${JSON.stringify(asJson(outcome), null, 2)}\n`;
  const texts: string[] = outcome.fixed.map((finding) => visibleText(`${headOf({ ...finding, severity: "fixed" })}`));
  const files = new Map<string, string>();
  for (const finding of outcome.findings) {
    const text = files.get(finding.file) ?? (await readFile(finding.file, "utf8"));
    files.set(finding.file, text);
    texts.push(visibleText(`${headOf(finding)}\n${caretLines(text, { line: finding.line, column: finding.column, offset: 0, length: finding.length })}`));
  }
  return `${texts.join("\n")}${texts.length > 0 ? "\n" : ""}${summary(outcome)}\n`;
}

/** Findings without the edits, which are of use only to `--fix`. */
function asJson({ files, suppressed, findings, fixed }: LintOutcome): unknown {
  const plain = ({ fix, ...finding }: FileFinding): unknown => ({ ...finding, fixable: fix !== undefined });
  return { files: files.length, suppressed, fixed: fixed.map(plain), findings: findings.map(plain) };
}

function headOf(finding: Omit<FileFinding, "severity"> & { readonly severity: string }): string {
  const { file, line, column, severity, message, code, query, environment } = finding;
  const about = [query, environment].filter((part) => part !== undefined).join(", in ");
  return `${file}:${line}:${column} ${severity} ${code}${about === "" ? "" : ` (${about})`}: ${message}`;
}

function summary({ files, findings, fixed, suppressed }: LintOutcome): string {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const parts = ["error", "warning", "suggestion"].map((severity) => `${count(severity)} ${severity}${count(severity) === 1 ? "" : "s"}`);
  const notes = count("information");
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  return [
    `${files.length} file${files.length === 1 ? "" : "s"}: ${parts.join(", ")}`,
    ...(notes > 0 ? [`${notes} note${notes === 1 ? "" : "s"}`] : []),
    ...(suppressed > 0 ? [`${suppressed} taken back by comments`] : []),
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(fixable > 0 ? [`${fixable} can be fixed by --fix`] : []),
  ].join(", ");
}
