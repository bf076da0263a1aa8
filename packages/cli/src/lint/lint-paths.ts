import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { ParameterError } from "@huntkit/provider";
import { filesUnder } from "@huntkit/templates";
import { writeFileAtOnce } from "../output/atomic-file.js";
import type { FileFinding } from "./file-finding.js";
import { fixFile } from "./fix-file.js";
import { lintKqlText } from "./lint-kql-text.js";
import { lintMarkdown } from "./lint-markdown.js";
import { lintQueryFile } from "./lint-query-file.js";
import { suppress } from "./suppress.js";

/** What was linted and what was found. */
export interface LintOutcome {
  readonly files: readonly string[];
  /** What is left to be mended. */
  readonly findings: readonly FileFinding[];
  /** What was mended; empty without `fix`. */
  readonly fixed: readonly FileFinding[];
  /** Findings that a comment in the file takes back. */
  readonly suppressed: number;
}

/** How paths are linted. */
export interface LintPathsOptions {
  /** The data environment whose schema counts where a file does not name one. */
  readonly environment: string;
  /** Whether to mend in the files what can be mended without changing what a query gives. Default: false. */
  readonly fix?: boolean;
}

type Linter = (file: string, text: string, environment: string) => Promise<readonly FileFinding[]>;

const linters: Readonly<Record<string, Linter>> = {
  ".yaml": lintQueryFile,
  ".yml": lintQueryFile,
  ".kql": lintKqlText,
  ".csl": lintKqlText,
  ".md": lintMarkdown,
};

/** Fixing one finding may show the next in the same place. */
const maxFixRounds = 5;

/**
 * Lints files and folders: query files (.yaml, .yml), queries (.kql, .csl) and the KQL blocks of Markdown (.md).
 * @throws {ParameterError} if a path does not exist, is a file of another kind, or none of them holds such a file.
 */
export async function lintPaths(paths: readonly string[], options: LintPathsOptions): Promise<LintOutcome> {
  const findings: FileFinding[] = [];
  const files = [...new Set((await Promise.all(paths.map((path) => filesOf(path, findings)))).flat())];
  if (files.length === 0 && findings.length === 0)
    throw new ParameterError({ code: "nothing-to-lint", message: `There is no file to lint in ${paths.join(", ")}. Known are ${Object.keys(linters).join(", ")}.` });
  const fixed: FileFinding[] = [];
  let suppressed = 0;
  for (const file of files) {
    const outcome = await lintFile(file, options);
    findings.push(...outcome.findings);
    fixed.push(...outcome.fixed);
    suppressed += outcome.suppressed;
  }
  return { files, findings, fixed, suppressed };
}

async function lintFile(file: string, { environment, fix }: LintPathsOptions): Promise<Omit<LintOutcome, "files">> {
  const before = await readText(file);
  if (typeof before !== "string") return { findings: [before], fixed: [], suppressed: 0 };
  const fixed: FileFinding[] = [];
  let text = before;
  let outcome = await lintText(file, text, environment);
  for (let round = 0; fix === true && round < maxFixRounds; round++) {
    const mended = await fixFile(text, outcome.findings, /\.ya?ml$/i.test(file));
    if (mended.fixed.length === 0) break;
    fixed.push(...mended.fixed);
    text = mended.text;
    outcome = await lintText(file, text, environment);
  }
  if (text !== before) await writeFileAtOnce(file, async (stream) => void stream.write(text));
  return { ...outcome, fixed };
}

/** The text of a file, or why there is none. */
async function readText(file: string): Promise<string | FileFinding> {
  try {
    const bytes = await readFile(file);
    return isUtf8(bytes) ? bytes.toString("utf8") : unusable(file, "file-encoding", "The file is not UTF-8 text. Save it as UTF-8.");
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): FileFinding {
  return unusable(file, "file-unreadable", `The file cannot be read (${(error as { code?: string }).code ?? "unknown reason"}). Check where it leads and who may read it.`);
}

function unusable(file: string, code: string, message: string): FileFinding {
  return { file, line: 1, column: 1, length: 1, code, severity: "error", message };
}

async function lintText(file: string, text: string, environment: string): Promise<{ readonly findings: readonly FileFinding[]; readonly suppressed: number }> {
  return suppress(text, (await linters[extname(file).toLowerCase()]?.(file, text, environment)) ?? []);
}

async function filesOf(path: string, findings: FileFinding[]): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new ParameterError({ code: "path-unreadable", message: `${path} cannot be read. Give the path of a file or a folder that exists.`, cause: error });
  });
  if (!found.isDirectory()) {
    if (extname(path).toLowerCase() in linters) return [path];
    throw new ParameterError({ code: "file-kind-unknown", message: `${path} is not a file that can be linted. Known are ${Object.keys(linters).join(", ")}.` });
  }
  const files = filesUnder(path, { fits: (name) => extname(name).toLowerCase() in linters, onBroken: (file, error) => void findings.push(unreadable(file, error)) });
  return files.filter((file) => !file.includes("node_modules"));
}
