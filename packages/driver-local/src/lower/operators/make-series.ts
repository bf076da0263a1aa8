import type { IrExpression, IrNamedExpression } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import { raise } from "../../sql/raise.js";
import { call, caseWhen, cast, columnOf, constant, isNotNull, nullOf, operator } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelect, SqlSelectItem } from "../../sql/sql-nodes.js";
import { convertValue } from "../expressions/convert-value.js";
import { mapList } from "../expressions/sql-parts.js";
import type { LowerContext } from "../lower-context.js";
import { relationOver, selectOf, type LoweredRelation } from "../lowered-relation.js";
import { needsOf } from "../needs.js";
import { needsInputOrder } from "../window-use.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering, OtherOperator } from "./other.js";

type MakeSeries = OtherOperator<"make-series">;
type Aggregate = MakeSeries["details"]["aggregates"][number];

/** The most elements of an array. */
const longest = 1_048_576;

/** The axis: bins are numbered from a base, `base + number * step`; `first` and `last` are the numbers of a fixed range. */
interface Axis {
  readonly type: KqlType;
  readonly isReal: boolean;
  readonly base: SqlExpression;
  readonly step: SqlExpression;
  readonly first?: SqlExpression;
  readonly last?: SqlExpression;
}

/**
 * `make-series`: for each group of keys arrays of aggregates over the bins of an axis, gaps filled with defaults. Rows are
 * grouped by key and number of the bin; each then stands for its own value and the defaults up to the next one. Rules R250 to R253.
 * Source: Microsoft Learn, "make-series operator" (`make-series-operator`).
 */
export const lowerMakeSeries: OtherLowering<"make-series"> = (relation, needs, context) => {
  const { by, on } = relation.details;
  const aggregates = relation.details.aggregates.filter((item) => needs.columns.has(item.name));
  const axis = axisOf(relation, context);
  const keys = by.map((_, index) => `key_${index + 1}`);
  const arrays = aggregates.map((_, index) => `array_${index + 1}`);
  const bins = binned(relation, aggregates, axis, context);
  const placed = withNeighbours(bins, keys, arrays, axis, context);
  const series = together(placed, keys, aggregates, context);
  const alias = context.newAlias();
  const query = finished(series, { keys, aggregates, axis, relation, axisNeeded: needs.columns.has(on.name) }, context);
  const names = new Map([...by.map((item, index) => [item.name, keys[index]] as const), ...aggregates.map((item, index) => [item.name, arrays[index]] as const), [on.name, "axis"] as const]);
  const columns = relation.columns.filter(({ name }) => needs.columns.has(name)).map(({ name, type }) => ({ name, type, value: columnOf(alias, names.get(name) ?? "") }));
  return relationOver({ kind: "select", query, as: alias }, columns);
};

function axisOf(relation: MakeSeries, context: LowerContext): Axis {
  const { on, from, to, step, inRange, by, nonEmpty } = relation.details;
  const type = on.value.type;
  if (!["datetime", "timespan", "long", "int", "real"].includes(type)) return context.refuse(`make-series on a ${type}`, on.value, "Its axis must be a number, a datetime or a timespan.");
  if (nonEmpty && (by.length > 0 || !from || !to)) return context.refuse("make-series kind=nonempty with by, or without from and to,", relation, "Give both bounds and leave out by.");
  const isReal = type === "real";
  const value = (expression: IrExpression, as: KqlType): SqlExpression => bound(expression, as, context);
  const stepValue = value(step, type === "datetime" ? "timespan" : type);
  const base = from && !inRange ? value(from, type) : constant(0, isReal ? "DOUBLE" : "BIGINT");
  const number = (place: SqlExpression): SqlExpression => binNumber(place, base, stepValue, isReal);
  const first = from && number(value(from, type));
  // the end belongs to the older form; else the last bin is the last one that begins before it
  const last = to && (inRange ? number(value(to, type)) : call(isReal ? "kql_last_bin_real" : "kql_last_bin", value(to, type), base, stepValue));
  return { type, isReal, base, step: stepValue, ...(first ? { first } : {}), ...(last ? { last } : {}) };
}

function bound(expression: IrExpression, type: KqlType, context: LowerContext): SqlExpression {
  const value = context.expression(expression, relationOver(undefined, []));
  return convertValue(value, expression.type, type) ?? context.refuse(`a ${expression.type} as a bound of an axis of ${type}`, expression, "Give it the type of the axis.");
}

function binNumber(place: SqlExpression, base: SqlExpression, step: SqlExpression, isReal: boolean): SqlExpression {
  return call(isReal ? "kql_bin_number_real" : "kql_bin_number", place, base, step);
}

/** One row for each key and bin that has rows: its number and the values of the aggregates. */
function binned(relation: MakeSeries, aggregates: readonly Aggregate[], axis: Axis, context: LowerContext): SqlSelect {
  const { by, on, from, to, inRange } = relation.details;
  const values = [...by, on, ...aggregates].map((item) => item.value);
  const ordered = needsInputOrder(aggregates.map((item) => item.value));
  const input = context.readyFor(values, context.freeRows(context.relation(inputOf(relation, context), needsOf([], values, ordered))));
  const place = context.expression(on.value, input);
  const number = binNumber(place, axis.base, axis.step, axis.isReal);
  const conditions = [isNotNull(number)];
  if (from) conditions.push(inRange && axis.first ? operator(">=", number, axis.first) : operator(">=", place, bound(from, axis.type, context)));
  if (to) conditions.push(inRange && axis.last ? operator("<=", number, axis.last) : operator("<", place, bound(to, axis.type, context)));
  const items: SqlSelectItem[] = [
    ...by.map((key, index) => ({ value: context.expression(key.value, input), as: `key_${index + 1}` })),
    { value: number, as: "bin" },
    ...aggregates.map((item, index) => ({ value: jsonOf(item, context.expression(item.value, input), context), as: `array_${index + 1}` })),
  ];
  const rows: LoweredRelation = { ...input, where: [...input.where, ...conditions] };
  return { ...selectOf(rows, items), groupBy: places(by.length + 1) };
}

/** A value of an aggregate inside an array. */
function jsonOf({ value: { type, span } }: IrNamedExpression, value: SqlExpression, context: LowerContext): SqlExpression {
  const json = numeric.has(type) ? convertValue(value, type, "dynamic") : undefined;
  return call("coalesce", json ?? context.refuse(`make-series of an aggregate of ${type}`, { span }, "Use an aggregate that gives a number or a time."), constant("null", "JSON"));
}

const numeric: ReadonlySet<KqlType> = new Set(["bool", "int", "long", "real", "decimal", "datetime", "timespan"]);

/** The default of an aggregate, in its type: 0 unless given. */
function defaultOf(item: Aggregate, context: LowerContext): SqlExpression {
  const type = item.value.type;
  if (!item.default) {
    const zero = convertValue(constant(0, "BIGINT"), "long", type) ?? nullOf("JSON");
    return jsonOf(item, zero, context);
  }
  const value = context.expression(item.default, relationOver(undefined, []));
  // a default that the aggregate's type cannot hold exactly (0.5 for a count) stays as it is
  const isWider = item.default.type === "real" && (type === "long" || type === "int");
  const json = isWider ? convertValue(value, "real", "dynamic") : convertValue(convertValue(value, item.default.type, type) ?? value, type, "dynamic");
  return call("coalesce", json ?? constant("null", "JSON"), constant("null", "JSON"));
}

/** The rows with the bounds of their series, the number of gaps before the first bin and behind each one. */
function withNeighbours(bins: SqlSelect, keys: readonly string[], arrays: readonly string[], axis: Axis, context: LowerContext): SqlSelect {
  const alias = context.newAlias();
  const bin = columnOf(alias, "bin");
  const partitionBy = keys.map((key) => columnOf(alias, key));
  const orderBy = [{ value: bin, direction: "ASC" as const, nulls: "LAST" as const }];
  const over = (inner: SqlExpression, ordered: boolean): SqlExpression => ({ kind: "window", call: inner, partitionBy, orderBy: ordered ? orderBy : [] });
  const first = axis.first ?? over(call("min", bin), false);
  const last = axis.last ?? over(call("max", bin), false);
  const checked = caseWhen([[operator(">=", operator("-", last, first), constant(longest)), cast(raise("limit-exceeded", "An array of make-series would have more than 1,048,576 elements. Use a greater step or a shorter range."), "BIGINT")]], last);
  const before = caseWhen([[{ kind: "is-null", operand: over(call("lag", bin), true), negated: false }, operator("-", bin, first)]], constant(0));
  const behind = operator("-", call("coalesce", over(call("lead", bin), true), operator("+", last, constant(1))), bin, constant(1));
  const items = [...keys, "bin", ...arrays].map((name) => ({ value: columnOf(alias, name), as: name }));
  return {
    kind: "select",
    items: [...items, { value: first, as: "first" }, { value: checked, as: "last" }, { value: before, as: "before" }, { value: behind, as: "behind" }],
    from: { kind: "select", query: bins, as: alias },
  };
}

/** One row for each key: its arrays and bounds. */
function together(placed: SqlSelect, keys: readonly string[], aggregates: readonly Aggregate[], context: LowerContext): SqlSelect {
  const alias = context.newAlias();
  const at = (name: string): SqlExpression => columnOf(alias, name);
  const arrays = aggregates.map((item, index): SqlSelectItem => {
    const gaps = (count: SqlExpression): SqlExpression => mapList(call("range", count), "kql_gap", () => defaultOf(item, context));
    const piece = call("list_concat", gaps(at("before")), { kind: "list", items: [at(`array_${index + 1}`)] }, gaps(at("behind")));
    const pieces: SqlExpression = { kind: "call", name: "list", arguments: [piece], orderBy: [{ value: at("bin"), direction: "ASC", nulls: "LAST" }] };
    return { value: call("flatten", pieces), as: `array_${index + 1}` };
  });
  const bounds = ["first", "last"].map((name) => ({ value: call("any_value", at(name)), as: name }));
  return {
    kind: "select",
    items: [...keys.map((key) => ({ value: at(key), as: key })), ...arrays, ...bounds],
    from: { kind: "select", query: placed, as: alias },
    ...(keys.length ? { groupBy: places(keys.length) } : {}),
  };
}

interface Shape {
  readonly keys: readonly string[];
  readonly aggregates: readonly Aggregate[];
  readonly axis: Axis;
  readonly relation: MakeSeries;
  readonly axisNeeded: boolean;
}

/** The arrays as dynamic values, and that of the axis; without rows nothing, or the defaults if they were asked for. */
function finished(series: SqlSelect, { keys, aggregates, axis, relation, axisNeeded }: Shape, context: LowerContext): SqlSelect {
  const alias = context.newAlias();
  const isForced = relation.details.nonEmpty && axis.first && axis.last;
  const [first, last] = isForced ? [axis.first, axis.last] : [columnOf(alias, "first"), columnOf(alias, "last")];
  const numbers = call("range", first as SqlExpression, operator("+", last as SqlExpression, constant(1)));
  const arrays = aggregates.map((item, index): SqlSelectItem => {
    const array = columnOf(alias, `array_${index + 1}`);
    const filled = isForced ? call("coalesce", array, mapList(numbers, "kql_gap", () => defaultOf(item, context))) : array;
    return { value: call("to_json", filled), as: `array_${index + 1}` };
  });
  const axisItem = axisNeeded ? [{ value: call("to_json", mapList(numbers, "kql_bin", (bin) => axisValue(bin, axis))), as: "axis" }] : [];
  return {
    kind: "select",
    items: [...keys.map((key) => ({ value: columnOf(alias, key), as: key })), ...arrays, ...axisItem, ...(keys.length + arrays.length + axisItem.length ? [] : [{ value: constant(1), as: "none" }])],
    from: { kind: "select", query: series, as: alias },
    ...(isForced ? {} : { where: isNotNull(columnOf(alias, "first")) }),
  };
}

function axisValue(bin: SqlExpression, { type, base, step, isReal }: Axis): SqlExpression {
  const place = operator("+", base, operator("*", isReal ? cast(bin, "DOUBLE") : bin, step));
  return convertValue(place, type, "dynamic") ?? place;
}

function places(count: number): SqlExpression[] {
  return Array.from({ length: count }, (_, index) => constant(index + 1));
}
