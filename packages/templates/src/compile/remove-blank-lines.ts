/** Stands for a placeholder while lines are looked at: not white space. */
const standIn = "\ue000";

/** Marks where clauses would stand that were not given. */
export const vanished = "\ue003";

/**
 * Removes blank lines as the reference does after formatting: a line break, white space, and a line break become one line break.
 * Values are not looked at.
 */
export function removeBlankLines(parts: readonly string[]): string[] {
  return parts.join(standIn).replaceAll(vanished, "").replace(/\n\s*\n/g, "\n").split(standIn);
}

/** Removes the lines on which nothing but vanished clauses stood; all other blank lines stay as the author wrote them. */
export function removeVanishedLines(parts: readonly string[]): readonly string[] {
  if (!parts.some((part) => part.includes(vanished))) return parts;
  const line = new RegExp(`(^|\\n)[ \\t]*${vanished}[ \\t${vanished}]*(?=\\r?\\n|$)`, "g");
  return parts.join(standIn).replace(line, "").replaceAll(vanished, "").split(standIn);
}
