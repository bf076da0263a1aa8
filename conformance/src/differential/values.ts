/** The types of columns in generated tables. */
export type PlainType = "long" | "real" | "string" | "bool" | "datetime" | "dynamic";

/** A time of the second implementation, in milliseconds since 1970: a class, so that it is no number. */
export class PlainTime {
  constructor(readonly milliseconds: number) {}
}

/** A value of the second implementation: longs are bigint, reals are numbers, arrays stand for dynamic. */
export type Plain = null | boolean | bigint | number | string | PlainTime | readonly Plain[];

/** A table of the second implementation; `ordered` if the order of its rows is fixed. */
export interface PlainTable {
  readonly columns: readonly { readonly name: string; readonly type: PlainType }[];
  readonly rows: readonly (readonly Plain[])[];
  readonly ordered: boolean;
}

/** A text that two values share if they are the same. */
export function keyOf(value: Plain): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return `l${value}`;
  if (typeof value === "number") return `r${Object.is(value, -0) ? 0 : Number(value.toPrecision(12))}`;
  if (typeof value === "string") return `s${JSON.stringify(value)}`;
  if (typeof value === "boolean") return `b${value}`;
  return value instanceof PlainTime ? `t${value.milliseconds}` : `[${value.map(keyOf).join(",")}]`;
}

/** What an absent value of a type is: a text is never null (R16, R20). */
export function absent(type: PlainType): Plain {
  return type === "string" ? "" : null;
}

/** The order of two values that are not null, of one type. Texts by code points. */
export function order(left: Plain, right: Plain): number {
  if (typeof left === "string" && typeof right === "string") return Buffer.compare(Buffer.from(left), Buffer.from(right));
  const [a, b] = [sortable(left), sortable(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortable(value: Plain): number | bigint {
  if (value instanceof PlainTime) return value.milliseconds;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value as number | bigint;
}

/** A value as KQL text. */
export function literal(value: Plain, type: PlainType): string {
  if (value === null) return `${type}(null)`;
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof PlainTime) return `datetime(${new Date(value.milliseconds).toISOString()})`;
  if (Array.isArray(value)) return `dynamic([${value.map((item) => (item === null ? "null" : String(item))).join(",")}])`;
  return `${type}(${String(value)})`;
}
