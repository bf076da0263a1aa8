import type { KqlType } from "@huntkit/provider";
import type { DayFiles, LocalColumnStorage } from "../tables/local-table-source.js";
import { allOf, columnOf, constant } from "../sql/sql-builders.js";
import type { SqlExpression, SqlOrderKey, SqlSelect, SqlSelectItem, SqlSource } from "../sql/sql-nodes.js";

/** A column as it is stored. */
export interface RawColumn {
  readonly value: SqlExpression;
  readonly stored: LocalColumnStorage;
  /** The files by day, if the column is the time of the row and folders are named after days. */
  readonly dayFiles?: DayFiles;
}

/** A column of a relation that is being lowered. */
export interface LoweredColumn {
  /** Its name in KQL. */
  readonly name: string;
  /** Its type in KQL. */
  readonly type: KqlType;
  /** Its value over `from`, in the engine's form of its type. */
  readonly value: SqlExpression;
  /** The stored column behind it, while the scan is still at hand: comparisons are also made on it, so that files are pruned. */
  readonly raw?: RawColumn;
}

/**
 * A relation on its way to SQL: one SELECT that is not finished yet, to which following operators may still add. `closed` ends
 * it and starts the next one around it.
 */
export interface LoweredRelation {
  /** What it reads; undefined for `print`. */
  readonly from?: SqlSource;
  /** Conditions that hold for its rows. */
  readonly where: readonly SqlExpression[];
  /** The columns that are needed, in KQL's order. */
  readonly columns: readonly LoweredColumn[];
  /** The order that the query fixed for the rows, over `from`; empty if it fixed none. */
  readonly order: readonly SqlOrderKey[];
  /** Whether `order` leaves no ties. */
  readonly orderIsTotal: boolean;
  /** How many of the rows, in that order, it has; undefined for all. */
  readonly limit?: SqlExpression;
  /** Whether values depend on the rows around (window functions) or make rows (unnest): rows must not be filtered before a close. */
  readonly rowsAreFixed: boolean;
}

/** Finds a column of the row at hand. */
export type ColumnFinder = (name: string, side?: "left" | "right") => LoweredColumn | undefined;

/** Finds columns of a relation by name. */
export function findIn(relation: LoweredRelation): ColumnFinder {
  const byName = new Map(relation.columns.map((column) => [column.name, column]));
  return (name) => byName.get(name);
}

/** Names for the columns of a SELECT: KQL's own where DuckDB can tell them apart, else numbered ones. */
export function physicalNames(names: readonly string[]): string[] {
  const used = new Set<string>(["rowid"]);
  return names.map((name, index) => {
    let physical = /^[\p{L}\p{N}_][\p{L}\p{N}_ .@-]{0,80}$/u.test(name) ? name : `column_${index + 1}`;
    for (let copy = 2; used.has(physical.toLowerCase()); copy++) physical = `${name.slice(0, 80).replace(/[^\p{L}\p{N}_]/gu, "_")}_${copy}`;
    used.add(physical.toLowerCase());
    return physical;
  });
}

/** Whether two expressions are the same column of the same alias. */
function sameColumn(a: SqlExpression, b: SqlExpression): boolean {
  return a.kind === "column" && b.kind === "column" && a.name === b.name && a.of === b.of;
}

/** A finished SELECT and, for each column and each key of the order, the name under which it gives it. */
interface FinishedSelect {
  readonly query: SqlSelect;
  readonly columnNames: readonly string[];
  readonly orderNames: readonly string[];
}

/** Ends a relation as a SELECT of its columns and, hidden behind them, of what its order needs. */
export function finishSelect(relation: LoweredRelation, keepOrder: boolean): FinishedSelect {
  const keys = keepOrder ? relation.order : [];
  const places = keys.map((key) => relation.columns.findIndex((column) => sameColumn(column.value, key.value)));
  const hidden = keys.filter((_, index) => places[index] === -1);
  const names = physicalNames([...relation.columns.map((column) => column.name), ...hidden.map((_, index) => `order_${index + 1}`)]);
  const values = [...relation.columns.map((column) => column.value), ...hidden.map((key) => key.value)];
  let nextHidden = relation.columns.length;
  return {
    query: selectOf(relation, values.map((value, index) => ({ value, as: names[index] ?? "" }))),
    columnNames: names.slice(0, relation.columns.length),
    orderNames: places.map((place) => names[place === -1 ? nextHidden++ : place] ?? ""),
  };
}

/** The SELECT of some items over a relation; it cuts the rows if the relation has a limit, but does not order them otherwise. */
export function selectOf(relation: LoweredRelation, items: readonly SqlSelectItem[]): Extract<SqlSelect, { kind: "select" }> {
  const where = allOf(relation.where);
  return {
    kind: "select",
    items: items.length ? items : [{ value: constant(1), as: "none" }],
    ...(relation.from ? { from: relation.from } : {}),
    ...(where ? { where } : {}),
    ...(relation.limit ? { orderBy: relation.order, limit: relation.limit } : {}),
  };
}

/** The relation as a sub-query under an alias: all its columns are plain columns then. */
export function closed(relation: LoweredRelation, alias: string, keepOrder = true): LoweredRelation {
  const { query, columnNames, orderNames } = finishSelect(relation, keepOrder);
  return {
    from: { kind: "select", query, as: alias },
    where: [],
    columns: relation.columns.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, columnNames[index] ?? "") })),
    order: orderNames.map((name, index) => ({ ...(relation.order[index] as SqlOrderKey), value: columnOf(alias, name) })),
    orderIsTotal: relation.orderIsTotal,
    rowsAreFixed: false,
  };
}

/** Whether a value costs nothing to repeat. */
export function isPlain(value: SqlExpression): boolean {
  if (value.kind === "field") return isPlain(value.operand);
  return value.kind === "column" || value.kind === "parameter" || value.kind === "constant";
}

/** A fresh relation over a source, in no fixed order. */
export function relationOver(from: SqlSource | undefined, columns: readonly LoweredColumn[]): LoweredRelation {
  return { ...(from ? { from } : {}), where: [], columns, order: [], orderIsTotal: false, rowsAreFixed: false };
}
