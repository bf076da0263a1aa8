import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { isRelation, mapExpression, walkIr } from "../ir-walk.js";
import { conjuncts } from "../scan/raw-comparison.js";

type Union = Extract<IrRelation, { kind: "union" }>;

/**
 * The union with a predicate's parts put into its inputs, where they reach the files, and the parts that must stay above it:
 * those that read other tables, which would be worked out for each input. Rule R58.
 */
export function pushedIntoUnion(predicate: IrExpression, union: Union): { readonly union: Union; readonly rest: readonly IrExpression[] } {
  const parts = conjuncts(predicate);
  const rest = parts.filter(readsTables);
  const pushed = parts.filter((part) => !rest.includes(part));
  if (pushed.length === 0) return { union, rest };
  const inputs = union.inputs.map((input, index): IrRelation =>
    pushed.reduce<IrRelation>((rows, part) => ({ kind: "where", input: rows, predicate: ofInput(part, union, index), columns: rows.columns, span: part.span }), input));
  return { union: { ...union, inputs }, rest };
}

function readsTables(part: IrExpression): boolean {
  let found = false;
  walkIr(part, (node) => {
    found ||= isRelation(node) || (node.kind === "call" && node.function === "window");
    return !found;
  });
  return found;
}

/** The predicate over the columns of one input: one that it lacks is null, a text empty. */
function ofInput(part: IrExpression, union: Union, index: number): IrExpression {
  const columns = union.sourceColumn === undefined ? union.columns : union.columns.filter(({ name }) => name !== union.sourceColumn);
  const sources = new Map(columns.map(({ name }, place) => [name, union.mapping[index]?.[place]]));
  return mapExpression(part, (node) => {
    if (node.kind === "column") {
      if (node.name === union.sourceColumn && !sources.has(node.name)) return { kind: "literal", type: "string", value: union.sourceNames[index] ?? "", span: node.span };
      const source = sources.get(node.name);
      return source === undefined ? { kind: "literal", type: node.type, value: node.type === "string" ? "" : null, span: node.span } : { ...node, name: source };
    }
    return node.kind === "call" && node.name === "strcat_delim" ? withoutEmpty(node) : node;
  });
}

/** Empty texts at the end of a list change nothing but what no test between separators sees. */
function withoutEmpty(call: Extract<IrExpression, { kind: "call" }>): IrExpression {
  const [delimiter, ...others] = call.arguments;
  const isSearch = delimiter?.kind === "literal" && delimiter.value === "\u0001";
  if (!isSearch || !delimiter) return call;
  const filled = others.filter((argument) => !(argument.kind === "literal" && (argument.value === null || argument.value === "")));
  return { ...call, arguments: [delimiter, ...filled] };
}
