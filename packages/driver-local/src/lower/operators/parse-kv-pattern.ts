/** What `with (…)` of parse-kv says. */
export interface ParseKvOptions {
  /** Each one or two characters: what opens and what closes. */
  readonly quotes: readonly string[];
  readonly escapes: readonly string[];
}

const literal = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
const inClass = (text: string): string => text.replace(/[\\\]^-]/g, "\\$&");
const wordless = "[^\\p{L}\\p{N}]";

/** A quoted text with its quotes; undefined without quotes. */
function quoted({ quotes, escapes }: ParseKvOptions): string | undefined {
  if (quotes.length === 0) return undefined;
  const forms = quotes.map((quote) => {
    const characters = [...quote];
    const open = characters[0] ?? "";
    const close = characters[1] ?? open;
    const escaped = escapes.map((escape) => `|${literal(escape)}.`).join("");
    return `${literal(open)}(?:[^${inClass(close)}${escapes.map(inClass).join("")}]${escaped})*${literal(close)}`;
  });
  return `(?:${forms.join("|")})`;
}

/**
 * A pattern for all pairs between delimiters. Its groups: the key in quotes, the key without, the value in quotes, the value
 * without. A key without quotes may begin with rests of what is no pair: it begins behind its last pair delimiter.
 */
export function pairPattern(pair: string, separator: string, options: ParseKvOptions): string {
  const inQuotes = quoted(options);
  const end = `(?:${literal(pair)}|$)`;
  const key = inQuotes === undefined ? "()(.*?)" : `(?:\\s*(${inQuotes})\\s*|(.*?))`;
  const value = inQuotes === undefined ? `()(.*?)${end}` : `(?:\\s*(${inQuotes})\\s*${end}|(.*?)${end})`;
  return `(?s)${key}${literal(separator)}${value}`;
}

/** A pattern for the value of a key where everything that is neither letter nor digit parts. Its groups: in quotes, without. */
export function wordPattern(key: string, options: ParseKvOptions): string {
  const inQuotes = quoted(options);
  const value = inQuotes === undefined ? "()([\\p{L}\\p{N}]+)" : `(?:(${inQuotes})|([\\p{L}\\p{N}]+))`;
  return `(?s)(?:^|${wordless})${literal(key)}${wordless}+?${value}`;
}

/** A pattern for an escape and the character behind it (its group); undefined without escapes. */
export function escapePattern({ escapes }: ParseKvOptions): string | undefined {
  return escapes.length === 0 ? undefined : `(?s)(?:${escapes.map(literal).join("|")})(.)`;
}
