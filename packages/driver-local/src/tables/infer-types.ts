import type { KqlType } from "@huntkit/provider";
import type { Engine } from "../runtime/open-engine.js";
import { runSelect, type SelectOptions } from "../runtime/run-select.js";
import { type DuckFamily, duckFamily, inferredTypes, storages } from "./column-storage.table.js";
import type { FileColumn, FileGroup } from "./file-group.js";
import { sqlName } from "./sql-text.js";
import { stringCells } from "./string-cells.js";

/**
 * The KQL types of the columns of a group that no schema names. Types of Parquet are what the file says, in its metadata first. Columns of text are
 * read to their end, so that no value is lost by a guess from the first rows: a column is bool, long, real or datetime only if
 * every value is; numbers with leading zeros stay strings. Columns of JSON with objects, arrays or mixed kinds are dynamic.
 */
export async function inferTypes(engine: Engine, group: FileGroup, columns: readonly FileColumn[], options: SelectOptions): Promise<Map<string, KqlType>> {
  const types = new Map<string, KqlType>();
  const typed = columns.filter((column) => column.typed);
  const stated = typed.length === 0 ? undefined : await group.statedTypes?.();
  for (const { name, duckType } of typed) types.set(name, usable(stated?.get(name), duckFamily(duckType)));
  const open = columns.filter((column) => !column.typed);
  if (open.length === 0) return types;
  const asJson = new Set(open.filter((column) => column.duckType === "JSON").map((column) => column.name));
  const items = open.map((column, index) => `${verdict(group.column(column.name), asJson.has(column.name))} AS ${sqlName(`v${index}`)}`);
  const result = await runSelect(engine, { sql: `SELECT ${items.join(", ")} FROM ${group.relation(asJson)}` }, options);
  const verdicts = stringCells(result).map((cells) => cells[0] ?? "");
  open.forEach((column, index) => types.set(column.name, (verdicts[index] || "string") as KqlType));
  return types;
}

/** The stated type, if the engine can read it from the form in the file; else the type of that form. */
function usable(stated: KqlType | undefined, family: DuckFamily): KqlType {
  return stated !== undefined && storages[stated][family] !== undefined ? stated : inferredTypes[family];
}

/** An aggregate that names the type of all values of a column. */
function verdict(column: string, isJson: boolean): string {
  return isJson ? jsonVerdict(column) : textVerdict(column);
}

function textVerdict(text: string): string {
  const cases = Object.entries(tests).map(([type, test]) => `WHEN bool_and(${test(text)}) THEN '${type}'`);
  return `CASE WHEN count(${text}) = 0 THEN 'string' ${cases.join(" ")} ELSE 'string' END`;
}

function jsonVerdict(json: string): string {
  const kind = `json_type(${json})`;
  const all = (...kinds: string[]): string => `bool_and(${kind} IN (${kinds.map((name) => `'${name}'`).join(", ")}, 'NULL'))`;
  return `CASE WHEN coalesce(bool_and(${kind} = 'NULL'), true) THEN 'string' WHEN ${all("BOOLEAN")} THEN 'bool'
    WHEN ${all("UBIGINT", "BIGINT")} THEN CASE WHEN bool_and(${kind} = 'NULL' OR TRY_CAST(${json} ->> '$' AS BIGINT) IS NOT NULL) THEN 'long' ELSE 'decimal' END
    WHEN ${all("UBIGINT", "BIGINT", "DOUBLE")} THEN 'real'
    WHEN ${all("VARCHAR")} THEN CASE WHEN bool_and(${kind} = 'NULL' OR ${tests.datetime(`(${json} ->> '$')`)}) THEN 'datetime' ELSE 'string' END
    ELSE 'dynamic' END`;
}

/** Each is null for a null value, so that `bool_and` passes over it. */
const tests = {
  bool: (text: string): string => `lower(${text}) IN ('true', 'false')`,
  long: (text: string): string => `CASE WHEN ${text} IS NOT NULL THEN coalesce(TRY_CAST(${text} AS BIGINT)::VARCHAR = ${text}, false) END`,
  real: (text: string): string => `CASE WHEN ${text} IS NOT NULL THEN regexp_full_match(${text}, '-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?') AND isfinite(TRY_CAST(${text} AS DOUBLE)) END`,
  datetime: (text: string): string =>
    `CASE WHEN ${text} IS NOT NULL THEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?') AND TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL END`,
};
