import { ownFunctionName, ownOperatorName, quoteName, refuse, type SqlWriter } from "./render-sql.js";
import type { SqlExpression, SqlOrderKey } from "./sql-nodes.js";

type OfKind<K extends SqlExpression["kind"]> = Extract<SqlExpression, { readonly kind: K }>;
type Renderers = { readonly [K in SqlExpression["kind"]]: (node: OfKind<K>, writer: SqlWriter) => string };

const renderers: Renderers = {
  parameter: (node, writer) => (node.value === null ? `CAST(NULL AS ${node.type})` : writer.parameter(node.value, node.type)),
  constant: (node) => typed(constantText(node.value), node.type),
  column: (node) => (node.of === undefined ? quoteName(node.name) : `${quoteName(node.of)}.${quoteName(node.name)}`),
  call: renderCall,
  operator: (node, writer) => renderOperator(node, writer),
  prefix: (node, writer) => `(${node.operator} ${writer.expression(node.operand)})`,
  "is-null": (node, writer) => `(${writer.expression(node.operand)} IS ${node.negated ? "NOT " : ""}NULL)`,
  cast: (node, writer) => `${node.try ? "TRY_CAST" : "CAST"}(${writer.expression(node.operand)} AS ${node.type})`,
  case: renderCase,
  in: renderIn,
  lambda: (node, writer) => `lambda ${node.parameters.map(quoteName).join(", ")}: ${writer.expression(node.body)}`,
  list: (node, writer) => `[${writer.list(node.items)}]`,
  struct: (node, writer) =>
    `struct_pack(${node.fields.map((field) => `${quoteName(field.name)} := ${writer.expression(field.value)}`).join(", ")})`,
  field: (node, writer) => `(${writer.expression(node.operand)}).${quoteName(node.name)}`,
  subquery: (node, writer) => `${node.exists ? "EXISTS " : ""}${writer.subquery(node.query)}`,
  window: renderWindow,
};

/** The text of a scalar expression; see `renderSql`. */
export function renderExpression(expression: SqlExpression, writer: SqlWriter): string {
  const render = renderers[expression.kind] as (node: SqlExpression, writer: SqlWriter) => string;
  return render(expression, writer);
}

/** The text of the keys of an ORDER BY. */
export function renderOrder(keys: readonly SqlOrderKey[], writer: SqlWriter): string {
  return keys.map((key) => `${writer.expression(key.value)} ${key.direction} NULLS ${key.nulls}`).join(", ");
}

function constantText(value: string | number | bigint | boolean | null): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return value.includes("\0") ? refuse("a constant") : `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "bigint") return value.toString();
  if (Number.isFinite(value)) return String(value);
  return `CAST('${Number.isNaN(value) ? "nan" : value > 0 ? "infinity" : "-infinity"}' AS DOUBLE)`;
}

function typed(text: string, type: string | undefined): string {
  return type === undefined ? text : `CAST(${text} AS ${type})`;
}

function renderCall(node: OfKind<"call">, writer: SqlWriter): string {
  const distinct = node.distinct ? "DISTINCT " : "";
  const order = node.orderBy?.length ? ` ORDER BY ${renderOrder(node.orderBy, writer)}` : "";
  const filter = node.filter ? ` FILTER (WHERE ${writer.expression(node.filter)})` : "";
  return `${ownFunctionName(node.name)}(${distinct}${writer.list(node.arguments)}${order})${filter}`;
}

function renderOperator(node: OfKind<"operator">, writer: SqlWriter): string {
  const name = ownOperatorName(node.operator);
  return `(${node.operands.map((operand) => writer.expression(operand)).join(` ${name} `)})`;
}

function renderCase(node: OfKind<"case">, writer: SqlWriter): string {
  const branches = node.when.map((branch) => `WHEN ${writer.expression(branch.if)} THEN ${writer.expression(branch.then)}`);
  const last = node.else ? ` ELSE ${writer.expression(node.else)}` : "";
  return `CASE ${branches.join(" ")}${last} END`;
}

function renderIn(node: OfKind<"in">, writer: SqlWriter): string {
  const list = "kind" in node.list ? writer.subquery(node.list) : `(${writer.list(node.list)})`;
  if (!("kind" in node.list) && node.list.length === 0) return node.negated ? "TRUE" : "FALSE";
  return `(${writer.expression(node.operand)} ${node.negated ? "NOT " : ""}IN ${list})`;
}

function renderWindow(node: OfKind<"window">, writer: SqlWriter): string {
  const parts = [
    node.partitionBy.length ? `PARTITION BY ${writer.list(node.partitionBy)}` : "",
    node.orderBy.length ? `ORDER BY ${renderOrder(node.orderBy, writer)}` : "",
    node.frame ?? "",
  ];
  return `${writer.expression(node.call)} OVER (${parts.filter((part) => part !== "").join(" ")})`;
}
