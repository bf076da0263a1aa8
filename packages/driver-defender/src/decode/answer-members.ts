import type { DynamicValue, ResultColumn } from "@huntkit/provider";
import { unexpectedAnswer } from "./answer-errors.js";
import { dynamicCell, needsText } from "./dynamic-cell.js";
import { kqlTypeNamed } from "./type-names.table.js";

/** The members of an answer, or of another object of the service, by their names in lower case. */
export type Members = ReadonlyMap<string, unknown>;

/**
 * Refuses an answer that has a member twice, in whatever case: which of them holds the data cannot be told.
 * @throws {ServiceError}
 */
export function refuseTwice(keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key.toLowerCase())) throw unexpectedAnswer(`it has the member "${key.slice(0, 60)}" twice`);
    seen.add(key.toLowerCase());
  }
}

/** The members of a value; empty if it is no object. The first of two names that differ only in case counts. */
export function membersOf(value: unknown): Members {
  const members = new Map<string, unknown>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return members;
  for (const [key, member] of Object.entries(value)) if (!members.has(key.toLowerCase())) members.set(key.toLowerCase(), member);
  return members;
}

/**
 * The columns that an answer's schema tells.
 * @throws {ServiceError} without a schema, or if an entry is not understood.
 */
export function columnsOf(members: Members): ResultColumn[] {
  const schema = members.get("schema");
  if (!Array.isArray(schema)) throw unexpectedAnswer("it has no schema");
  const columns = schema.map(columnOf);
  const names = new Set(columns.map((column) => column.name));
  if (names.size !== columns.length) throw unexpectedAnswer("its schema has two columns of one name");
  return columns;
}

function columnOf(entry: unknown): ResultColumn {
  const members = membersOf(entry);
  const name = members.get("name");
  const typeName = members.get("type");
  if (typeof name !== "string" || typeof typeName !== "string") throw unexpectedAnswer("an entry of its schema has no name or no type");
  const type = kqlTypeNamed(typeName);
  if (type === undefined) throw unexpectedAnswer(`its column "${name}" has the type "${typeName.slice(0, 60)}"`);
  return { name, type };
}

/** What the service tells about its work, if it does. */
export function statisticsOf(members: Members): Readonly<Record<string, DynamicValue>> | undefined {
  const read = dynamicCell(members.get("stats") ?? null, true);
  return read === needsText || typeof read !== "object" || read === null || Array.isArray(read) ? undefined : (read as Readonly<Record<string, DynamicValue>>);
}
