/** Writes JSON with every digit of a bigint, which `JSON.stringify` refuses. Members that are undefined are left out. */
export function jsonText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [`${JSON.stringify(name)}:${jsonText(member)}`]));
  return `{${members.join(",")}}`;
}
