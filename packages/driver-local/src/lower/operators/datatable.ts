import { columnOf, constant } from "../../sql/sql-builders.js";
import { decimalFits, kqlLiteral } from "../kql-literal.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver } from "../lowered-relation.js";

/** `datatable`: the rows of the query text, every cell a parameter. Rule R35. */
export const lowerDatatable: OperatorLowering<"datatable"> = (relation, needs, context) => {
  const alias = context.newAlias();
  const shown = relation.columns.map((column, place) => ({ ...column, place })).filter(({ name }) => needs.columns.has(name));
  const names = shown.map((_, index) => `c${index + 1}`);
  const cells = relation.rows.map((row) => shown.map(({ place, type }) => kqlLiteral(row[place] ?? null, type)));
  if (shown.some(({ place }) => relation.rows.some((row) => !decimalFits(row[place])))) return context.refuse("a decimal of more than 21 digits before the point or 17 behind it", relation, "Write fewer digits, or a real.");
  const columns = shown.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, names[index] ?? "") }));
  if (cells.length === 0) return emptyTable(columns, alias, names);
  const rows = shown.length === 0 ? cells.map(() => [constant(1)]) : cells;
  return relationOver({ kind: "values", rows, as: alias, columns: shown.length === 0 ? ["none"] : names }, columns);
};

function emptyTable(columns: Parameters<typeof relationOver>[1], alias: string, names: readonly string[]): ReturnType<typeof relationOver> {
  const cells = columns.map((column) => kqlLiteral(null, column.type));
  const shape = cells.length === 0 ? { rows: [[constant(1)]], columns: ["none"] } : { rows: [cells], columns: [...names] };
  return { ...relationOver({ kind: "values", ...shape, as: alias }, columns), where: [constant(false)] };
}
