import type { IrExpression, IrNamedExpression, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../../ir-compose.js";
import { isRelation } from "../../ir-walk.js";
import type { LowerContext } from "../../lower-context.js";
import type { PluginCall, PluginLowering } from "../evaluate.js";
import { inputOf } from "../input-of.js";

/** The parts of a call of pivot. */
export interface PivotParts {
  readonly pivot: IrExpression;
  /** The aggregate of the cells. */
  readonly aggregate: Extract<IrExpression, { kind: "call" }>;
  /** The columns that stay. */
  readonly by: readonly IrNamedExpression[];
}

/** Reads the arguments of a call: without an aggregate it counts, without columns all others stay. */
export function pivotParts(relation: PluginCall, context: Pick<LowerContext, "refuse">): PivotParts {
  const input = relation.input ?? context.refuse("pivot without rows before it", relation);
  const [pivot, second, ...rest] = relation.details.arguments.filter((argument): argument is IrExpression => !isRelation(argument));
  if (pivot?.kind !== "column") return context.refuse("pivot of something else than a column", relation, "Extend the rows by the value first.");
  const count: PivotParts["aggregate"] = { kind: "call", name: "count", function: "aggregate", arguments: [], type: "long", span: relation.span };
  const aggregate = second?.kind === "call" ? second : count;
  const columns = second === undefined || second.kind === "call" ? rest : [second, ...rest];
  const taken = new Set([pivot.name, ...aggregate.arguments.flatMap((argument) => (argument.kind === "column" ? [argument.name] : []))]);
  const stay = columns.length ? columns.flatMap((column) => (column.kind === "column" ? [column] : [])) : input.columns.filter(({ name }) => !taken.has(name)).map((column): IrExpression & { kind: "column" } => ({ kind: "column", ...column, span: relation.span }));
  return { pivot, aggregate: { ...aggregate, function: "aggregate" }, by: stay.map((column) => ({ name: column.name, value: column })) };
}

/**
 * `pivot` whose columns are known: for each value of a column a column with the aggregate of its rows. Rule R54.
 * Source: Microsoft Learn, "pivot plugin" (`pivot-plugin`).
 */
export const lowerPivot: PluginLowering = (relation, needs, context) => {
  const make = new IrComposer(relation.span);
  const { pivot, aggregate, by } = pivotParts(relation, context);
  const kept = new Set(by.map(({ name }) => name));
  const cells = relation.columns.filter(({ name }) => !kept.has(name));
  const input = inputOf(relation, context);
  const text = pivot.type === "string" ? pivot : make.call("tostring", "string", [pivot]);
  const aggregates = cells.map(({ name }): IrNamedExpression => ({ name, value: cellOf(aggregate, make.test("==", text, make.literal(name, "string")), make, relation, context) }));
  const groups: IrRelation = make.summarize(input, by, aggregates);
  const converted = groups.columns.map(({ name, type }): IrNamedExpression => {
    const wanted = relation.columns.find((column) => column.name === name)?.type ?? type;
    const value = make.column({ name, type });
    return { name, value: wanted === type ? value : { kind: "convert", value, implicit: true, type: wanted, span: relation.span } };
  });
  const order = new Map(relation.columns.map(({ name }, index) => [name, index]));
  return context.relation(make.project(groups, [...converted].sort((one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0))), needs);
};

const conditional: Readonly<Record<string, string>> = {
  count: "countif", sum: "sumif", dcount: "dcountif", avg: "avgif", stdev: "stdevif", variance: "varianceif", min: "minif", max: "maxif",
  take_any: "take_anyif", any: "take_anyif", make_list: "make_list_if", make_set: "make_set_if", make_bag: "make_bag_if",
};

/** The aggregate over the rows of one value. */
function cellOf(aggregate: PivotParts["aggregate"], condition: IrExpression, make: IrComposer, relation: PluginCall, context: Pick<LowerContext, "refuse">): IrExpression {
  const name = conditional[aggregate.name] ?? context.refuse(`pivot with ${aggregate.name}()`, relation, "Use count(), sum(), avg(), min(), max(), take_any(), dcount(), make_list(), make_set() or make_bag().");
  const [value, ...rest] = aggregate.arguments as readonly IrExpression[];
  return make.call(name, aggregate.type, value === undefined ? [condition] : [value, condition, ...rest], "aggregate");
}
