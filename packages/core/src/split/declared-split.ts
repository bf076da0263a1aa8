import { TemplateError } from "@huntkit/provider";
import { type MergeFunction, mergeFunctions, type SplitMerge } from "./split-options.js";

/**
 * What a query's metadata declares of running it in parts of time, under `splittable`; undefined for nothing.
 * @throws {TemplateError} `splittable-unreadable`.
 */
export function declaredSplit(query: string, metadata: Readonly<Record<string, unknown>>): boolean | SplitMerge | undefined {
  const { splittable } = metadata;
  if (splittable === undefined || splittable === null) return undefined;
  if (typeof splittable === "boolean") return splittable;
  if (isMerge(splittable)) return { by: splittable.by, merge: splittable.merge };
  throw new TemplateError({
    code: "splittable-unreadable",
    message: `The metadata of ${query} declare \`splittable\` in a way that cannot be read. Write true, or \`by\` with a list of columns and \`merge\` with a function for each other column: ${mergeFunctions.join(", ")}.`,
  });
}

function isMerge(value: unknown): value is SplitMerge {
  if (typeof value !== "object" || value === null) return false;
  const { by, merge } = value as { readonly by?: unknown; readonly merge?: unknown };
  if (!Array.isArray(by) || !by.every((name) => typeof name === "string")) return false;
  return typeof merge === "object" && merge !== null && !Array.isArray(merge) && Object.values(merge).every((name) => mergeFunctions.includes(name as MergeFunction));
}
