import type { KustoNode } from "../service/kusto-library.js";
import { member } from "../service/syntax.js";
import type { LintRule, LintSubject } from "./lint-rule.js";
import { textOf, unwrap } from "./syntax-shape.js";

/** `tolower(x) == "a"` reads every row; `x =~ "a"` uses the index. */
export const caseFolding: LintRule = {
  code: "HK106",
  name: "case-folding",
  severity: "suggestion",
  summary: "Compare without regard to case by =~ rather than by folding the column's case.",
  source: "query/best-practices",
  *find(subject) {
    for (const node of subject.nodes) {
      const kind = subject.service.kindName(node);
      if (kind !== "EqualExpression" && kind !== "NotEqualExpression") continue;
      const left = member(node, "Left");
      const right = member(node, "Right");
      const folded = left === undefined ? undefined : foldedColumn(subject, left);
      if (folded === undefined || right === undefined) continue;
      const operator = kind === "EqualExpression" ? "=~" : "!~";
      yield { node, message: `Folding the case reads every row. Write: ${folded} ${operator} ${textOf(right)}` };
    }
  },
};

function foldedColumn(subject: LintSubject, node: KustoNode): string | undefined {
  const call = unwrap(subject.service, node);
  const match = subject.service.kindName(call) === "FunctionCallExpression" ? /^(?:tolower|toupper)\s*\(([\s\S]+)\)$/.exec(textOf(call)) : null;
  return match?.[1]?.trim();
}
