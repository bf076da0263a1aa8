import type { ResultColumn } from "@huntkit/provider";
import type { BindingScope } from "../../catalog/schema-globals.js";
import { compileToIr } from "../compile-to-ir.js";
import type { IrArgument, IrExpression, IrProgram, IrRelation } from "../ir-types.js";

/** Small tables for the tests. */
export const scope: BindingScope = {
  schema: {
    tables: [
      { name: "Events", columns: columns("id:long host:string at:datetime extra:dynamic") },
      { name: "Hosts", columns: columns("id:string host:string size:real") },
      { name: "EventsOld", columns: columns("id:long level:string") },
    ],
  },
  functions: [
    { name: "Recent", parameters: "(least:long = 3)", body: "Events | where id > least" },
    { name: "Endless", parameters: "()", body: "Endless()" },
  ],
  defenderFunctions: false,
};

function columns(text: string): ResultColumn[] {
  return text.split(" ").map((part) => {
    const [name = "", type = ""] = part.split(":");
    return { name, type } as ResultColumn;
  });
}

/** Compiles against {@link scope}. */
export function compile(text: string): IrProgram {
  return compileToIr(text, scope);
}

/** The relation of the only result. */
export function relationOf(text: string): IrRelation {
  const { results } = compile(text);
  const [only] = results;
  if (!only || results.length > 1) throw new TypeError(`${results.length} results`);
  return only.relation;
}

/** The relation of the only result, of one kind. */
export function relationOfKind<K extends IrRelation["kind"]>(kind: K, text: string): Extract<IrRelation, { readonly kind: K }> {
  const relation = relationOf(text);
  if (relation.kind !== kind) throw new TypeError(`${relation.kind} instead of ${kind}`);
  return relation as Extract<IrRelation, { readonly kind: K }>;
}

/** The columns of the only result as `name:type …`. */
export function columnsOf(text: string): string {
  return columnText(relationOf(text).columns);
}

/** Columns as `name:type …`. */
export function columnText(list: readonly ResultColumn[]): string {
  return list.map(({ name, type }) => `${name}:${type}`).join(" ");
}

/** An expression in a short form for comparisons: columns bare, literals as `type(value)`. */
export function expressionText(node: IrArgument): string {
  switch (node.kind) {
    case "literal": return `${node.type}(${JSON.stringify(node.value, exactly)})`;
    case "column": return node.side ? `$${node.side}.${node.name}` : node.name;
    case "let-scalar": return `let ${node.id}`;
    case "unary": return `${node.operator}${expressionText(node.operand)}`;
    case "binary": return `(${expressionText(node.left)} ${node.operator} ${expressionText(node.right)})`;
    case "between": return `(${expressionText(node.value)} ${node.negated ? "!" : ""}between ${expressionText(node.from)} .. ${expressionText(node.to)})`;
    case "list": return `(${expressionText(node.left)} ${node.operator} ${listText(node.right)})`;
    case "call": return `${node.name}(${node.arguments.map(expressionText).join(", ")})`;
    case "access": return `${expressionText(node.target)}[${expressionText(node.key)}]`;
    case "to-scalar": return `toscalar(${node.relation.kind})`;
    case "element": return `${expressionText(node.value)}.${node.index}`;
    case "convert": return `${node.type}<-${expressionText(node.value)}`;
    case "star": return "*";
  }
}

function exactly(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

function listText(right: readonly IrExpression[] | IrRelation): string {
  return "kind" in right ? right.kind : `[${right.map(expressionText).join(", ")}]`;
}
