/**
 * Replaces several texts in one pass: at each place the first of the lookups that fits there is taken, what was put in is not
 * looked at again. A lookup or rewrite that is no text leaves the text that fits as it is. Source: "replace_strings()".
 */
export function replaceStrings(text: string, lookups: readonly unknown[], rewrites: readonly unknown[]): string {
  const pairs = new Map<string, string>();
  lookups.forEach((lookup, index) => {
    const rewrite = rewrites[index];
    if (typeof lookup === "string" && lookup !== "" && !pairs.has(lookup)) pairs.set(lookup, typeof rewrite === "string" ? rewrite : lookup);
  });
  if (pairs.size === 0) return text;
  const pattern = new RegExp([...pairs.keys()].map((lookup) => lookup.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|"), "g");
  return text.replace(pattern, (found) => pairs.get(found) ?? found);
}
