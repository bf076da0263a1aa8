import { readFile } from "node:fs/promises";
import { HuntError, TemplateError } from "@huntkit/provider";
import { loadIndex, loadQueries, type QueryIndex, QueryStore, type QueryWarning } from "@huntkit/templates";
import { queryProblems, rememberQueryProblems } from "./query-problems.js";

/** Queries that take the place of others of the same name and environment, on purpose. */
export interface ReplacingSource {
  /** Where the queries come from. */
  readonly source: string | QueryStore | QueryIndex;
  /** Whether a query of the same name and environment from an earlier source is replaced (a warning tells of each); else that is a problem. */
  readonly replace: boolean;
}

/** One place that queries come from: a YAML file or a folder of such, the `.json` file of a compiled index, a store that is already read, a compiled index. */
export type SingleQuerySource = string | QueryStore | QueryIndex | ReplacingSource;

/** Where queries come from: one source, or several that are read one after the other. */
export type QuerySource = SingleQuerySource | readonly SingleQuerySource[];

/** How {@link loadQueryStore} treats what cannot be used. */
export interface LoadQueryStoreOptions {
  /** Leaves out what is broken, to be found with `queryProblems(store)`, instead of throwing. Default: false. */
  readonly keepGoing?: boolean;
  /** Hears of each problem (only with `keepGoing`), of each query that was replaced, and of what the files' authors should know. */
  readonly onWarning?: (warning: QueryWarning) => void;
}

/**
 * Reads queries from wherever they are, one source after the other. A query of the same name and environment as an earlier one is a
 * problem that names both files, unless it says so (`replaces: true` in its metadata, or the source's `replace`). A store that is
 * the only source is given back itself; else a new one is made, and what a store's own files had of problems is carried over.
 * @throws {TemplateError} if something cannot be used; the message tells about every file. Not with `keepGoing`.
 */
export async function loadQueryStore(source: QuerySource, options: LoadQueryStoreOptions = {}): Promise<QueryStore> {
  const sources = isSeveral(source) ? source : [source];
  const [only] = sources;
  if (only instanceof QueryStore && sources.length === 1) return only;
  const loading: Loading = { store: new QueryStore(), problems: [], warnings: [] };
  for (const each of sources) await addSource(loading, isReplacing(each) ? each : { source: each });
  if (loading.problems.length > 0 && options.keepGoing !== true) throw allProblems(loading.problems);
  await rememberQueryProblems(loading.store, loading.problems, readText);
  for (const warning of [...loading.problems.map(asWarning), ...loading.warnings]) options.onWarning?.(warning);
  return loading.store;
}

interface Loading {
  readonly store: QueryStore;
  readonly problems: TemplateError[];
  readonly warnings: QueryWarning[];
}

type PlainSource = Pick<ReplacingSource, "source"> & Partial<Pick<ReplacingSource, "replace">>;

async function addSource({ store, problems, warnings }: Loading, { source, replace }: PlainSource): Promise<void> {
  const adding = replace === undefined ? {} : { replace };
  if (typeof source === "string" && !source.endsWith(".json")) {
    const loaded = await loadQueries([source], { store, ...adding });
    problems.push(...loaded.problems);
    warnings.push(...loaded.warnings);
    return;
  }
  const read = source instanceof QueryStore ? source : loadIndex(typeof source === "string" ? await readIndex(source) : source);
  problems.push(...queryProblems(read));
  for (const template of new Set(read.list().map((query) => query.template)))
    try {
      warnings.push(...store.add(template, adding));
    } catch (error) {
      if (!isTemplateError(error)) throw error;
      problems.push(error);
    }
}

/** A file of {@link QueryIndex}, such as `libraryIndexFile` of the query library. */
async function readIndex(file: string): Promise<QueryIndex> {
  const unreadable = (cause?: unknown): TemplateError => new TemplateError({ code: "query-index-unreadable", file, message: `The compiled index ${file} cannot be read. Build it again, or name the folder of the query files.`, cause });
  const index = await readFile(file, "utf8").then((text) => JSON.parse(text) as unknown).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (typeof index !== "object" || index === null) throw unreadable();
  return index as QueryIndex;
}

function allProblems(problems: readonly TemplateError[]): TemplateError {
  const [first] = problems;
  return new TemplateError({
    code: problems.length === 1 && first ? first.code : "query-files-broken",
    message: problems.map((problem) => problem.message).join("\n"),
    cause: first,
    ...(first?.file === undefined ? {} : { file: first.file }),
    ...(first?.place === undefined ? {} : { place: first.place }),
  });
}

function asWarning({ code, message, file }: TemplateError): QueryWarning {
  return { code, message, ...(file === undefined ? {} : { file }) };
}

// A file that cannot be read has its own problem already; nothing is known of its names then.
async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

function isTemplateError(error: unknown): error is TemplateError {
  return HuntError.isInstance(error) && error.kind === "template";
}

function isSeveral(source: QuerySource): source is readonly SingleQuerySource[] {
  return Array.isArray(source);
}

function isReplacing(source: SingleQuerySource): source is ReplacingSource {
  return typeof source === "object" && "source" in source;
}
