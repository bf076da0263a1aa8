import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { ParameterError } from "@huntkit/provider";
import type { FileFinding } from "./file-finding.js";
import { lintKqlText } from "./lint-kql-text.js";
import { lintMarkdown } from "./lint-markdown.js";
import { lintQueryFile } from "./lint-query-file.js";
import { suppress } from "./suppress.js";

/** What was linted and what was found. */
export interface LintOutcome {
  readonly files: readonly string[];
  readonly findings: readonly FileFinding[];
  /** Findings that a comment in the file takes back. */
  readonly suppressed: number;
}

type Linter = (file: string, text: string, environment: string) => Promise<readonly FileFinding[]>;

const linters: Readonly<Record<string, Linter>> = {
  ".yaml": (file, text) => lintQueryFile(file, text),
  ".yml": (file, text) => lintQueryFile(file, text),
  ".kql": lintKqlText,
  ".csl": lintKqlText,
  ".md": lintMarkdown,
};

/**
 * Lints files and folders: query files (.yaml, .yml), queries (.kql, .csl) and the KQL blocks of Markdown (.md).
 * @param environment The data environment whose schema counts where a file does not name one.
 * @throws {ParameterError} if a path does not exist, or none of them holds such a file.
 */
export async function lintPaths(paths: readonly string[], environment: string): Promise<LintOutcome> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  if (files.length === 0)
    throw new ParameterError({ code: "nothing-to-lint", message: `There is no file to lint in ${paths.join(", ")}. Known are ${Object.keys(linters).join(", ")}.` });
  const findings: FileFinding[] = [];
  let suppressed = 0;
  for (const file of files) {
    const text = await readFile(file, "utf8");
    const outcome = suppress(text, (await linters[extname(file).toLowerCase()]?.(file, text, environment)) ?? []);
    suppressed += outcome.suppressed;
    findings.push(...outcome.findings);
  }
  return { files, findings, suppressed };
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new ParameterError({ code: "path-unreadable", message: `${path} cannot be read. Give the path of a file or a folder that exists.`, cause: error });
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() in linters && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
