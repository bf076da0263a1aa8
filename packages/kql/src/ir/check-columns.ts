import { caretLines, QueryError, textPlace, type ResultColumn } from "@huntkit/provider";
import type { IrOther } from "./ir-other.js";
import type { IrExpression, IrProgram, IrRelation } from "./ir-types.js";

type Column = Extract<IrExpression, { readonly kind: "column" }>;

/** Operators in whose expressions names stand for other things than columns of the input. */
const otherScopes: ReadonlySet<IrOther["operator"]> = new Set(["mv-apply", "scan", "graph-match", "graph-shortest-paths", "make-graph", "partitioned-graph"]);

/**
 * Finds out whether all expressions read columns that the rows at hand have. The language service has bound them, but where an
 * operator gives other columns than it expects (`union kind=inner`, for one) a name may have no column.
 * @throws {QueryError} for such a name, with its place.
 */
export function checkColumns({ text, lets, results }: Pick<IrProgram, "text" | "lets" | "results">): void {
  const relations: IrRelation[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) return value.forEach(visit);
    if (isRelation(value)) relations.push(value);
    for (const [part, inner] of Object.entries(value)) if (part !== "columns" && part !== "span" && part !== "rows") visit(inner);
  };
  visit(lets);
  visit(results);
  if (!relations.some(isOpen)) for (const relation of relations) checkRelation(relation, text);
}

/** Whether columns come to light only when a plug-in has run; the text is bound again then. */
function isOpen(relation: IrRelation): boolean {
  return relation.kind === "other" && relation.operator === "evaluate" && relation.details.open && !relation.details.declared;
}

function isRelation(value: object): value is IrRelation {
  return "kind" in value && "columns" in value && "span" in value && value.kind !== "star";
}

function checkRelation(relation: IrRelation, text: string): void {
  if (relation.kind === "other" && otherScopes.has(relation.operator)) return;
  if (!("input" in relation) || !relation.input) return;
  // of a lookup table the arguments of a plug-in name columns as well
  const tables = relation.kind === "other" && relation.operator === "evaluate" ? relation.details.arguments.filter((argument) => isRelation(argument)) : [];
  const known = new Set([relation.input, ...tables].flatMap(({ columns }) => columns.map(({ name }: ResultColumn) => name)));
  for (const column of columnsIn({ ...relation, input: undefined })) if (!known.has(column.name)) throw unknownColumn(column, text);
}

/** The columns that expressions read, without those of sub-queries. */
function columnsIn(value: unknown): Column[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(columnsIn);
  if ("kind" in value && value.kind === "column" && "type" in value && "span" in value) return [value as unknown as Column];
  return Object.entries(value).flatMap(([part, inner]) => (part === "columns" || part === "span" || (typeof inner === "object" && inner !== null && isRelation(inner as object)) ? [] : columnsIn(inner)));
}

function unknownColumn({ name, span }: Column, text: string): QueryError {
  const place = textPlace(text, span.start, span.length);
  const message = `The rows at hand have no column ${name}: an operator before gives other columns than its text suggests. See them with getschema.`;
  return new QueryError({ code: "query-invalid", query: text, problems: [{ code: "HK111", message, place }], message: `${message} (line ${place.line}, column ${place.column})\n${caretLines(text, place)}` });
}
