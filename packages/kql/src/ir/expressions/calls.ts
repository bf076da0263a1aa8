import { KqlDecimal, type KqlType, type KqlValue } from "@huntkit/provider";
import { contradiction, unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrArgument, IrExpression, IrSpan } from "../ir-types.js";
import { callUserFunction, userFunctionOf } from "../scope/user-functions.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import { isTable, kqlType, resultColumns, tupleColumns } from "../syntax/kql-type-of.js";
import type { ColumnSymbol, ServiceSymbol, SyntaxNode } from "../syntax/syntax-types.js";
import type { CallNode } from "./expression-nodes.js";

const windowFunctions: ReadonlySet<string> = new Set([
  "row_number", "row_cumsum", "row_rank", "row_rank_min", "row_rank_dense", "row_window_session", "prev", "next",
]);

/** Functions whose arguments from the given one on are values of the result's type: each is converted to it. */
const branchArguments: Readonly<Record<string, (index: number, count: number) => boolean>> = {
  iff: (index) => index > 0,
  iif: (index) => index > 0,
  case: (index, count) => index % 2 === 1 || index === count - 1,
  coalesce: () => true,
};

/** A call of a built-in or a user function. Of several columns it stands for the first; see {@link callColumns}. */
export function buildCall(node: CallNode, builder: IrBuilder): IrExpression {
  const user = userFunctionOf(node, builder);
  if (user) return callUserFunction(node, listItems(node.ArgumentList.Expressions), builder, user, "scalar") as IrExpression;
  const chosen = columnIfExists(node, builder);
  if (chosen) return chosen;
  const call = builtInCall(node, builder);
  const [first, second] = tupleColumns(node.RawResultType);
  if (!first || !second) return call;
  return { kind: "element", value: call, index: 0, column: first.Name, type: kqlType(first.Type), span: call.span };
}

/** The columns of a call that gives several, as expressions over one shared call; undefined if it gives one value. */
export function callColumns(
  node: SyntaxNode,
  builder: IrBuilder,
): readonly { readonly symbol: ColumnSymbol; readonly value: IrExpression }[] | undefined {
  if (!isClass(node, "FunctionCallExpression") || !isClass(node.RawResultType, "TupleSymbol")) return undefined;
  const columns = tupleColumns(node.RawResultType);
  if (columns.length < 2 || userFunctionOf(node as CallNode, builder)) return undefined;
  const call = builtInCall(node as CallNode, builder);
  return columns.map((symbol, index) => ({
    symbol,
    value: { kind: "element", value: call, index, column: symbol.Name, type: kqlType(symbol.Type), span: call.span },
  }));
}

function builtInCall(node: CallNode, builder: IrBuilder): IrExpression {
  const symbol = node.ReferencedSymbol;
  if (!symbol) return contradiction(builder, node, `the function ${node.Name.SimpleName} refers to nothing`);
  if (isTable(node.ResultType)) return unsupported(builder, node, `${symbol.Name}() as a value`, "Use toscalar().");
  if (builder.globals.IsDatabaseFunction(symbol)) return unsupported(builder, node, `${symbol.Name}(), a function without a body that can be expanded,`);
  const type = kqlType(node.ResultType);
  const values = listItems(node.ArgumentList.Expressions);
  const args = values.flatMap((value, index) => argument(value, builder, { node, symbol, type, index, count: values.length }));
  const span = builder.span(node);
  const size = symbol.Name === "bin_auto" ? builder.options.get("query_bin_auto_size") : undefined;
  if (size) return binOfOptions(args, size, type, span, builder);
  // what it packs is not written out in the text
  if (symbol.Name === "pack_all") args.push(wholeRow(node, builder));
  return { kind: "call", name: symbol.Name, function: functionKind(symbol, builder), arguments: args, type, span };
}

/**
 * `column_ifexists(name, otherwise)`: the column of that name, if the row at hand has it, else the other value; undefined for
 * other calls. Source: "column_ifexists()".
 */
function columnIfExists(node: CallNode, builder: IrBuilder): IrExpression | undefined {
  const name = node.ReferencedSymbol?.Name;
  if (name !== "column_ifexists" && name !== "columnifexists") return undefined;
  const [wanted, otherwise] = listItems(node.ArgumentList.Expressions);
  const text = wanted && builder.expression(wanted);
  if (!otherwise || text?.kind !== "literal") return undefined;
  const column = builder.row.find((candidate) => candidate.name === text.value);
  if (!column) return builder.expression(otherwise);
  builder.columnUses++;
  return { kind: "column", name: column.name, type: column.type, span: builder.span(node) };
}

/** `bin_auto(x)`: `bin_at()` with the size and the point that `set` statements give; the point is 0 by default. Source: "bin_auto()". */
function binOfOptions(args: readonly IrArgument[], size: SyntaxNode, type: KqlType, span: IrSpan, builder: IrBuilder): IrExpression {
  const at = builder.options.get("query_bin_auto_at");
  const values = [...args, builder.expression(size), ...(at ? [builder.expression(at)] : [])];
  return { kind: "call", name: at ? "bin_at" : "bin", function: "scalar", arguments: values, type, span };
}

function functionKind(symbol: ServiceSymbol, builder: IrBuilder): "scalar" | "aggregate" | "window" {
  if (windowFunctions.has(symbol.Name)) return "window";
  return builder.globals.IsAggregateFunction(symbol) ? "aggregate" : "scalar";
}

interface ArgumentPlace {
  readonly node: CallNode;
  readonly symbol: ServiceSymbol;
  readonly type: KqlType;
  readonly index: number;
  readonly count: number;
}

function argument(value: SyntaxNode, builder: IrBuilder, place: ArgumentPlace): IrArgument[] {
  if (className(value) === "StarExpression") return starArguments(value, builder, place);
  if (isTable(value.ResultType)) return [unsupported(builder, value, `a table as an argument of ${place.symbol.Name}()`)];
  const built = builder.expression(value);
  const isBranch = branchArguments[place.symbol.Name]?.(place.index, place.count) ?? false;
  return [isBranch ? converted(built, place.type) : built];
}

/** All columns of the row at hand. */
function wholeRow(node: SyntaxNode, builder: IrBuilder): IrArgument {
  builder.columnUses++;
  return { kind: "star", columns: builder.row, span: builder.span(node) };
}

/** `*` in `arg_max(x, *)` and `take_any(*)`: the columns that the service says come out behind the other arguments; in other calls the row at hand. */
function starArguments(star: SyntaxNode, builder: IrBuilder, place: ArgumentPlace): IrArgument[] {
  const columns = resultColumns(place.node.RawResultType).slice(place.index);
  const span = builder.span(star);
  if (!isClass(place.node.RawResultType, "TupleSymbol")) return [wholeRow(star, builder)];
  builder.columnUses++;
  return columns.map(({ name, type }) => ({ kind: "column", name, type, span }));
}

/** The value as one of a type: itself if it has it, else with a conversion that the language makes silently. */
export function converted(value: IrExpression, type: KqlType): IrExpression {
  if (value.type === type) return value;
  if (value.kind === "literal" && value.value === null) return { ...value, type };
  const folded = value.kind === "literal" ? widened(value.value, value.type, type) : undefined;
  if (folded !== undefined) return { kind: "literal", type, value: folded, span: value.span };
  return { kind: "convert", value, implicit: true, type, span: value.span };
}

/** A literal number as one of a wider type; undefined if that is not a mere widening. */
function widened(value: KqlValue, from: KqlType, to: KqlType): KqlValue | undefined {
  if ((from !== "int" && from !== "long") || (typeof value !== "number" && typeof value !== "bigint")) return undefined;
  if (to === "real") return Number(value);
  if (to === "decimal") return new KqlDecimal(String(value));
  return to === "long" ? value : undefined;
}
