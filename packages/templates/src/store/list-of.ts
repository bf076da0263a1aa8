/** A metadata member as a list of texts. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" && value !== "" ? value.split(",").map((item) => item.trim()) : [];
}
