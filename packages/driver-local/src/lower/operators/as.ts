import type { OperatorLowering } from "../lower-relation.js";

/** `as`: the same rows; their name was resolved before. */
export const lowerAs: OperatorLowering<"as"> = (relation, needs, context) => context.relation(relation.input, needs);
