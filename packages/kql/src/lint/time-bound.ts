import { walkSyntax, member } from "../service/syntax.js";
import type { KustoNode, KustoTableSymbol } from "../service/kusto-library.js";
import type { LintRule, LintSubject, RuleFinding } from "./lint-rule.js";

const timeColumns: ReadonlySet<string> = new Set(["Timestamp", "TimeGenerated"]);

/** A query over a table of events that no condition on the time narrows reads the whole 30 days. */
export const timeBound: LintRule = {
  code: "HK101",
  name: "no-time-bound",
  severity: "warning",
  summary: "A query over events should say which stretch of time it reads.",
  source: "advanced-hunting-best-practices",
  *find(subject) {
    if (filtersTime(subject)) return;
    const seen = new Set<string>();
    for (const node of subject.nodes) {
      const table = eventTable(subject, node);
      if (table === undefined || seen.has(table)) continue;
      seen.add(table);
      yield { node, message: `${table} is read without a time bound, so the query reads all that the service keeps. Add for example: | where Timestamp > ago(7d)` } satisfies RuleFinding;
    }
  },
};

function eventTable(subject: LintSubject, node: KustoNode): string | undefined {
  const symbol = subject.service.kindName(node) === "NameReference" ? node.ReferencedSymbol : undefined;
  if (symbol === null || symbol === undefined || subject.service.symbolKindName(symbol) !== "Table") return undefined;
  const table = symbol as KustoTableSymbol;
  if (!subject.code.Globals.IsDatabaseTable(table)) return undefined;
  return subject.service.listItems(table.Columns).some((column) => timeColumns.has(column.Name)) ? table.Name : undefined;
}

/** Whether any condition or time argument of the text names a time column. */
function filtersTime(subject: LintSubject): boolean {
  for (const node of subject.nodes) {
    if (subject.service.kindName(node) !== "FilterOperator") continue;
    const condition = member(node, "Condition");
    let found = false;
    if (condition !== undefined) walkSyntax(condition, (inner) => void (found ||= timeColumns.has(inner.SimpleName ?? "")));
    if (found) return true;
  }
  return false;
}
