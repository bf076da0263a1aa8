/**
 * Cuts a text into the items of a list at its commas. Blanks around items are cut off; an item in quotes (`'a, b'` or `"a, b"`)
 * loses them and may hold commas, a doubled quote in it stands for one.
 */
export function splitList(text: string): string[] {
  if (!/["']/.test(text)) return text.split(",").map((item) => item.trim());
  const items: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = quotedItem(text, at);
    const end = quoted ? quoted.end : indexOrEnd(text, at);
    items.push(quoted ? quoted.item : text.slice(at, end).trim());
    at = end + 1;
  }
  return items;
}

function indexOrEnd(text: string, from: number): number {
  const comma = text.indexOf(",", from);
  return comma < 0 ? text.length : comma;
}

function quotedItem(text: string, from: number): { item: string; end: number } | undefined {
  const match = /^\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')\s*(?=,|$)/.exec(text.slice(from));
  if (!match) return undefined;
  const item = match[1] === undefined ? (match[2] ?? "").replaceAll("''", "'") : match[1].replaceAll('""', '"');
  return { item, end: from + match[0].length };
}
