import { TemplateError } from "@huntkit/provider";
import { loadIndex, loadQueries, QueryStore } from "@huntkit/templates";
import type { QuerySource } from "./create-query-provider.js";

/**
 * Reads queries from wherever they are.
 * @throws {TemplateError} if a file is broken; the message tells about every one.
 */
export async function loadQueryStore(source: QuerySource): Promise<QueryStore> {
  if (source instanceof QueryStore) return source;
  if (typeof source !== "string" && !isPaths(source)) return loadIndex(source);
  const paths = typeof source === "string" ? [source] : source;
  if (paths.length === 0) return new QueryStore();
  const { store, problems } = await loadQueries(paths);
  const [first] = problems;
  if (!first) return store;
  throw new TemplateError({
    code: problems.length === 1 ? first.code : "query-files-broken",
    message: problems.map((problem) => problem.message).join("\n"),
    cause: first,
    ...(first.file === undefined ? {} : { file: first.file }),
    ...(first.place === undefined ? {} : { place: first.place }),
  });
}

function isPaths(source: Exclude<QuerySource, string>): source is readonly string[] {
  return Array.isArray(source);
}
