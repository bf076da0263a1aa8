import type { LowerContext } from "../lower-context.js";
import type { RelationOfKind } from "../lower-relation.js";

/** The rows left of the pipe; an operator without them is refused. */
export function inputOf(relation: RelationOfKind<"other">, context: LowerContext): NonNullable<RelationOfKind<"other">["input"]> {
  return relation.input ?? context.refuse(`${relation.operator} without rows before it`, relation);
}
