import { QueryError, caretLines, type KqlType } from "@huntkit/provider";
import { converted } from "../expressions/calls.js";
import type { CallNode, SimpleNamedNode } from "../expressions/expression-nodes.js";
import { contradiction, unsupported, wrongQuery } from "../fail.js";
import { placeOf, type IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrRelation } from "../ir-types.js";
import { isClass, serviceItems } from "../syntax/syntax-read.js";
import { isTable, kqlType } from "../syntax/kql-type-of.js";
import type { FunctionBodyNode, ParameterInfo, SignatureInfo, SyntaxNode } from "../syntax/syntax-types.js";
import { typedLiteral } from "../values/typed-literal.js";
import { Scope, type Binding, type SpanOrigin } from "./scope.js";
import { declareStatements } from "./statements.js";

/** A function that the query or the database defines. */
export type UserFunction =
  | Extract<Binding, { readonly kind: "function" }>
  | { readonly kind: "stored"; readonly name: string };

/** The function that a call means, if the query or the database defines it; undefined for a built-in. */
export function userFunctionOf(node: CallNode, builder: IrBuilder): UserFunction | undefined {
  const binding = builder.scope.find(node.Name.SimpleName);
  if (binding?.kind === "function") return binding;
  return node.GetCalledFunctionBody() ? { kind: "stored", name: node.Name.SimpleName } : undefined;
}

/** The most calls of functions that are expanded in one text: functions that call one another twice grow without end. */
const MAX_EXPANSIONS = 1000;

/**
 * Expands a call: the parameters become names in a scope of their own, and the body is built under it.
 * @throws {UnsupportedError} for recursion, and beyond {@link MAX_EXPANSIONS}. @throws {QueryError} if the body has errors.
 */
export function callUserFunction(
  node: SyntaxNode,
  argumentNodes: readonly SyntaxNode[],
  builder: IrBuilder,
  target: UserFunction,
  want: "scalar" | "table",
  piped?: IrRelation,
): IrExpression | IrRelation {
  if (++builder.expansions > MAX_EXPANSIONS) return unsupported(builder, node, `more than ${MAX_EXPANSIONS} calls of functions, counting those inside of functions`);
  refuseBodyErrors(node, builder);
  const body = node.GetCalledFunctionBody();
  const signature = node.ReferencedSignature;
  if (!body?.Expression || !signature) return unsupported(builder, node, "a call of a function without a body");
  if (builder.callStack.includes(signature)) return unsupported(builder, node, `the recursive function ${signature.Symbol.Name}`);
  const parameters = serviceItems(signature.Parameters);
  const scope = new Scope(target.kind === "function" ? target.scope : undefined);
  const given = matchArguments(parameters, argumentNodes, piped !== undefined);
  for (const parameter of parameters) bindParameter(node, parameter, given, builder, { scope, want, piped });
  return runBody(node, body, builder, { scope, want, signature, origin: originOf(node, body, builder, target) });
}

interface BodyRun {
  readonly scope: Scope;
  readonly want: "scalar" | "table";
  readonly signature: SignatureInfo;
  readonly origin: SpanOrigin;
}

function runBody(node: SyntaxNode, body: FunctionBodyNode, builder: IrBuilder, run: BodyRun): IrExpression | IrRelation {
  builder.callStack.push(run.signature);
  const result = builder.under(run.scope, run.origin, () => {
    declareStatements(body.Statements, builder);
    const expression = body.Expression ?? contradiction(builder, node, "a function without a result");
    return run.want === "table" ? builder.relation(expression) : builder.expression(expression);
  });
  builder.callStack.pop();
  return result;
}

/** A body that was declared in the query keeps its places; of one that comes from elsewhere the call is the place. */
function originOf(node: SyntaxNode, body: FunctionBodyNode, builder: IrBuilder, target: UserFunction): SpanOrigin {
  const call = builder.span(node);
  const fixed: SpanOrigin = { kind: "fixed", start: call.start, length: call.length };
  const declared = node.ReferencedSignature?.Declaration;
  if (target.kind === "stored" || !declared || declared.Width !== body.Width || target.origin.kind === "fixed") return fixed;
  return { kind: "shifted", offset: target.origin.offset + declared.TextStart - body.TextStart };
}

type Given = ReadonlyMap<string, SyntaxNode>;

function matchArguments(parameters: readonly ParameterInfo[], nodes: readonly SyntaxNode[], piped: boolean): Given {
  const given = new Map<string, SyntaxNode>();
  const open = parameters.slice(piped ? 1 : 0);
  nodes.forEach((node, index) => {
    const named = isClass(node, "SimpleNamedExpression") ? (node as SimpleNamedNode) : undefined;
    const name = named?.Name.SimpleName ?? open[index]?.Name;
    if (name !== undefined) given.set(name, named?.Expression ?? node);
  });
  return given;
}

interface ParameterTarget {
  readonly scope: Scope;
  readonly want: "scalar" | "table";
  readonly piped: IrRelation | undefined;
}

function bindParameter(call: SyntaxNode, parameter: ParameterInfo, given: Given, builder: IrBuilder, target: ParameterTarget): void {
  const node = given.get(parameter.Name);
  if (!node && target.piped && isTable(serviceItems(parameter.DeclaredTypes)[0])) {
    const value = builder.tableLet(parameter.Name, target.piped, false);
    return target.scope.declare(parameter.Name, () => ({ kind: "table", value }));
  }
  const source = node ?? parameter.DefaultValue;
  if (!source && target.piped) return wrongQuery(builder, call, "HK112", `The function needs a value for ${parameter.Name}; invoke gives the rows to a first parameter that is a table.`);
  if (!source) return contradiction(builder, call, `no value for the parameter ${parameter.Name}`);
  const binding = isTable(source.ResultType)
    ? tableArgument(source, parameter, builder)
    : scalarArgument(source, parameter, builder, target.want);
  target.scope.declare(parameter.Name, () => binding);
}

function tableArgument(source: SyntaxNode, parameter: ParameterInfo, builder: IrBuilder): Binding {
  const value = builder.innerRelation(source);
  return { kind: "table", value: builder.tableLet(parameter.Name, value, false) };
}

function scalarArgument(source: SyntaxNode, parameter: ParameterInfo, builder: IrBuilder, want: "scalar" | "table"): Binding {
  const before = builder.columnUses;
  const declared = serviceItems(parameter.DeclaredTypes)[0];
  const plain = source.ResultType ? builder.expression(source) : storedDefault(source, kqlType(declared), builder);
  const usesColumns = builder.columnUses > before;
  if (usesColumns && want === "table") return unsupported(builder, source, "a column as an argument of a tabular function");
  const value = declared ? converted(plain, kqlType(declared)) : plain;
  return {
    kind: "scalar",
    value: usesColumns ? value : builder.scalarLet(parameter.Name, value),
    depth: builder.relationDepth,
    usesColumns,
  };
}

/** The default of a stored function's parameter: the service leaves it without a type, and its place is not in the text. */
function storedDefault(source: SyntaxNode, type: KqlType, builder: IrBuilder): IrExpression {
  const value = typedLiteral(source, type);
  const span = { start: 0, length: 0 };
  if (value === undefined) return unsupported(builder, source, "a default of a stored function that is not a literal");
  return { kind: "literal", type, value, span };
}

function refuseBodyErrors(node: SyntaxNode, builder: IrBuilder): void {
  if (!node.CalledFunctionHasErrors) return;
  const errors = serviceItems(node.GetCalledFunctionDiagnostics()).filter((finding) => finding.Severity === "Error");
  if (errors.length === 0) return;
  const place = placeOf(builder, node);
  const messages = errors.map((error) => `${error.Code}: ${error.Message}`);
  throw new QueryError({
    code: "query-invalid",
    query: builder.text,
    problems: errors.map((error) => ({ code: error.Code, message: error.Message, place })),
    message: `The function called in line ${place.line}, column ${place.column} has errors.\n${caretLines(builder.text, place)}\n${messages.join("\n")}`,
  });
}

/**
 * The rows of a view, which has no parameters: its body is built as it was declared.
 * @throws {UnsupportedError} if the name is no view.
 */
export function viewRows(name: string, place: SyntaxNode, builder: IrBuilder): IrRelation {
  const binding = builder.scope.find(name);
  if (binding?.kind !== "function") return unsupported(builder, place, `the view ${name} in this place`);
  const { Body: body } = binding.declaration as SyntaxNode & { readonly Body: FunctionBodyNode };
  return builder.under(new Scope(binding.scope), binding.origin, () => {
    declareStatements(body.Statements, builder);
    return body.Expression ? builder.relation(body.Expression) : contradiction(builder, place, "a view without a result");
  });
}
