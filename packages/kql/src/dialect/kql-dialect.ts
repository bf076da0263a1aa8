import type { QueryDialect, SplitRequest } from "@huntkit/provider";
import { checkKqlClauses } from "./check-kql-clauses.js";
import { kqlClauses } from "./kql-clauses.js";
import { kqlComparisons } from "./kql-comparisons.table.js";
import { kqlContexts } from "./kql-contexts.js";
import { kqlIdentifier } from "./kql-identifier.js";
import { isSimpleExpression, literalCount } from "./kql-literal-list.js";
import { insideLiteral, kqlLiteral } from "./kql-literal.js";
import { insideComment, insideString } from "./kql-string.js";

/**
 * How values are written into KQL. It works on the text with a small lexer of its own that agrees with Microsoft's, so it
 * costs nothing to load; only `planSplit`, `rowBound`, and `checkClauses` for clauses that somebody gives, load the language service when they are called.
 */
export const kqlDialect: QueryDialect = Object.freeze({
  name: "kql",
  contexts: kqlContexts,
  literal: kqlLiteral,
  insideString,
  insideLiteral,
  insideComment,
  identifier: kqlIdentifier,
  clauses: kqlClauses,
  checkClauses: checkKqlClauses,
  literalCount,
  isSimpleExpression,
  isOperator: (text: string) => kqlComparisons.has(text),
  planSplit: async (text: string, request: SplitRequest) => (await import("../split/plan-split.js")).planSplit(text, request),
  rowBound: async (text: string, request: SplitRequest) => (await import("../split/row-bound.js")).rowBound(text, request),
});
