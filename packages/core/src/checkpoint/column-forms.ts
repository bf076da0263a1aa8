import { exactInteger, KqlDateTime, KqlDecimal, KqlTimeSpan, type KqlType, type KqlValue } from "@huntkit/provider";
import type { SchemaElement } from "hyparquet";
import { fromTaggedJson, toTaggedJson } from "./tagged-json.js";

/** How the cells of a column stand in a Parquet column. */
export interface ColumnForm {
  readonly type: "BOOLEAN" | "INT32" | "INT64" | "DOUBLE" | "BYTE_ARRAY";
  /** The stored form of a cell; undefined if this form cannot hold it exactly. Never called for null. */
  store(value: KqlValue): StoredCell | undefined;
  /** The cell of a stored form. */
  load(stored: StoredCell): KqlValue;
}

/** What Parquet keeps of a cell. */
export type StoredCell = boolean | number | bigint | string;

/** The name of the form that holds any value, for a column with a cell that its type's own form cannot hold exactly. */
export const taggedForm = "tagged";

const tagged: ColumnForm = { type: "BYTE_ARRAY", store: toTaggedJson, load: (stored) => fromTaggedJson(String(stored)) };

const text: ColumnForm = {
  type: "BYTE_ARRAY",
  // UTF-8 cannot hold half a surrogate pair; JSON escapes it.
  store: (value) => (typeof value === "string" && !/\p{Surrogate}/u.test(value) ? value : undefined),
  load: (stored) => String(stored),
};

const ticks = (make: (value: bigint) => KqlDateTime | KqlTimeSpan, kind: typeof KqlDateTime | typeof KqlTimeSpan): ColumnForm => ({
  type: "INT64",
  store: (value) => (value instanceof kind ? value.ticks : undefined),
  load: (stored) => make(BigInt(stored)),
});

/** The form of each KQL type; times are ticks of 100 ns, datetimes since 0001-01-01. */
const forms: Readonly<Record<KqlType, ColumnForm>> = {
  bool: { type: "BOOLEAN", store: (value) => (typeof value === "boolean" ? value : undefined), load: (stored) => stored },
  int: { type: "INT32", store: (value) => (typeof value === "number" && Object.is(value | 0, value) ? value : undefined), load: (stored) => stored },
  long: { type: "INT64", store: storeLong, load: (stored) => exactInteger(BigInt(stored)) },
  real: { type: "DOUBLE", store: (value) => (typeof value === "number" ? value : undefined), load: (stored) => stored },
  decimal: { type: "BYTE_ARRAY", store: (value) => (value instanceof KqlDecimal ? value.text : undefined), load: (stored) => new KqlDecimal(String(stored)) },
  datetime: ticks((value) => new KqlDateTime(value), KqlDateTime),
  timespan: ticks((value) => new KqlTimeSpan(value), KqlTimeSpan),
  string: text,
  guid: text,
  dynamic: tagged,
};

function storeLong(value: KqlValue): bigint | undefined {
  const whole = typeof value === "bigint" || (Number.isSafeInteger(value) && !Object.is(value, -0)) ? BigInt(value as number | bigint) : undefined;
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole) return undefined;
  return Object.is(exactInteger(whole), value) ? whole : undefined;
}

/** The form of a stored name. @returns undefined for a name that this version does not know. */
export function formOf(name: string): ColumnForm | undefined {
  return name === taggedForm ? tagged : Object.hasOwn(forms, name) ? forms[name as KqlType] : undefined;
}

/** The cells of a column in the form of its type, or in the form for any value if one of them needs it. */
export function storeColumn(type: KqlType, cells: readonly KqlValue[]): { readonly form: string; readonly stored: (StoredCell | null)[] } {
  const stored = storeAll(forms[type], cells);
  return stored ? { form: type, stored } : { form: taggedForm, stored: cells.map((cell) => (cell === null ? null : toTaggedJson(cell))) };
}

function storeAll(form: ColumnForm, cells: readonly KqlValue[]): (StoredCell | null)[] | undefined {
  const stored: (StoredCell | null)[] = [];
  for (const cell of cells) {
    const kept = cell === null ? null : form.store(cell);
    if (kept === undefined) return undefined;
    stored.push(kept);
  }
  return stored;
}

/** The element of a Parquet schema for a form. */
export function schemaElement(name: string, { type }: ColumnForm): SchemaElement {
  return { name, type, repetition_type: "OPTIONAL", ...(type === "BYTE_ARRAY" ? { converted_type: "UTF8" as const } : {}) };
}
