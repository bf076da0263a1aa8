import type { KustoNode } from "../service/kusto-library.js";
import type { BoundQuery } from "../analysis/bind-query.js";
import { LineIndex, type KqlDiagnostic } from "../analysis/kql-diagnostic.js";
import { queryReads } from "../analysis/query-reads.js";
import { tableColumns } from "../analysis/result-columns.js";
import { walkSyntax } from "../service/syntax.js";
import { caseFolding } from "./case-folding.js";
import { everyTable, leadingContains, unboundedJoin } from "./costly-shapes.js";
import { deprecatedNames, deprecatedTables } from "./deprecated-names.js";
import type { LintFix, LintRule } from "./lint-rule.js";
import { needlessFolding } from "./needless-folding.js";
import { timeBound } from "./time-bound.js";

/** The rules about KQL, in order of their codes. */
export const kqlLintRules: readonly LintRule[] = Object.freeze([timeBound, leadingContains, unboundedJoin, everyTable, deprecatedNames, caseFolding, deprecatedTables, needlessFolding]);

/** A finding of the linter: the service's diagnostics, and those of our rules. */
export interface LintFinding extends KqlDiagnostic {
  /** The rule's kebab-case name; for the service's own findings its code. */
  readonly rule: string;
  /** How to mend it without changing what the query gives. */
  readonly fix?: LintFix;
  /** Where the value stands that it depends on, as an offset; a template may put another value there. */
  readonly evidence?: number;
}

/**
 * Lints a bound query: the service's findings first, then, if it has no error, those of the rules; in order of the text.
 * @param rebind Binds another text in the same scope; a fix is kept only if the fixed text gives the same columns.
 */
export function lintQuery(bound: BoundQuery, rebind: (text: string) => BoundQuery): readonly LintFinding[] {
  const found: LintFinding[] = bound.diagnostics.map((diagnostic) => ({ ...diagnostic, rule: diagnostic.code }));
  const { service, code } = bound;
  if (code === undefined || found.some(({ severity }) => severity === "error")) return Object.freeze(found);
  const nodes: KustoNode[] = [];
  walkSyntax(code.Syntax, (node) => void nodes.push(node));
  const subject = { service, code, nodes, tables: queryReads(service, code).tables };
  const lines = new LineIndex(code.Text);
  for (const rule of kqlLintRules)
    for (const { node, message, fix, evidence } of rule.find(subject)) {
      const keeps = fix !== undefined && givesSameColumns(bound, rebind(withLintFix(code.Text, fix)));
      found.push({ code: rule.code, rule: rule.name, severity: rule.severity, message, place: lines.place(node.TextStart, node.Width), ...(keeps && { fix }), ...(evidence && { evidence: evidence.TextStart }) });
    }
  return Object.freeze(found.sort((left, right) => left.place.offset - right.place.offset));
}

/** A text after a fix. */
export function withLintFix(text: string, fix: LintFix): string {
  let result = "";
  let at = 0;
  for (const edit of fix.edits) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}

function givesSameColumns(before: BoundQuery, after: BoundQuery): boolean {
  if (after.code === undefined || after.diagnostics.some(({ severity }) => severity === "error")) return false;
  const columns = ({ service, code }: BoundQuery): string => JSON.stringify(tableColumns(service, code?.ResultType) ?? null);
  return columns(before) === columns(after);
}
