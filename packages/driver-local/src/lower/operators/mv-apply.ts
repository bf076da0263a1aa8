import { call, columnOf, constant } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelectItem, SqlSource } from "../../sql/sql-nodes.js";
import type { LowerContext, RowsMaker } from "../lower-context.js";
import { finishSelect, physicalNames, relationOver, selectOf, type LoweredColumn, type LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { withTotalOrder } from "../total-order.js";
import { elementValue } from "./element-value.js";
import { elements, longest } from "./mv-expand.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering, OtherOperator } from "./other.js";

type MvApply = OtherOperator<"mv-apply">;

/**
 * `mv-apply`: for each row a sub-query over its elements, in their order, joined to the row. Rule R47.
 * Source: Microsoft Learn, "mv-apply operator" (`mv-apply-operator`).
 */
export const lowerMvApply: OtherLowering<"mv-apply"> = (relation, needs, context) => {
  const { subquery, carried } = relation.details;
  const rows = new OuterRows(relation, needs.order, context);
  const shown = new Set(subquery.columns.map(({ name }) => name).filter((name) => needs.columns.has(name)));
  const lowered = context.subquery(subquery, { columns: shown, order: needs.order }, relation, rows.maker);
  const inner = finishSelect(lowered, needs.order);
  const alias = context.newAlias();
  const kept = carried.filter((name) => needs.columns.has(name));
  for (const name of kept) rows.read.add(name);
  const outer = rows.source();
  const from: SqlSource = { kind: "join", type: "CROSS LATERAL", left: outer.from, right: { kind: "select", query: inner.query, as: alias } };
  const places = new Map(lowered.columns.map((column, index) => [column.name, inner.columnNames[index] ?? ""]));
  const columns = relation.columns.flatMap(({ name, type }): LoweredColumn[] => {
    if (!needs.columns.has(name)) return [];
    const place = places.get(name);
    return [{ name, type, value: place === undefined || kept.includes(name) ? rows.column(name) : columnOf(alias, place) }];
  });
  const order = inner.orderNames.flatMap((name, index) => (lowered.order[index] ? [{ ...lowered.order[index], value: columnOf(alias, name) }] : []));
  return { ...relationOver(from, columns), order: outer.order ? [outer.order, ...order] : [], orderIsTotal: false };
};

/** The rows of the input, closed under an alias that is known before it is known which of their columns are read. */
class OuterRows {
  /** The columns of the input that are read. */
  readonly read = new Set<string>();
  readonly maker: RowsMaker;
  readonly #relation: MvApply;
  readonly #ordered: boolean;
  readonly #context: LowerContext;
  readonly #alias: string;
  readonly #names: ReadonlyMap<string, string>;

  constructor(relation: MvApply, ordered: boolean, context: LowerContext) {
    this.#relation = relation;
    this.#ordered = ordered;
    this.#context = context;
    this.#alias = context.newAlias();
    const columns = inputOf(relation, context).columns.map(({ name }) => name);
    const names = physicalNames(columns);
    this.#names = new Map(columns.map((name, index) => [name, `c_${names[index] ?? ""}`]));
    this.maker = (needs) => this.#elements(needs.columns);
  }

  column(name: string): SqlExpression {
    return columnOf(this.#alias, this.#names.get(name) ?? "");
  }

  /** The elements of the row at hand, with the columns of the row beside them. */
  #elements(needed: ReadonlySet<string>): LoweredRelation {
    const { items, indexColumn } = this.#relation.details;
    const alias = this.#context.newAlias();
    const lists = items.map((_, place) => columnOf(this.#alias, listName(place)));
    const made = new Set([...items.map((item) => item.name), indexColumn]);
    const passed = inputOf(this.#relation, this.#context).columns.filter(({ name }) => needed.has(name) && !made.has(name));
    for (const { name } of passed) this.read.add(name);
    const selected: SqlSelectItem[] = [
      ...lists.map((list, place) => ({ value: call("unnest", list), as: `e_${place + 1}` })),
      { value: call("unnest", call("range", longest(lists))), as: "element_index" },
      ...passed.map(({ name }) => ({ value: this.column(name), as: this.#names.get(name) ?? "" })),
    ];
    const columns = [
      ...items.map((item, place) => ({ name: item.name, type: item.type, value: elementValue(columnOf(alias, `e_${place + 1}`), item.type, this.#relation, this.#context) })),
      ...(indexColumn === undefined ? [] : [{ name: indexColumn, type: "long" as const, value: columnOf(alias, "element_index") }]),
      ...passed.map(({ name, type }) => ({ name, type, value: columnOf(alias, this.#names.get(name) ?? "") })),
    ].filter(({ name }) => needed.has(name));
    const rows = relationOver({ kind: "select", query: { kind: "select", items: selected }, as: alias }, columns);
    return { ...rows, order: [{ value: columnOf(alias, "element_index"), direction: "ASC", nulls: "LAST" }], orderIsTotal: true };
  }

  /** The input's rows with their lists of elements, when it is known which columns are read. */
  source(): { readonly from: SqlSource; readonly order?: LoweredRelation["order"][number] } {
    const { items, bagExpansion, limit } = this.#relation.details;
    const context = this.#context;
    const values = items.map((item) => item.value);
    const input = context.relation(inputOf(this.#relation, context), needsOf(this.read, values, this.#ordered));
    const ready = context.readyFor(values, this.#ordered ? withTotalOrder(input, context) : context.freeRows(input));
    const most = limit && context.expression(limit, relationOver(undefined, []));
    const dynamics = items.map((item, place): LoweredColumn => {
      if (item.value.type !== "dynamic") return context.refuse(`mv-apply of a ${item.value.type}`, item.value, "Expand a dynamic value.");
      return { name: `\0value ${place + 1}`, type: "dynamic", value: context.expression(item.value, ready) };
    });
    const passed = ready.columns.filter(({ name }) => this.read.has(name));
    const closed = context.close({ ...ready, columns: [...passed, ...dynamics] });
    const number = closed.order[0]?.value;
    const selected: SqlSelectItem[] = [
      ...closed.columns.slice(0, passed.length).map(({ name, value }) => ({ value, as: this.#names.get(name) ?? "" })),
      ...closed.columns.slice(passed.length).map(({ value }, place) => ({ value: elements(value, bagExpansion, most), as: listName(place) })),
      ...(this.#ordered && number ? [{ value: number, as: "row_order" }] : []),
      ...(items.length === 0 ? [{ value: constant(1), as: "nothing" }] : []),
    ];
    const from: SqlSource = { kind: "select", query: selectOf(closed, selected), as: this.#alias };
    return this.#ordered && number ? { from, order: { value: columnOf(this.#alias, "row_order"), direction: "ASC", nulls: "LAST" } } : { from };
  }
}

const listName = (place: number): string => `list_${place + 1}`;
