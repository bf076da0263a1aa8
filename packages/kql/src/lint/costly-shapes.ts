import type { KustoNode } from "../service/kusto-library.js";
import { member } from "../service/syntax.js";
import type { LintRule, LintSubject } from "./lint-rule.js";
import { chainOf, containsKinds, textOf, unwrap } from "./syntax-shape.js";

/** A first condition that looks through the whole text of every row. */
export const leadingContains: LintRule = {
  code: "HK102",
  name: "leading-contains",
  severity: "suggestion",
  summary: "The first condition of a query should be one that the index of terms can answer.",
  source: "advanced-hunting-best-practices",
  *find(subject) {
    for (const filter of firstFilters(subject)) {
      const condition = member(filter, "Condition");
      const first = condition === undefined ? undefined : firstTerm(subject, condition);
      if (first !== undefined && containsKinds.has(subject.service.kindName(first)))
        yield { node: first, message: "The first condition looks through the text of every row. Put a condition on the time or a plain comparison first, or use `has`, which the index of terms answers, if a whole word is meant." };
    }
  },
};

/** A join whose right side reads a whole table. */
export const unboundedJoin: LintRule = {
  code: "HK103",
  name: "unbounded-join",
  severity: "warning",
  summary: "Each side of a join should be narrowed before it is joined.",
  source: "advanced-hunting-best-practices",
  *find(subject) {
    for (const node of subject.nodes) {
      if (subject.service.kindName(node) !== "JoinOperator") continue;
      const right = member(node, "Expression");
      if (right === undefined) continue;
      const { source, operators } = chainOf(subject.service, unwrap(subject.service, right));
      const narrowed = operators.some((operator) => ["FilterOperator", "TakeOperator", "TopOperator", "SummarizeOperator", "DistinctOperator"].includes(subject.service.kindName(operator)));
      if (!narrowed && isTable(subject, source)) yield { node: right, message: `The join reads the whole of ${textOf(source)}. Narrow it first, for example by the same stretch of time.` };
    }
  },
};

/** `search` and `find` over all tables, and `union *`. */
export const everyTable: LintRule = {
  code: "HK104",
  name: "reads-every-table",
  severity: "warning",
  summary: "A query should name the tables that it reads.",
  source: "search-operator",
  *find(subject) {
    for (const node of subject.nodes) {
      const kind = subject.service.kindName(node);
      const isSearch = (kind === "SearchOperator" || kind === "FindOperator") && namesNoTables(node) && !isPiped(node);
      const isUnion = kind === "UnionOperator" && /^union\s+(\w+\s*=\s*\S+\s+)*\*/.test(textOf(node));
      if (isSearch || isUnion) yield { node, message: "This reads every table of the tenant. Name the tables, for example: search in (DeviceEvents, DeviceProcessEvents) …" };
    }
  },
};

/** Whether the operator has no `in (…)`, or one of all tables. */
function namesNoTables(node: KustoNode): boolean {
  const clause = member(node, "InClause");
  return clause === undefined || /[(,]\s*\*/.test(textOf(clause));
}

/** Whether rows come into the operator through a pipe; one at the start of pipes reads tables itself. */
function isPiped(node: KustoNode): boolean {
  return node.Parent !== null && member(node.Parent, "Operator") === node;
}

function isTable(subject: LintSubject, node: KustoNode): boolean {
  const symbol = node.ReferencedSymbol;
  return symbol !== null && symbol !== undefined && subject.service.symbolKindName(symbol) === "Table";
}

/** The first `where` of each chain that begins at a table. */
function firstFilters(subject: LintSubject): KustoNode[] {
  return subject.nodes.filter((node) => {
    if (subject.service.kindName(node) !== "FilterOperator" || node.Parent === null) return false;
    const input = member(node.Parent, "Expression");
    return input !== undefined && subject.service.kindName(unwrap(subject.service, input)) !== "PipeExpression" && isTable(subject, unwrap(subject.service, input));
  });
}

/** The leftmost operand of a chain of `and`. */
function firstTerm(subject: LintSubject, condition: KustoNode): KustoNode {
  let node = unwrap(subject.service, condition);
  while (subject.service.kindName(node) === "AndExpression") {
    const left = member(node, "Left");
    if (left === undefined) return node;
    node = unwrap(subject.service, left);
  }
  return node;
}
