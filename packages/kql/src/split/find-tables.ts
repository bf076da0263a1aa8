import type { IrExpression, IrProgram, IrRelation } from "../ir/ir-types.js";

/** A table that a query reads, at its place in the text. */
export type TableNode = IrRelation & { readonly kind: "table" };

type Node = IrExpression | IrRelation;
const leafParts: ReadonlySet<string> = new Set(["span", "columns", "type", "rows"]);

/** The tables that a node reads, through sub-queries and lets. */
export function tablesBelow(node: unknown, program: IrProgram, seen = new Set<string>()): TableNode[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((item) => tablesBelow(item, program, seen));
  const found: TableNode[] = [];
  if (isNode(node)) {
    if (node.kind === "table") found.push(node);
    if (node.kind === "let-table" || node.kind === "let-scalar") found.push(...tablesOfLet(node.id, program, seen));
    if (node.kind === "literal") return found;
  }
  for (const [part, value] of Object.entries(node)) if (!leafParts.has(part)) found.push(...tablesBelow(value, program, seen));
  return found;
}

function isNode(value: object): value is Node {
  return "kind" in value && "span" in value;
}

function tablesOfLet(id: string, program: IrProgram, seen: Set<string>): TableNode[] {
  if (seen.has(id)) return [];
  seen.add(id);
  return tablesBelow(program.lets.find((item) => item.id === id)?.value, program, seen);
}
