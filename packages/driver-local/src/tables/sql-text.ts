/** A text as a SQL string literal. For paths and column names in the views over files; values of queries travel as parameters. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Texts as a SQL list literal. */
export function sqlTextList(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(", ")}]`;
}
