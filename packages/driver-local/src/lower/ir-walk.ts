import type { IrExpression, IrRelation } from "@huntkit/kql/ir";

/** Any node of the IR. */
export type IrNode = IrExpression | IrRelation;

/** Parts of a node that hold values of the user, never nodes. */
const valueParts: ReadonlySet<string> = new Set(["value:literal", "rows:datatable", "span", "columns", "type"]);

/**
 * Calls `visit` for a node and everything below it; where it gives false, what lies below is passed over. A node that is shared
 * by several others is visited for each.
 */
export function walkIr(node: IrNode, visit: (node: IrNode) => boolean): void {
  if (!visit(node)) return;
  for (const [part, value] of Object.entries(node)) {
    if (valueParts.has(part) || valueParts.has(`${part}:${node.kind}`)) continue;
    walkPart(value, visit);
  }
}

function walkPart(value: unknown, visit: (node: IrNode) => boolean): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const item of value) walkPart(item, visit);
  else if ("kind" in value && "span" in value) walkIr(value as IrNode, visit);
  else for (const part of Object.values(value)) walkPart(part, visit);
}

/** The expression with every part below it, then itself, put through `map`. Sub-queries in it stay as they are. */
export function mapExpression(expression: IrExpression, map: (part: IrExpression) => IrExpression): IrExpression {
  return map(withParts(expression, (part) => mapExpression(part, map)));
}

/** The expression with parts replaced from the outside in: what `replace` gives stays as it is; where it gives nothing, the parts below are asked. */
export function replaceParts(expression: IrExpression, replace: (part: IrExpression) => IrExpression | undefined): IrExpression {
  return replace(expression) ?? withParts(expression, (part) => replaceParts(part, replace));
}

/** The expression with the parts next below it put through `inner`. */
function withParts(expression: IrExpression, inner: (part: IrExpression) => IrExpression): IrExpression {
  switch (expression.kind) {
    case "unary":
      return { ...expression, operand: inner(expression.operand) };
    case "binary":
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case "between":
      return { ...expression, value: inner(expression.value), from: inner(expression.from), to: inner(expression.to) };
    case "list":
      return { ...expression, left: inner(expression.left), right: "kind" in expression.right ? expression.right : expression.right.map(inner) };
    case "call":
      return { ...expression, arguments: expression.arguments.map((argument) => (argument.kind === "star" ? argument : inner(argument))) };
    case "access":
      return { ...expression, target: inner(expression.target), key: inner(expression.key) };
    case "element":
    case "convert":
      return { ...expression, value: inner(expression.value) };
    default:
      return expression;
  }
}

const relationKinds: ReadonlySet<string> = new Set<IrRelation["kind"]>([
  "table", "let-table", "print", "range", "datatable", "context", "where", "extend", "project", "summarize", "distinct", "sort", "top",
  "take", "count", "serialize", "mv-expand", "parse", "as", "getschema", "other", "join", "union",
]);

/** Whether a node is a tabular one. */
export function isRelation(node: IrNode): node is IrRelation {
  return relationKinds.has(node.kind);
}

/** Whether a relation reads rows that an operator around it hands in. */
export function readsHandedIn(relation: IrRelation): boolean {
  const within: IrRelation["span"][] = [];
  let found = false;
  walkIr(relation, (node) => {
    if (node.kind === "other" && (node.operator === "mv-apply" || node.operator === "partition" || node.operator === "partitioned-graph")) within.push(node.span);
    if (node.kind === "context") found ||= !within.some(({ start, length }) => start === node.span.start && length === node.span.length);
    return !found;
  });
  return found;
}

/** The names of the columns of the row at hand that expressions read; sub-queries in them read rows of their own. */
export function columnsUsed(expressions: readonly IrExpression[], side?: "left" | "right"): Set<string> {
  const names = new Set<string>();
  for (const expression of expressions)
    walkIr(expression, (node) => {
      if (isRelation(node)) return false;
      if (node.kind === "column" && (side === undefined || node.side === undefined || node.side === side)) names.add(node.name);
      if (node.kind === "call") for (const argument of node.arguments) if (argument.kind === "star") for (const { name } of argument.columns) names.add(name);
      return true;
    });
  return names;
}

/** Whether an expression of the row at hand calls a function for which `matches` holds. */
export function callsFunction(expression: IrExpression, matches: (call: Extract<IrExpression, { kind: "call" }>) => boolean): boolean {
  let found = false;
  walkIr(expression, (node) => {
    if (isRelation(node)) return false;
    found ||= node.kind === "call" && matches(node);
    return !found;
  });
  return found;
}
