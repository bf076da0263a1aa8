import type { SplitRequest } from "@huntkit/provider";
import { compileToIr } from "../ir/compile-to-ir.js";
import type { IrExpression, IrRelation } from "../ir/ir-types.js";
import { scopeOf } from "./plan-split.js";

/**
 * The most rows that a query can give because it says so itself (`take`, `top`, `count`, …); undefined if it sets no bound.
 * @throws {QueryError} if the text is wrong.
 */
export function rowBound(text: string, request: SplitRequest): number | undefined {
  const { results } = compileToIr(text, scopeOf(request));
  const [only, second] = results;
  return only && !second ? boundOf(only.relation) : undefined;
}

function boundOf(relation: IrRelation): number | undefined {
  switch (relation.kind) {
    case "where": case "extend": case "project": case "sort": case "serialize": case "as": case "distinct":
      return boundOf(relation.input);
    case "take": case "top":
      return least(literalNumber(relation.count), boundOf(relation.input));
    case "summarize":
      return relation.by.length === 0 ? 1 : boundOf(relation.input);
    case "count": case "print":
      return 1;
    case "datatable":
      return relation.rows.length;
    default:
      return undefined;
  }
}

function least(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Math.min(left, right);
}

function literalNumber(value: IrExpression): number | undefined {
  if (value.kind === "convert") return literalNumber(value.value);
  if (value.kind !== "literal") return undefined;
  const number = Number(value.value);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
