import type { IrExpression } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import type { EngineRow, EngineValue } from "./engine-value.js";
import { scanFunctions } from "./scan-functions.js";
import { converted, literalValue, wrapped } from "./scan-values.js";

/** What an expression of a step reads: the row at hand, and the rows that the steps hold. */
export interface ScanScope {
  readonly row: EngineRow;
  /** The row that a step holds; undefined if it holds none. */
  readonly held: (step: number) => EngineRow | undefined;
}

/** A worked-out expression. */
export type ScanEvaluator = (scope: ScanScope) => EngineValue;

/** How the names in an expression are found. */
export interface ScanNames {
  /** The place of a column of the row at hand. */
  column(name: string): number | undefined;
  /** The step and place of `step.column`, and its value while the step holds nothing. */
  held(name: string): { readonly step: number; readonly place: number; readonly otherwise: EngineValue } | undefined;
  /** The value of a scalar `let` that stands where it is used. */
  scalarLet(id: string): IrExpression | undefined;
  refuse(construct: string, node: IrExpression): never;
}

/**
 * Makes a function of an expression over the state of `scan`. What does not read the state was worked out by SQL before, so this
 * knows only what a state is made of: arithmetic, comparisons, conditions, and a few functions.
 */
export function scanEvaluator(expression: IrExpression, names: ScanNames): ScanEvaluator {
  const part = (node: IrExpression): ScanEvaluator => scanEvaluator(node, names);
  switch (expression.kind) {
    case "literal": {
      const value = literalValue(expression.value, expression.type);
      return value === undefined ? names.refuse("a decimal", expression) : () => value;
    }
    case "column":
      return columnValue(expression, names);
    case "let-scalar": {
      const value = names.scalarLet(expression.id);
      return value ? part(value) : names.refuse("a value that comes of a table", expression);
    }
    case "unary": {
      const operand = as(expression.operand, expression.type, names);
      return expression.operator === "+" ? operand : negative(operand, expression.type);
    }
    case "convert":
      return as(expression.value, expression.type, names);
    case "between": {
      const value = expression.value;
      const inside = both(comparison(">=", value, expression.from, names), comparison("<=", value, upperEnd(expression), names));
      return expression.negated ? (scope) => not(inside(scope)) : inside;
    }
    case "binary":
      return binary(expression, names);
    case "call": {
      const make = scanFunctions[expression.name];
      return make ? make(expression, { names, part, as: (node, type) => as(node, type, names) }) : names.refuse(`${expression.name}()`, expression);
    }
    default:
      return names.refuse("this kind of expression", expression);
  }
}

function upperEnd(expression: Extract<IrExpression, { kind: "between" }>): IrExpression {
  if (expression.to.type !== "timespan" || expression.from.type !== "datetime") return expression.to;
  return { kind: "binary", operator: "+", left: expression.from, right: expression.to, type: "datetime", span: expression.span };
}

function columnValue(expression: Extract<IrExpression, { kind: "column" }>, names: ScanNames): ScanEvaluator {
  const place = names.column(expression.name);
  if (place !== undefined) return ({ row }) => row[place] ?? null;
  const held = names.held(expression.name) ?? names.refuse(`the column ${expression.name}`, expression);
  return (scope) => {
    const row = scope.held(held.step);
    return row ? (row[held.place] ?? null) : held.otherwise;
  };
}

function as(expression: IrExpression, type: KqlType, names: ScanNames): ScanEvaluator {
  const value = scanEvaluator(expression, names);
  if (expression.type === type) return value;
  const refuse = (): never => names.refuse(`a conversion from ${expression.type} to ${type}`, expression);
  return (scope) => converted(value(scope), expression.type, type, refuse);
}

function negative(operand: ScanEvaluator, type: KqlType): ScanEvaluator {
  return (scope) => {
    const value = operand(scope);
    if (typeof value === "bigint") return wrapped(-value, type);
    return typeof value === "number" ? -value : null;
  };
}

/** Negation in which null stays null. */
export function not(value: EngineValue): EngineValue {
  return value === null ? null : value !== true;
}

function both(left: ScanEvaluator, right: ScanEvaluator): ScanEvaluator {
  return (scope) => {
    const first = left(scope);
    if (first === false) return false;
    const second = right(scope);
    return second === false ? false : first === null || second === null ? null : true;
  };
}

function either(left: ScanEvaluator, right: ScanEvaluator): ScanEvaluator {
  return (scope) => {
    const first = left(scope);
    if (first === true) return true;
    const second = right(scope);
    return second === true ? true : first === null || second === null ? null : false;
  };
}

type Binary = Extract<IrExpression, { kind: "binary" }>;
type Order = "==" | "!=" | "<" | "<=" | ">" | ">=";
const orders: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

function binary(expression: Binary, names: ScanNames): ScanEvaluator {
  const { operator, left, right } = expression;
  if (operator === "and") return both(scanEvaluator(left, names), scanEvaluator(right, names));
  if (operator === "or") return either(scanEvaluator(left, names), scanEvaluator(right, names));
  if (orders.has(operator)) return comparison(operator as Order, left, right, names);
  if (operator === "=~" || operator === "!~") {
    const [one, other] = [as(left, "string", names), as(right, "string", names)];
    const same = (scope: ScanScope): boolean => String(one(scope)).toLowerCase() === String(other(scope)).toLowerCase();
    return operator === "=~" ? same : (scope) => !same(scope);
  }
  return operator === "+" || operator === "-" || operator === "*" || operator === "/" || operator === "%" ? arithmetic(expression, names) : names.refuse(`the operator ${operator}`, expression);
}

const numbers: ReadonlySet<KqlType> = new Set(["int", "long", "real", "bool"]);

function commonType(left: KqlType, right: KqlType): KqlType | undefined {
  if (left === right) return left;
  if (numbers.has(left) && numbers.has(right)) return left === "real" || right === "real" ? "real" : "long";
  if (left === "dynamic") return right;
  return right === "dynamic" ? left : undefined;
}

/** Rules R110 and R111: of nulls equality and inequality are known unless both are, and orders are null. */
function comparison(operator: Order, left: IrExpression, right: IrExpression, names: ScanNames): ScanEvaluator {
  const type = commonType(left.type, right.type) ?? names.refuse(`a comparison of ${left.type} with ${right.type}`, left);
  const [one, other] = [as(left, type, names), as(right, type, names)];
  return (scope) => {
    const [a, b] = [one(scope), other(scope)];
    if (a === null && b === null) return null;
    if (a === null || b === null) return operator === "==" ? false : operator === "!=" ? true : null;
    switch (operator) {
      case "==":
        return a === b;
      case "!=":
        return a !== b;
      case "<":
        return a < b;
      case "<=":
        return a <= b;
      case ">":
        return a > b;
      case ">=":
        return a >= b;
    }
  };
}

function arithmetic(expression: Binary, names: ScanNames): ScanEvaluator {
  const { operator, left, right, type } = expression;
  const isTime = left.type === "datetime" || left.type === "timespan" || right.type === "timespan";
  const real = type === "real" || (isTime && (left.type === "real" || right.type === "real"));
  const one = operand(left, real, names);
  const other = operand(right, real, names);
  if (type === "decimal" || type === "string" || type === "dynamic") return names.refuse(`arithmetic of ${type}`, expression);
  return (scope) => {
    const [a, b] = [one(scope), other(scope)];
    if (a === null || b === null) return null;
    if (!real) return whole(operator, a as bigint, b as bigint, type);
    const value = ofReals(operator, Number(a), Number(b));
    return type === "real" ? value : Number.isFinite(value) ? wrapped(BigInt(Math.trunc(value)), type) : null;
  };
}

function operand(node: IrExpression, real: boolean, names: ScanNames): ScanEvaluator {
  const value = scanEvaluator(node, names);
  if (!["int", "long", "real", "bool", "datetime", "timespan"].includes(node.type)) return names.refuse(`arithmetic of ${node.type}`, node);
  return (scope) => {
    const found = value(scope);
    return found === null ? null : real ? Number(found) : BigInt(found as bigint | number | boolean);
  };
}

function whole(operator: string, a: bigint, b: bigint, type: KqlType): EngineValue {
  switch (operator) {
    case "+":
      return wrapped(a + b, type);
    case "-":
      return wrapped(a - b, type);
    case "*":
      return wrapped(a * b, type);
    case "/":
      return b === 0n ? null : wrapped(a / b, type);
    default: {
      if (b === 0n) return null;
      const rest = a % b;
      return wrapped(rest < 0n ? rest + (b < 0n ? -b : b) : rest, type);
    }
  }
}

function ofReals(operator: string, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default: {
      const rest = a % b;
      return rest < 0 ? rest + Math.abs(b) : rest;
    }
  }
}
