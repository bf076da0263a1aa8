import type { KqlValue } from "@huntkit/provider";
import { unsupported } from "./fail.js";
import { deepFreeze } from "./freeze.js";
import { IrBuilder } from "./ir-builder.js";
import type { IrProgram, IrRelation, IrResult } from "./ir-types.js";
import { declareStatements } from "./scope/statements.js";
import { isClass } from "./syntax/syntax-read.js";
import { isTable } from "./syntax/kql-type-of.js";
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
  const results = statements.map((statement) => result(statement as SyntaxNode & { readonly Expression: SyntaxNode }, builder));
  return deepFreeze({ text: code.Text, lets: builder.lets, results });
}

function result(statement: SyntaxNode & { readonly Expression: SyntaxNode }, builder: IrBuilder): IrResult {
  const node = statement.Expression;
  if (!isTable(node.ResultType)) return { relation: scalarResult(node, builder) };
  const visualization = visualizationOf(node);
  const relation = builder.relation(node);
  return visualization ? { relation, visualization } : { relation };
}

/** A statement that is a value: a table of one cell. */
function scalarResult(node: SyntaxNode, builder: IrBuilder): IrRelation {
  const value = builder.expression(node);
  const name = "print_0";
  return { kind: "print", items: [{ name, value }], columns: [{ name, type: value.type }], span: builder.span(node) };
}
