import type { KqlType } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import { callsFunction } from "../ir-walk.js";
import type { LowerContext } from "../lower-context.js";
import type { LoweredColumn, LoweredRelation } from "../lowered-relation.js";

type Call = Extract<IrExpression, { readonly kind: "call" }>;

/** Expressions whose window functions do not stand inside one another, over a relation that has what stood inside as columns. */
export interface WindowSteps {
  readonly values: readonly IrExpression[];
  readonly relation: LoweredRelation;
}

/**
 * SQL cannot work out a window function inside another one, as in `row_number(1, prev(a) != a)`: the inner one becomes a column
 * of a step before. So do the parts of `row_rank_dense()` and of every restart condition.
 * @param relation In the order of the rows that the query fixed.
 */
export function withWindowSteps(values: readonly IrExpression[], relation: LoweredRelation, context: LowerContext): WindowSteps {
  const steps = new StepMaker(relation, context);
  const rewritten = values.map((value) => (hasWindow(value) ? steps.rewrite(value) : value));
  return { values: rewritten, relation: steps.relation };
}

function hasWindow(expression: IrExpression): boolean {
  return callsFunction(expression, (call) => call.function === "window");
}

class StepMaker {
  relation: LoweredRelation;
  readonly #context: LowerContext;
  #count = 0;

  constructor(relation: LoweredRelation, context: LowerContext) {
    this.relation = relation;
    this.#context = context;
  }

  rewrite(value: IrExpression): IrExpression {
    if (!hasWindow(value)) return value;
    const parts = mapParts(value, (part) => (isWindow(value) && hasWindow(part) ? this.#column(this.rewrite(part)) : this.rewrite(part)));
    return isWindow(parts) ? this.#restarted(parts) : parts;
  }

  /** Makes a column of an expression; gives the reference to it. */
  #column(value: IrExpression): IrExpression {
    const name = `window step ${++this.#count}`;
    const made: LoweredColumn = { name, type: value.type, value: this.#context.expression(value, this.relation) };
    this.relation = this.#context.close({ ...this.relation, columns: [...this.relation.columns, made], rowsAreFixed: true });
    return { kind: "column", name, type: value.type, span: value.span };
  }

  #restarted(call: Call): IrExpression {
    const [first, second] = call.arguments as readonly IrExpression[];
    const restart = second && !isFalse(second) ? second : undefined;
    switch (call.name) {
      case "row_number":
        return restart && first ? { ...call, name: "$row_number_of", arguments: [first, this.#group(restart)] } : call;
      case "row_cumsum":
        return restart && first ? { ...call, name: "$row_cumsum_of", arguments: [first, this.#group(restart)] } : call;
      case "row_rank_dense":
      case "row_rank":
        return first ? this.#rank("$running_count_of", first, restart) : call;
      case "row_rank_min":
        return first ? this.#rank("$running_max_of", first, restart) : call;
      case "row_window_session":
        return this.#session(call);
      default:
        return call;
    }
  }

  /** The starts of all sessions are worked out once, at the first row; then each row takes its own. */
  #session(call: Call): IrExpression {
    const [times, fromFirst, fromBefore, restart] = call.arguments as readonly IrExpression[];
    if (!times || !fromFirst || !fromBefore) return call;
    const never: IrExpression = { kind: "literal", value: false, type: "bool", span: times.span };
    const all = this.#column(windowCall("$session_starts", "datetime", times, [times, fromFirst, fromBefore, restart ?? never]));
    return windowCall("$session_of_row", "datetime", times, [all]);
  }

  /** The number of restarts up to a row: the rows between two of them have the same. */
  #group(restart: IrExpression): IrExpression {
    return this.#column(windowCall("$running_count", "long", restart, [restart]));
  }

  #rank(name: "$running_count_of" | "$running_max_of", term: IrExpression, restart: IrExpression | undefined): IrExpression {
    const changed = this.#column(windowCall("$changed", "bool", term, restart ? [term, restart] : [term]));
    const group = restart ? [this.#group(restart)] : [];
    if (name === "$running_count_of") return windowCall(name, "long", term, [changed, ...group]);
    const one: IrExpression = { kind: "literal", value: 1, type: "long", span: term.span };
    const number = this.#column(windowCall("$row_number_of", "long", term, [one, ...group]));
    return windowCall(name, "long", term, [changed, number, ...group]);
  }
}

function isWindow(value: IrExpression): value is Call {
  return value.kind === "call" && value.function === "window";
}

function isFalse(value: IrExpression): boolean {
  return value.kind === "literal" && value.value === false;
}

function windowCall(name: string, type: KqlType, at: IrExpression, args: readonly IrExpression[]): IrExpression {
  return { kind: "call", name, function: "window", arguments: args, type, span: at.span };
}

/** The expression with its direct parts mapped. */
function mapParts(value: IrExpression, map: (part: IrExpression) => IrExpression): IrExpression {
  switch (value.kind) {
    case "unary":
      return { ...value, operand: map(value.operand) };
    case "binary":
      return { ...value, left: map(value.left), right: map(value.right) };
    case "between":
      return { ...value, value: map(value.value), from: map(value.from), to: map(value.to) };
    case "list":
      return { ...value, left: map(value.left), right: "kind" in value.right ? value.right : value.right.map(map) };
    case "call":
      return { ...value, arguments: value.arguments.map((argument) => (argument.kind === "star" ? argument : map(argument))) };
    case "access":
      return { ...value, target: map(value.target), key: map(value.key) };
    case "convert":
      return { ...value, value: map(value.value) };
    default:
      return value;
  }
}
