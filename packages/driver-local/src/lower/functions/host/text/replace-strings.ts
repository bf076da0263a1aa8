/** A stretch of text that may still be replaced, or one that is settled. */
interface Stretch {
  readonly text: string;
  readonly isSettled: boolean;
}

/**
 * Replaces several texts, each everywhere, an earlier lookup before a later one; what was found once is not looked at again. A
 * lookup that is no text is passed over, a rewrite that is none leaves what was found as it is. Source: "replace_strings()".
 */
export function replaceStrings(text: string, lookups: readonly unknown[], rewrites: readonly unknown[]): string {
  let stretches: readonly Stretch[] = [{ text, isSettled: false }];
  lookups.forEach((lookup, index) => {
    if (typeof lookup !== "string" || lookup === "") return;
    const rewrite = rewrites[index];
    const settled: Stretch = { text: typeof rewrite === "string" ? rewrite : lookup, isSettled: true };
    stretches = stretches.flatMap((stretch) => (stretch.isSettled ? [stretch] : replacedIn(stretch.text, lookup, settled)));
  });
  return stretches.map((stretch) => stretch.text).join("");
}

function replacedIn(text: string, lookup: string, settled: Stretch): Stretch[] {
  return text.split(lookup).flatMap((part, index): Stretch[] => (index === 0 ? [{ text: part, isSettled: false }] : [settled, { text: part, isSettled: false }]));
}
