/** The forms of output. */
export const formatNames = ["table", "json", "ndjson", "csv", "markdown", "parquet", "arrow"] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

const endings: Readonly<Record<string, FormatName>> = {
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  csv: "csv",
  md: "markdown",
  markdown: "markdown",
  parquet: "parquet",
  arrow: "arrow",
  feather: "arrow",
};

/** Whether the form is no text, and so neither for a terminal nor for the shell. */
export function isBinaryFormat(format: FormatName): boolean {
  return format === "parquet" || format === "arrow";
}

/** The form that a file's ending asks for; undefined for other endings. */
export function formatOfFile(path: string): FormatName | undefined {
  return endings[/\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? ""];
}
