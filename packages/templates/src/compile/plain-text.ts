import { KqlDateTime, type KqlValue, type QueryDialect } from "@huntkit/provider";
import type { ResolvedValue, TypedValue } from "../values/typed-value.js";

/** A value as plain text, as it stands inside a string or a comment: a time in ISO 8601, JSON for dynamic, a list with commas. */
export function plainText(value: ResolvedValue, dialect: QueryDialect): string {
  if (isList(value)) return value.map((item) => plainText(item, dialect)).join(",");
  return typedText(value, dialect);
}

function typedText({ type, value }: TypedValue, dialect: QueryDialect): string {
  if (type === "dynamic") return JSON.stringify(value, bigintAsNumber);
  if (value instanceof KqlDateTime) return dialect.insideLiteral(value, "datetime");
  return value === null ? "" : String(value);
}

function bigintAsNumber(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** The reference's form of a list: `'a', 'b', 3`. */
export function referenceListText(value: readonly TypedValue[], dialect: QueryDialect): string {
  return value.map((item) => (item.type === "string" ? `'${String(item.value)}'` : typedText(item, dialect))).join(", ");
}

/** Whether a resolved value is a list. */
export function isList(value: ResolvedValue): value is readonly TypedValue[] {
  return Array.isArray(value);
}

/** Whether a parameter counts as given in `{{#if}}`: not false, zero, empty text, an empty list or nothing. */
export function countsAsGiven(value: ResolvedValue | undefined): boolean {
  if (value === undefined) return false;
  if (isList(value)) return value.length > 0;
  const inner: KqlValue = value.value;
  return inner !== false && inner !== 0 && inner !== "" && inner !== null;
}
