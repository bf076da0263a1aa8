import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { HuntError, TemplateError } from "@huntkit/provider";
import type { QueryWarning } from "../model/query-template.js";
import { parseQueryFile } from "../read/parse-query-file.js";
import { QueryStore } from "./query-store.js";

/** How query files are loaded. */
export interface LoadOptions {
  /** The store to add to. Default: a new one. */
  readonly store?: QueryStore;
  /** Whether queries replace others of the same name and environment on purpose. Default: only those that say `replaces: true`. */
  readonly replace?: boolean;
}

/** What was loaded, and what could not be. */
export interface LoadedQueries {
  readonly store: QueryStore;
  /** Files and queries that cannot be used; all others were loaded. */
  readonly problems: readonly TemplateError[];
  readonly warnings: readonly QueryWarning[];
}

/**
 * Loads query files and folders (with their sub-folders; files `*.yaml` and `*.yml`, in the order of their names). A broken file is
 * reported and the others load; so does a path that is not there.
 */
export async function loadQueries(paths: readonly string[], options: LoadOptions = {}): Promise<LoadedQueries> {
  const store = options.store ?? new QueryStore();
  const problems: TemplateError[] = [];
  const warnings: QueryWarning[] = [];
  for (const path of paths) for (const file of await queryFiles(path, problems)) await loadFile(file, store, options, problems, warnings);
  return { store, problems, warnings };
}

async function queryFiles(path: string, problems: TemplateError[]): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
    return files.sort();
  } catch (error) {
    problems.push(unreadable(path, error));
    return [];
  }
}

async function loadFile(file: string, store: QueryStore, options: LoadOptions, problems: TemplateError[], warnings: QueryWarning[]): Promise<void> {
  const parsed = await readAndParse(file, problems);
  if (!parsed) return;
  problems.push(...parsed.problems);
  warnings.push(...parsed.warnings);
  for (const template of parsed.templates)
    keep(problems, () => {
      warnings.push(...store.add(template, options.replace === undefined ? {} : { replace: options.replace }));
    });
}

async function readAndParse(file: string, problems: TemplateError[]): Promise<Awaited<ReturnType<typeof parseQueryFile>> | undefined> {
  try {
    return await parseQueryFile(await readText(file), { file });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push(error);
    return undefined;
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new TemplateError({ code: "query-file-encoding", message: `${file} is not UTF-8 text. Save it as UTF-8.`, file, cause: error });
  }
}

function keep(problems: TemplateError[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind !== "template") throw error;
    problems.push(error as TemplateError);
  }
}

function unreadable(path: string, error: unknown): TemplateError {
  const code = (error as { code?: string }).code;
  const reason = code === "ENOENT" ? "is not there" : code === "EACCES" || code === "EPERM" ? "may not be read" : `cannot be read (${code ?? "unknown reason"})`;
  return new TemplateError({ code: "query-file-unreadable", message: `The query file or folder ${path} ${reason}. Check the path.`, file: path, cause: error });
}
