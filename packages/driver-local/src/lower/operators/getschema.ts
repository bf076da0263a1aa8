import type { KqlType } from "@huntkit/provider";
import { columnOf } from "../../sql/sql-builders.js";
import { kqlLiteral } from "../kql-literal.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver } from "../lowered-relation.js";

/** The names of the service's own types, which `getschema` shows. Source: Microsoft Learn, "getschema operator". */
const systemTypes: Readonly<Record<KqlType, string>> = Object.freeze({
  bool: "System.SByte",
  int: "System.Int32",
  long: "System.Int64",
  real: "System.Double",
  decimal: "System.Data.SqlTypes.SqlDecimal",
  datetime: "System.DateTime",
  timespan: "System.TimeSpan",
  string: "System.String",
  guid: "System.Guid",
  dynamic: "System.Object",
});

/** `getschema`: the columns of a table as rows. Rule R36. */
export const lowerGetschema: OperatorLowering<"getschema"> = (relation, needs, context) => {
  const alias = context.newAlias();
  const names = relation.columns.map((_, index) => `c${index + 1}`);
  const rows = relation.input.columns.map((column, index) => {
    const cells = [column.name, index, systemTypes[column.type], column.type] as const;
    return relation.columns.map(({ type }, place) => kqlLiteral(cells[place] ?? null, type));
  });
  const columns = relation.columns.map((column, index) => ({ ...column, value: columnOf(alias, names[index] ?? "") }));
  return relationOver({ kind: "values", rows, as: alias, columns: names }, columns.filter(({ name }) => needs.columns.has(name)));
};
