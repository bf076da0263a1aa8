import { columnOf, constant, operator } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlOrderKey, SqlSelect, SqlSource } from "../../sql/sql-nodes.js";
import { readsHandedIn } from "../ir-walk.js";
import type { LowerContext, RowsMaker } from "../lower-context.js";
import { finishSelect, physicalNames, relationOver, selectOf, type LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { withTotalOrder } from "../total-order.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering, OtherOperator } from "./other.js";

/**
 * `partition`: the sub-query runs over the rows of each value of the key, and the results are put together. The strategies are
 * hints: they do not change the answer; `legacy`, the default, takes any number of values here. Rule R48.
 * Source: Microsoft Learn, "partition operator" (`partition-operator`).
 */
export const lowerPartition: OtherLowering<"partition"> = (relation, needs, context) => {
  const { subquery } = relation.details;
  // DuckDB does not plan it
  if (readsHandedIn(relation)) return context.refuse("partition over the rows of another operator", relation, "Use it outside of mv-apply, or summarize by the column.");
  const rows = new PartitionedRows(relation, context);
  const lowered = context.subquery(subquery, { columns: needs.columns, order: true }, relation, rows.maker);
  const inner = finishSelect(lowered, needs.order);
  const alias = context.newAlias();
  const columns = lowered.columns.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, inner.columnNames[index] ?? "") }));
  const from: SqlSource = { kind: "join", type: "CROSS LATERAL", left: rows.keys(), right: { kind: "select", query: inner.query, as: alias } };
  const order = inner.orderNames.map((name, index): SqlOrderKey => ({ ...(lowered.order[index] as SqlOrderKey), value: columnOf(alias, name) }));
  const joined = { ...relationOver(from, columns), order: needs.order ? [rows.firstRow, ...order] : [] };
  return rows.around(joined);
};

/** The rows of the input as a common table expression of the sub-query that reads it for each key. */
class PartitionedRows {
  readonly maker: RowsMaker;
  /** Keys stand in the order in which they first occur. */
  readonly firstRow: SqlOrderKey;
  readonly #relation: OtherOperator<"partition">;
  readonly #context: LowerContext;
  readonly #table: string;
  readonly #key: string;
  readonly #read = new Set<string>();
  readonly #names: ReadonlyMap<string, string>;

  constructor(relation: OtherOperator<"partition">, context: LowerContext) {
    this.#relation = relation;
    this.#context = context;
    this.#table = `rows_${context.newAlias()}`;
    this.#key = context.newAlias();
    this.firstRow = { value: columnOf(this.#key, "first_row"), direction: "ASC", nulls: "LAST" };
    const columns = inputOf(relation, context).columns.map(({ name }) => name);
    const names = physicalNames(columns);
    this.#names = new Map(columns.map((name, index) => [name, `c_${names[index] ?? ""}`]));
    this.maker = (needs) => this.#rowsOfKey(needs.columns);
  }

  #rowsOfKey(needed: ReadonlySet<string>): LoweredRelation {
    const alias = this.#context.newAlias();
    const columns = inputOf(this.#relation, this.#context).columns.filter(({ name }) => needed.has(name));
    for (const { name } of columns) this.#read.add(name);
    const rows = relationOver({ kind: "name", name: this.#table, as: alias }, columns.map(({ name, type }) => ({ name, type, value: columnOf(alias, this.#names.get(name) ?? "") })));
    const sameKey = operator("IS NOT DISTINCT FROM", columnOf(alias, "partition_key"), columnOf(this.#key, "partition_key"));
    return { ...rows, where: [sameKey], order: [{ value: columnOf(alias, "row_order"), direction: "ASC", nulls: "LAST" }], orderIsTotal: true };
  }

  /** Each key with the number of its first row. */
  keys(): SqlSource {
    const alias = this.#context.newAlias();
    const first: SqlExpression = { kind: "call", name: "min", arguments: [columnOf(alias, "row_order")] };
    const query: SqlSelect = {
      kind: "select",
      items: [{ value: columnOf(alias, "partition_key"), as: "partition_key" }, { value: first, as: "first_row" }],
      from: { kind: "name", name: this.#table, as: alias },
      groupBy: [constant(1)],
    };
    return { kind: "select", query, as: this.#key };
  }

  /** The result as a sub-query that begins with the rows of the input. */
  around(joined: LoweredRelation): LoweredRelation {
    const { query, columnNames, orderNames } = finishSelect(joined, true);
    const alias = this.#context.newAlias();
    const withRows = { ...query, with: [{ name: this.#table, query: this.#rows(), materialized: true }] } as SqlSelect;
    const columns = joined.columns.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, columnNames[index] ?? "") }));
    const order = orderNames.map((name, index) => ({ ...(joined.order[index] as SqlOrderKey), value: columnOf(alias, name) }));
    return { ...relationOver({ kind: "select", query: withRows, as: alias }, columns), order };
  }

  #rows(): SqlSelect {
    const { by } = this.#relation.details;
    const input = this.#context.relation(inputOf(this.#relation, this.#context), needsOf(this.#read, [by], true));
    const ready = this.#context.readyFor([by], withTotalOrder(input, this.#context));
    const number = ready.order[0]?.value ?? constant(0);
    const shown = ready.columns.filter(({ name }) => this.#read.has(name)).map(({ name, value }) => ({ value, as: this.#names.get(name) ?? "" }));
    return selectOf(ready, [...shown, { value: this.#context.expression(by, ready), as: "partition_key" }, { value: number, as: "row_order" }]);
  }
}
