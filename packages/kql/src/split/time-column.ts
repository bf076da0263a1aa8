import type { ResultColumn } from "@huntkit/provider";

const usual = ["Timestamp", "TimeGenerated"];

/** The column with the time of a table's rows, by the service's names; undefined for a table without one, such as an inventory. */
export function timeColumnOf(columns: readonly ResultColumn[], wanted?: string): string | undefined {
  const names = wanted === undefined ? usual : [wanted];
  return names.find((name) => columns.some((column) => column.name === name && column.type === "datetime"));
}
