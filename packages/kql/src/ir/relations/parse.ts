import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrParseStep, IrRelation } from "../ir-types.js";
import { className, isClass, listItems } from "../syntax/syntax-read.js";
import { kqlType } from "../syntax/kql-type-of.js";
import type { ColumnSymbol, NameAndTypeNode, NameNode, SyntaxNode } from "../syntax/syntax-types.js";
import { literalValue } from "../values/literal-value.js";
import type { ParseNode } from "./operator-nodes.js";
import { parameterText } from "./parameters.js";
import { requireInput } from "./row-operators.js";

/** `parse` and `parse-where`: new columns replace those of their names or stand behind all others. */
export function buildParse(node: ParseNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  const source = requireInput(node, builder, input);
  const mode = parameterText(node.Parameters, "kind") ?? "simple";
  if (mode !== "simple" && mode !== "regex" && mode !== "relaxed") return unsupported(builder, node, `parse kind=${mode}`);
  const steps = listItems(node.Patterns).map((part) => parseStep(part, builder));
  const columns = new Map(source.columns.map((column) => [column.name, column]));
  for (const step of steps) {
    if (step.kind !== "column") continue;
    // the service gives such a column twice
    builder.columnsDiffer ||= columns.has(step.name);
    columns.set(step.name, { name: step.name, type: step.type });
  }
  return {
    kind: "parse",
    input: source,
    value: builder.expression(node.Expression),
    mode,
    flags: parameterText(node.Parameters, "flags") ?? "",
    steps,
    onlyMatches: isClass(node, "ParseWhereOperator"),
    columns: [...columns.values()],
    span: builder.span(node),
  };
}

function parseStep(node: SyntaxNode, builder: IrBuilder): IrParseStep {
  switch (className(node)) {
    case "StarExpression":
      return { kind: "star" };
    case "LiteralExpression":
    case "CompoundStringLiteralExpression":
      return { kind: "text", text: String(literalValue(node)?.value ?? "") };
    case "NameDeclaration":
      return { kind: "column", name: (node as NameNode).SimpleName, type: "string" };
    case "NameAndTypeDeclaration":
      return typedStep(node as NameAndTypeNode);
    default:
      return unsupported(builder, node, `${className(node)} in a parse pattern`);
  }
}

function typedStep(node: NameAndTypeNode): IrParseStep {
  const symbol = node.Name.ReferencedSymbol as ColumnSymbol | null;
  return { kind: "column", name: node.Name.SimpleName, type: kqlType(symbol?.Type) };
}
