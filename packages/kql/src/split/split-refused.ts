import type { IrSpan } from "../ir/ir-types.js";

/** Ends the walk over a query that cannot be split. Caught by `planSplit`, which gives it as an answer. */
export class SplitRefused {
  constructor(
    readonly reason: string,
    readonly span?: IrSpan,
    /** Whether the query reads no table whose rows have a time. */
    readonly timeless = false,
  ) {}
}

const advice = "Run the query unsplit, or say that its parts can be put together (splittable) if you know that they can.";

/** The end of the walk at an operator that works over rows of several parts. */
export function refuseOperator(operator: string, why: string, span: IrSpan): never {
  throw new SplitRefused(`\`${operator}\` ${why}, so the parts do not add up to the whole. ${advice}`, span);
}

/** The end of the walk for any other reason. */
export function refuse(reason: string, span?: IrSpan): never {
  throw new SplitRefused(reason, span);
}
