/** JSON text of a real inside a dynamic: whole numbers keep a point, so that they stay reals; NaN and infinities are texts, as KQL shows them. */
export function realJson(value: number | null | undefined): string {
  if (value === null || value === undefined) return "null";
  if (Number.isNaN(value)) return '"NaN"';
  if (!Number.isFinite(value)) return value > 0 ? '"Infinity"' : '"-Infinity"';
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

/** JSON text of an array of reals. */
export function realsJson(values: readonly (number | null)[]): string {
  return `[${values.map(realJson).join(",")}]`;
}

/** JSON text of a bag whose values are JSON texts already. */
export function bagJson(entries: Readonly<Record<string, string>>): string {
  return `{${Object.entries(entries).map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(",")}}`;
}

/** What a JSON text holds; undefined if it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What is no JSON number but a real of KQL, by the text that stands for it. */
const notFinite: ReadonlyMap<unknown, number> = new Map([["NaN", NaN], ["Infinity", Infinity], ["-Infinity", -Infinity]]);

/** The numbers of a dynamic array, null where an element is no number; undefined if it is no array. */
export function numbersOf(json: string): (number | null)[] | undefined {
  const value = parseJson(json);
  return Array.isArray(value) ? value.map((item: unknown) => (typeof item === "number" ? item : notFinite.get(item) ?? null)) : undefined;
}

/** The numbers of a dynamic array without gaps; undefined if it is no array of finite numbers alone, or empty. */
export function completeNumbersOf(json: string): number[] | undefined {
  const numbers = numbersOf(json);
  return numbers?.length && numbers.every((item) => item !== null && Number.isFinite(item)) ? (numbers as number[]) : undefined;
}
