/** An object with any members. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list, date or secret. */
export function isPlainRecord(value: unknown): value is PlainRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** A member of an object itself, never an inherited one. */
export function ownMember(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isPlainRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
