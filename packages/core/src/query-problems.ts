import type { TemplateError } from "@huntkit/provider";
import type { QueryStore } from "@huntkit/templates";

interface BrokenFile {
  readonly problem: TemplateError;
  /** The words that stand as keys in the file: the names of its queries are among them. */
  readonly keys: ReadonlySet<string>;
}

const known = new WeakMap<QueryStore, readonly BrokenFile[]>();

/**
 * The files and queries that could not be used when a store was read by `loadQueryStore` or `createQueryProvider`: each with `file`,
 * `place` (line and column, from 1) and `message`. Empty for a store that was made otherwise.
 */
export function queryProblems(store: QueryStore): readonly TemplateError[] {
  return (known.get(store) ?? []).map(({ problem }) => problem);
}

/** Keeps the problems of a store for {@link queryProblems}, and which names stand in the broken files. */
export async function rememberQueryProblems(store: QueryStore, problems: readonly TemplateError[], readText: (file: string) => Promise<string>): Promise<void> {
  const broken = problems.map(async (problem) => ({ problem, keys: keysOf(problem.file === undefined ? "" : await readText(problem.file)) }));
  known.set(store, await Promise.all(broken));
}

/** What to say beside "there is no such query": that its file is broken, or that it may be in one that is; else nothing. */
export function brokenFileNote(store: QueryStore, name: string): string {
  const broken = known.get(store) ?? [];
  if (broken.length === 0) return "";
  const bare = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const holding = broken.filter(({ keys }) => keys.has(bare)).map(({ problem }) => problem.message);
  if (holding.length > 0) return ` It stands in a file that is broken: ${[...new Set(holding)].join("\n")}`;
  const files = [...new Set(broken.map(({ problem }) => problem.file).filter((file) => file !== undefined))];
  return files.length === 0 ? "" : ` Some query files are broken, and it may be in one of them: ${files.join(", ")}.`;
}

function keysOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^[ \t]*["']?([A-Za-z_][\w-]*)["']?[ \t]*:/gm)].map((match) => (match[1] ?? "").toLowerCase()));
}
