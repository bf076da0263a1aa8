import type { KqlValue } from "@huntkit/provider";
import { checkColumns } from "./check-columns.js";
import { contradiction, unsupported } from "./fail.js";
import { deepFreeze } from "./freeze.js";
import { IrBuilder } from "./ir-builder.js";
import type { IrProgram, IrRelation, IrResult } from "./ir-types.js";
import { severalResults } from "./relations/fork.js";
import { declareStatements } from "./scope/statements.js";
import { isClass } from "./syntax/syntax-read.js";
import { isTable, tupleColumns } from "./syntax/kql-type-of.js";
import type { BoundCode, SyntaxList, SyntaxNode } from "./syntax/syntax-types.js";
import { visualizationOf } from "./visualization.js";

/** How a program is built. */
export interface BuildOptions {
  /** Values for the parameters that the text declares (`declare query_parameters`). Text is read as a literal of their type. */
  readonly parameters?: Readonly<Record<string, KqlValue>>;
}

/**
 * Builds the IR of a text that the service has parsed and bound without errors. The result is frozen throughout.
 * @throws {QueryError} for an error that the service does not see (a literal beyond its type, a missing parameter).
 * @throws {UnsupportedError} for a construct that has no IR, with its place.
 */
export function buildProgram(code: BoundCode, options: BuildOptions = {}): IrProgram {
  const builder = new IrBuilder(code.Text, code.Globals, options.parameters ?? {});
  if (!isClass(code.Syntax, "QueryBlock")) return unsupported(builder, code.Syntax, "a management command");
  const statements = declareStatements((code.Syntax as SyntaxNode & { readonly Statements: SyntaxList }).Statements, builder);
  const results = statements.flatMap((statement) => statementResults((statement as StatementNode).Expression, builder));
  if (builder.columnsDiffer) checkColumns({ text: code.Text, lets: builder.lets, results });
  return deepFreeze({ text: code.Text, lets: builder.lets, results });
}

type StatementNode = SyntaxNode & { readonly Expression: SyntaxNode };

function statementResults(node: SyntaxNode, builder: IrBuilder): IrResult[] {
  const several = severalResults(node, builder);
  if (several) return several.map((relation) => ({ relation }));
  if (!isTable(node.ResultType) && !isClass(node, "PipeExpression")) return [{ relation: scalarResult(node, builder) }];
  if (isClass(node.ResultType, "GraphSymbol")) return unsupported(builder, node, "a graph as a result", "End it with graph-match, graph-shortest-paths or graph-to-table.");
  const relation = builder.relation(node);
  compareWithService(node, relation, builder);
  const visualization = visualizationOf(node);
  return [visualization ? { relation, visualization } : { relation }];
}

/** The names and their order must be the service's: later statements and clients count on them. */
function compareWithService(node: SyntaxNode, relation: IrRelation, builder: IrBuilder): void {
  const expected = tupleColumns(node.ResultType).map((column) => column.Name);
  const names = relation.columns.map((column) => column.name);
  if (builder.columnsDiffer || expected.join("\0") === names.join("\0")) return;
  contradiction(builder, node, `columns ${names.join(", ")} instead of ${expected.join(", ")}`);
}

/** A statement that is a value: a table of one cell. */
function scalarResult(node: SyntaxNode, builder: IrBuilder): IrRelation {
  const value = builder.expression(node);
  const name = "print_0";
  return { kind: "print", items: [{ name, value }], columns: [{ name, type: value.type }], span: builder.span(node) };
}
