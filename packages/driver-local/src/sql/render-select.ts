import { renderOrder } from "./render-expression.js";
import { ownFunctionName, quoteName, type SqlWriter } from "./render-sql.js";
import type { SqlSelect, SqlSource } from "./sql-nodes.js";

type OfKind<K extends SqlSource["kind"]> = Extract<SqlSource, { readonly kind: K }>;
type PlainSelect = Extract<SqlSelect, { readonly kind: "select" }>;
type Renderers = { readonly [K in SqlSource["kind"]]: (node: OfKind<K>, writer: SqlWriter) => string };

/** The text of a SELECT, or of several put together; see `renderSql`. */
export function renderSelect(query: SqlSelect, writer: SqlWriter): string {
  if (query.kind === "union-all")
    return query.queries.map((each) => renderSelect(each, writer)).join(`${writer.newLine()}UNION ALL${writer.newLine()}`);
  return selectClauses(query, writer).join(writer.newLine());
}

function selectClauses(query: PlainSelect, writer: SqlWriter): string[] {
  const clauses = query.with?.length ? [renderWith(query.with, writer)] : [];
  const items = query.items.map((item) => `${writer.expression(item.value)} AS ${quoteName(item.as)}`);
  clauses.push(`SELECT ${query.distinct ? "DISTINCT " : ""}${items.join(", ")}`);
  if (query.from) clauses.push(`FROM ${renderSource(query.from, writer)}`);
  if (query.where) clauses.push(`WHERE ${writer.expression(query.where)}`);
  if (query.groupBy?.length) clauses.push(`GROUP BY ${writer.list(query.groupBy)}`);
  if (query.qualify) clauses.push(`QUALIFY ${writer.expression(query.qualify)}`);
  if (query.orderBy?.length) clauses.push(`ORDER BY ${renderOrder(query.orderBy, writer)}`);
  if (query.limit) clauses.push(`LIMIT ${writer.expression(query.limit)}`);
  return clauses;
}

function renderWith(tables: NonNullable<PlainSelect["with"]>, writer: SqlWriter): string {
  const parts = tables.map((table) => {
    const mode = table.materialized === undefined ? "" : table.materialized ? "MATERIALIZED " : "NOT MATERIALIZED ";
    return `${quoteName(table.name)} AS ${mode}${writer.subquery(table.query)}`;
  });
  return `WITH ${parts.join(`,${writer.newLine()}`)}`;
}

const sources: Renderers = {
  name: (node) => quoteName(node.name) + (node.as === undefined ? "" : ` AS ${quoteName(node.as)}`),
  select: (node, writer) => `${writer.subquery(node.query)} AS ${quoteName(node.as)}`,
  call: renderTableCall,
  join: renderJoin,
  values: renderValues,
};

function renderSource(source: SqlSource, writer: SqlWriter): string {
  const render = sources[source.kind] as (node: SqlSource, writer: SqlWriter) => string;
  return render(source, writer);
}

function renderTableCall(node: OfKind<"call">, writer: SqlWriter): string {
  const named = (node.named ?? []).map((each) => `${ownFunctionName(each.name)} = ${writer.expression(each.value)}`);
  const values = node.arguments.map((each) => writer.expression(each));
  return `${ownFunctionName(node.name)}(${[...values, ...named].join(", ")}) AS ${aliasWithColumns(node.as, node.columns)}`;
}

function renderValues(node: OfKind<"values">, writer: SqlWriter): string {
  const rows = node.rows.map((row) => `(${writer.list(row)})`);
  return `(VALUES ${rows.join(", ")}) AS ${aliasWithColumns(node.as, node.columns)}`;
}

function aliasWithColumns(alias: string, columns: readonly string[] | undefined): string {
  return quoteName(alias) + (columns ? `(${columns.map(quoteName).join(", ")})` : "");
}

function renderJoin(node: OfKind<"join">, writer: SqlWriter): string {
  const lateral = node.type.endsWith("LATERAL");
  const kind = lateral ? node.type.slice(0, -" LATERAL".length) : node.type;
  const right = `${lateral ? "LATERAL " : ""}${renderSource(node.right, writer)}`;
  const on = node.on ? ` ON ${writer.expression(node.on)}` : "";
  return `${renderSource(node.left, writer)}${writer.newLine()}${kind} JOIN ${right}${on}`;
}
