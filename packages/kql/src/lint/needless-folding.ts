import { member } from "../service/syntax.js";
import type { LintRule } from "./lint-rule.js";

const plain: Readonly<Record<string, string>> = { "=~": "==", "!~": "!=" };

/** `=~` and `!~` with a text that has no letters compare as `==` and `!=` do, only slower. */
export const needlessFolding: LintRule = {
  code: "HK108",
  name: "needless-case-folding",
  severity: "suggestion",
  summary: "A text without letters needs no comparison without regard to case.",
  source: "query/best-practices",
  *find({ nodes, service }) {
    for (const node of nodes) {
      const kind = service.kindName(node);
      if (kind !== "EqualTildeExpression" && kind !== "BangTildeExpression") continue;
      const [left, operator, right] = ["Left", "Operator", "Right"].map((name) => member(node, name));
      const replacement = plain[operator?.toString(0).trim() ?? ""];
      if (operator === undefined || replacement === undefined || left?.ResultType?.Name !== "string" || !isCaseless(right?.ConstantValue)) continue;
      const message = `The text has no letters, so that ${replacement} gives the same and is faster.`;
      yield { node: operator, message, ...(right !== undefined && { evidence: right }), fix: { edits: [{ offset: operator.TextStart, length: operator.Width, text: replacement }] } };
    }
  },
};

/** Printable ASCII without letters: no other character folds to one of these. */
function isCaseless(value: unknown): boolean {
  return typeof value === "string" && /^[ -@[-`{-~]+$/.test(value);
}
