import type { IrRelation } from "@huntkit/kql/ir";
import { columnOf, parameter } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelect } from "../../sql/sql-nodes.js";
import { kqlLiteral } from "../kql-literal.js";
import type { LowerContext } from "../lower-context.js";
import type { OperatorLowering, RelationOfKind } from "../lower-relation.js";
import { physicalNames, relationOver, selectOf } from "../lowered-relation.js";
import type { Needs } from "../needs.js";

/** `union`: the rows of all inputs; a column that an input lacks is null there (a string: empty). Rules R20, R21. */
export const lowerUnion: OperatorLowering<"union"> = (relation, needs, context) => {
  const shown = relation.columns.filter(({ name }) => needs.columns.has(name));
  const names = physicalNames(shown.map(({ name }) => name));
  const filled = relation.inputs.map((_, index) => index).filter((index) => !isEmpty(relation.inputs[index], context));
  const queries = (filled.length > 0 ? filled : [0]).map((index) => branch(relation, index, { needs, names }, context));
  const alias = context.newAlias();
  const columns = shown.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, names[index] ?? "") }));
  return relationOver({ kind: "select", query: { kind: "union-all", queries }, as: alias }, columns);
};

/** Whether an input reads a table without files and does nothing but filter it: it would only make the query longer. */
function isEmpty(input: IrRelation | undefined, context: LowerContext): boolean {
  if (input?.kind === "where" || input?.kind === "as" || input?.kind === "project") return isEmpty(input.input, context);
  if (input?.kind === "union") return input.inputs.every((each) => isEmpty(each, context));
  return input?.kind === "table" && context.tables(input.name)?.isEmpty === true;
}

interface BranchOutput {
  readonly needs: Needs;
  readonly names: readonly string[];
}

function branch(relation: RelationOfKind<"union">, index: number, output: BranchOutput, context: LowerContext): SqlSelect {
  const input = relation.inputs[index];
  if (!input) return { kind: "union-all", queries: [] };
  const sources = sourcesOf(relation, index);
  const used = [...output.needs.columns].flatMap((name) => sources.get(name) ?? []);
  const lowered = context.relation(input, { columns: new Set(used), order: false });
  const values = new Map(lowered.columns.map((column) => [column.name, column.value]));
  const shown = relation.columns.filter(({ name }) => output.needs.columns.has(name));
  const items = shown.map(({ name, type }, place) => {
    const isSource = name === relation.sourceColumn && !sources.has(name);
    const value = isSource ? parameter(relation.sourceNames[index] ?? "", "VARCHAR") : values.get(sources.get(name) ?? "");
    return { value: value ?? kqlLiteral(null, type), as: output.names[place] ?? "" };
  });
  return wrapped(selectOf(lowered, items), lowered.limit, context);
}

/** A branch with a limit stands in brackets of its own: a LIMIT would otherwise belong to the whole union. */
function wrapped(query: Extract<SqlSelect, { kind: "select" }>, limit: SqlExpression | undefined, context: LowerContext): SqlSelect {
  if (!limit) return query;
  const alias = context.newAlias();
  return { kind: "select", items: query.items.map(({ as }) => ({ value: columnOf(alias, as), as })), from: { kind: "select", query, as: alias } };
}

/** The column of an input behind each column of the result. */
function sourcesOf(relation: RelationOfKind<"union">, index: number): Map<string, string> {
  const columns = relation.sourceColumn === undefined ? relation.columns : relation.columns.filter(({ name }) => name !== relation.sourceColumn);
  const pairs = columns.map(({ name }, place) => [name, relation.mapping[index]?.[place]] as const);
  return new Map(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
