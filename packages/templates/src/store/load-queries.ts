import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { HuntError, TemplateError } from "@huntkit/provider";
import type { QueryWarning } from "../model/query-template.js";
import { jsYaml } from "../read/load-yaml.js";
import { parseQueryFile } from "../read/parse-query-file.js";
import { documentValidator } from "../read/validate-document.js";
import { filesUnder } from "./files-under.js";
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
  const libraries = Promise.all([jsYaml(), documentValidator()]);
  const folders = paths.map((path) => {
    const missing: TemplateError[] = [];
    return { files: queryFiles(path, missing), missing };
  });
  await libraries;
  for (const { files, missing } of folders) {
    problems.push(...missing);
    for (const file of files) await loadFile(file, store, options, problems, warnings);
  }
  return { store, problems, warnings };
}

/** Looked up at once, like the files are read: folders are small, and asking one after the other takes longer than looking. */
function queryFiles(path: string, problems: TemplateError[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return filesUnder(path, { fits: (name) => /\.ya?ml$/i.test(name), onBroken: (file, error) => void problems.push(unreadable(file, error)) });
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
    return await parseQueryFile(readText(file), { file });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push(error);
    return undefined;
  }
}

/** Read at once: a query file is small, and asking for many one after the other takes longer than reading them. */
function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function readText(file: string): string {
  const bytes = readBytes(file);
  if (!isUtf8(bytes)) throw new TemplateError({ code: "query-file-encoding", message: `${file} is not UTF-8 text. Save it as UTF-8.`, file });
  return bytes.toString("utf8").replace(/^\ufeff/, "");
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
