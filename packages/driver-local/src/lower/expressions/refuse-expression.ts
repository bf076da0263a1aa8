import type { IrSpan } from "@huntkit/kql/ir";
import type { LowerScope } from "../lower-scope.js";
import { refuseConstruct } from "../unsupported.js";

/**
 * Refuses an expression with its place.
 * @param construct Its name, for example `series_fir()`.
 * @param hint What to do instead, as a sentence.
 * @throws {UnsupportedError} always.
 */
export function refuseExpression(construct: string, node: { readonly span: IrSpan }, scope: LowerScope, hint?: string): never {
  return refuseConstruct(construct, { queryText: scope.queryText, span: node.span }, hint);
}
