import { defenderEnvironments, defenderTables } from "@huntkit/schemas";
import type { RowColumn } from "./row-columns.js";
import { cellType, memberName } from "./type-texts.js";

/** The columns of a query as the body of an interface. */
export function rowText(columns: readonly RowColumn[]): string {
  const members = columns.map(({ name, type, optional }) => `  readonly ${memberName(name)}${optional ? "?" : ""}: ${cellType(type)};\n`);
  return `{\n${members.join("")}}\n`;
}

let tableNames: ReadonlyMap<string, string> | undefined;

/** The name for rows that are those of a whole table. */
export function rowName(columns: readonly RowColumn[]): string[] {
  const key = ({ name, type }: { readonly name: string; readonly type: string }): string => `${name}:${type}`;
  tableNames ??= new Map(defenderEnvironments.flatMap((environment) => defenderTables(environment).map((table) => [table.columns.map(key).join(), table.name])));
  const table = tableNames.get(columns.map(key).join());
  return table === undefined || columns.some(({ optional }) => optional) ? [] : [`${table}Row`];
}
