import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import type { SqlExpression, SqlOrderKey, SqlSelect } from "../sql/sql-nodes.js";

/**
 * What the lowering of an expression may know about its surroundings. The operators make one for each row set that they
 * evaluate expressions over; expressions only read it.
 */
export interface LowerScope {
  /** The whole query text: error places point into it. */
  readonly queryText: string;
  /** The query's one moment of `now()`, in ticks of 100 ns since 0001-01-01; the same for the whole query. */
  readonly nowTicks: bigint;
  /**
   * The order in which the rows of the input stand, if the query fixed one (`sort`, `top`, `serialize`); else empty: then
   * DuckDB's own order of rows. Aggregates that keep order (`make_list`) and window functions (`row_number`, `prev`) use it
   * as their ORDER BY.
   */
  readonly inputOrder: readonly SqlOrderKey[];
  /**
   * A column of the row at hand, always qualified by a relation alias (`t1`, `t2`, …), so it never clashes with the parameter
   * of a lambda. Its SQL type is that of `physicalTypes` for the column's KQL type.
   * @throws {InternalError} if there is no such column: names were resolved before.
   */
  column(name: string, side?: "left" | "right"): SqlExpression;
  /** The value of a scalar `let`, evaluated once for the query; its SQL type is that of its KQL type. */
  scalarLet(id: string): SqlExpression;
  /** The expression of a scalar `let`, when its meaning matters (a constant list, a literal pattern); undefined if unknown. */
  scalarLetValue(id: string): IrExpression | undefined;
  /** `toscalar(T)`: the first cell as a scalar sub-query; null (a string: `''`) if the table has no rows. */
  toScalar(relation: IrRelation): SqlExpression;
  /** The first column of a table, as a SELECT of one column called `value` (for `in (T)`, `has_any (T)`). */
  firstColumn(relation: IrRelation): SqlSelect;
}
