import type { BoundQuery } from "./bind-query.js";

/** Something that can stand at a place of a query. */
export interface KqlCompletion {
  /** What to show. */
  readonly label: string;
  /** The language service's word for what it is, for example `Column`, `Table`, `ScalarFunction`, `QueryPrefix`. */
  readonly kind: string;
  /** The text to put in before the cursor. */
  readonly before: string;
  /** The text to put in behind the cursor, for example `)`. */
  readonly after: string;
}

/** What can stand at an offset, and which stretch of the text it replaces. */
export interface KqlCompletions {
  readonly start: number;
  readonly length: number;
  readonly items: readonly KqlCompletion[];
}

/**
 * What can stand at an offset of a text. The first call makes the service's grammar, which takes some 300 ms.
 * @returns no items where the text cannot be parsed at all.
 */
export function completeQuery(text: string, offset: number, bound: BoundQuery): KqlCompletions {
  const { service, code } = bound;
  const at = Math.min(Math.max(0, Math.trunc(offset)), text.length);
  if (code === undefined && text.trim() !== "") return Object.freeze({ start: at, length: 0, items: [] });
  const { KustoCodeService, CompletionKind } = service.language.Editor;
  const globals = bound.globals;
  const found = new KustoCodeService.$ctor1(text, globals).GetCompletionItems(at);
  const kinds = new Map(Object.entries(CompletionKind).flatMap(([name, value]) => (typeof value === "number" ? [[value, name] as const] : [])));
  const items = service.listItems(found.Items).map((item) =>
    Object.freeze({ label: item.DisplayText, kind: kinds.get(item.Kind) ?? "Unknown", before: item.BeforeText, after: item.AfterText }),
  );
  return Object.freeze({ start: found.EditStart, length: found.EditLength, items: Object.freeze(items) });
}
