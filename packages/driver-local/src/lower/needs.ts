import type { IrExpression } from "@huntkit/kql/ir";
import { columnsUsed } from "./ir-walk.js";

/** What the operators above need of a relation: it gives these columns and no others, so that the scan reads only what is used. */
export interface Needs {
  /** The names of the columns. */
  readonly columns: ReadonlySet<string>;
  /** Whether the order that the query fixed for the rows still matters above. */
  readonly order: boolean;
}

/** The needs of an operator's input: what is passed through, and what the operator's own expressions read. */
export function needsOf(passedThrough: Iterable<string>, expressions: readonly IrExpression[], order: boolean): Needs {
  return { columns: new Set([...passedThrough, ...columnsUsed(expressions)]), order };
}
