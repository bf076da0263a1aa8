import { parseDynamic, QueryError, type KqlValue } from "@huntkit/provider";
import { converted } from "../expressions/calls.js";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression } from "../ir-types.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import { isTable, kqlType } from "../syntax/kql-type-of.js";
import type { NameAndTypeNode, NameNode, SyntaxList, SyntaxNode } from "../syntax/syntax-types.js";
import { valueFromText } from "../values/literal-value.js";
import type { PatternStatementNode } from "./patterns.js";
import { restrictAccess, type RestrictNode } from "./restrict-access.js";
import { Scope, type Binding, type SpanOrigin } from "./scope.js";

interface LetNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly Expression: SyntaxNode;
}

interface ParameterNode extends SyntaxNode {
  readonly NameAndType: NameAndTypeNode;
  readonly DefaultValue: (SyntaxNode & { readonly Value: SyntaxNode }) | null;
}

/**
 * Declares what the statements of a query or of a function body name, and gives the expression statements among them.
 * @throws {UnsupportedError} for a statement that has no IR.
 */
export function declareStatements(statements: SyntaxList, builder: IrBuilder): SyntaxNode[] {
  return listItems(statements).filter((statement) => {
    switch (className(statement)) {
      case "ExpressionStatement":
        return true;
      case "LetStatement":
        declareLet(statement as LetNode, builder);
        return false;
      case "PatternStatement":
        declarePattern(statement as PatternStatementNode, builder);
        return false;
      case "QueryParametersStatement":
        declareParameters(statement as SyntaxNode & { readonly Parameters: SyntaxList<ParameterNode> }, builder);
        return false;
      case "SetOptionStatement":
        declareOption(statement as OptionNode, builder);
        return false;
      case "RestrictStatement":
        restrictAccess(statement as RestrictNode, builder);
        return false;
      default:
        return unsupported(builder, statement, `the statement ${className(statement)}`);
    }
  });
}

interface OptionNode extends SyntaxNode {
  readonly Name: SyntaxNode & { readonly SimpleName: string };
  readonly ValueClause: (SyntaxNode & { readonly Expression: SyntaxNode }) | null;
}

/** Most options of the service (truncation, caching) do not change what a query means; those of `bin_auto()` do. */
function declareOption(node: OptionNode, builder: IrBuilder): void {
  if (node.ValueClause) builder.options.set(node.Name.SimpleName.toLowerCase(), node.ValueClause.Expression);
}

function declareLet(node: LetNode, builder: IrBuilder): void {
  const name = node.Name.SimpleName;
  const { scope: outer, origin } = builder;
  const scope = new Scope(outer);
  builder.scope = scope;
  const isView = (node.Expression as SyntaxNode & { readonly ViewKeyword?: SyntaxNode | null }).ViewKeyword ?? null;
  const make = (): Binding => builder.under(outer, origin, () => letBinding(name, node.Expression, builder, outer, origin));
  scope.declare(name, make, isView !== null);
}

function declarePattern(node: PatternStatementNode, builder: IrBuilder): void {
  const declaration = node.Pattern ?? unsupported(builder, node, "a pattern without a mapping", "Write the mapping: declare pattern P = (a:string) { … };");
  const { scope: outer, origin } = builder;
  const scope = new Scope(outer);
  builder.scope = scope;
  scope.declare(node.Name.SimpleName, () => ({ kind: "pattern", declaration, scope: outer, origin }));
}

function letBinding(name: string, value: SyntaxNode, builder: IrBuilder, scope: Scope, origin: SpanOrigin): Binding {
  if (isClass(value, "FunctionDeclaration")) return { kind: "function", declaration: value, scope, origin };
  if (isClass(value, "EntityGroup")) return unsupported(builder, value, "an entity group");
  if (isTable(value.ResultType)) return { kind: "table", value: builder.tableLet(name, builder.innerRelation(value), false) };
  const before = builder.columnUses;
  const built = builder.expression(value);
  const usesColumns = builder.columnUses > before;
  return { kind: "scalar", value: usesColumns ? built : builder.scalarLet(name, built), depth: builder.relationDepth, usesColumns };
}

function declareParameters(node: SyntaxNode & { readonly Parameters: SyntaxList<ParameterNode> }, builder: IrBuilder): void {
  for (const parameter of listItems(node.Parameters)) {
    const name = parameter.NameAndType.Name.SimpleName;
    const value = parameterValue(parameter, name, builder);
    builder.scope.declare(name, () => ({ kind: "scalar", value, depth: builder.relationDepth, usesColumns: false }));
  }
}

function parameterValue(parameter: ParameterNode, name: string, builder: IrBuilder): IrExpression {
  const type = kqlType(parameter.NameAndType.Name.ResultType);
  const span = builder.span(parameter);
  if (Object.hasOwn(builder.parameters, name)) {
    const given = builder.parameters[name] ?? null;
    return { kind: "literal", type, value: typeof given === "string" ? textParameter(given, type, name) : given, span };
  }
  if (parameter.DefaultValue) return converted(builder.expression(parameter.DefaultValue.Value), type);
  throw new QueryError({
    code: "query-parameter-missing",
    query: builder.text,
    message: `The query declares the parameter ${name} without a default. Give it a value.`,
  });
}

function textParameter(text: string, type: IrExpression["type"], name: string): KqlValue {
  const value = type === "dynamic" ? dynamicFromText(text) : valueFromText(type, text);
  if (value !== undefined) return value;
  throw new QueryError({
    code: "query-parameter-invalid",
    message: `The value given for the query parameter ${name} is not a ${type}. Give it in the form of a KQL literal of that type.`,
  });
}

/** The value of a JSON text; undefined if it is none. */
function dynamicFromText(text: string): KqlValue | undefined {
  try {
    return parseDynamic(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
