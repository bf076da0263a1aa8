import { InternalError, KqlDateTime, KqlDecimal, KqlTimeSpan, type DynamicValue, type KqlValue } from "@huntkit/provider";

/**
 * Any value of a result as JSON text from which exactly the same value comes back. What JSON has no form for is an object with one
 * member whose name begins with `$`; an object of the data with such a member is wrapped itself, so that nothing is mistaken.
 */
export function toTaggedJson(value: KqlValue): string {
  return JSON.stringify(tagged(value));
}

/**
 * The value of a text of {@link toTaggedJson}.
 * @throws {SyntaxError} if the text is not JSON; {InternalError} for a tag that nobody writes.
 */
export function fromTaggedJson(text: string): KqlValue {
  return untagged(JSON.parse(text) as DynamicValue);
}

function tagged(value: KqlValue): unknown {
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: Object.is(value, -0) ? "-0" : String(value) };
  if (value === null || typeof value !== "object") return value;
  if (value instanceof KqlDateTime) return { $datetime: String(value.ticks) };
  if (value instanceof KqlTimeSpan) return { $timespan: String(value.ticks) };
  if (value instanceof KqlDecimal) return { $decimal: value.text };
  if (isList(value)) return value.map(tagged);
  const entries = Object.entries(value).map(([name, member]) => [name, tagged(member)] as const);
  const copy: unknown = Object.fromEntries(entries);
  return entries.length === 1 && entries[0]?.[0].startsWith("$") === true ? { $object: copy } : copy;
}

function untagged(value: DynamicValue): KqlValue {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map((item) => untagged(item) as DynamicValue);
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && first[0].startsWith("$")) return fromTag(first[0], first[1]);
  return untaggedMembers(entries);
}

function untaggedMembers(entries: readonly (readonly [string, DynamicValue])[]): DynamicValue {
  return Object.fromEntries(entries.map(([name, member]) => [name, untagged(member) as DynamicValue]));
}

function fromTag(tag: string, value: DynamicValue): KqlValue {
  if (tag === "$bigint") return BigInt(String(value));
  if (tag === "$number") return Number(value);
  if (tag === "$datetime") return new KqlDateTime(BigInt(String(value)));
  if (tag === "$timespan") return new KqlTimeSpan(BigInt(String(value)));
  if (tag === "$decimal") return new KqlDecimal(String(value));
  if (tag === "$object" && value !== null && typeof value === "object") return untaggedMembers(Object.entries(value));
  throw new InternalError({ code: "checkpoint-tag-unknown", message: "A stored value has a form that this version does not know." });
}

function isList(value: object): value is readonly DynamicValue[] {
  return Array.isArray(value);
}
