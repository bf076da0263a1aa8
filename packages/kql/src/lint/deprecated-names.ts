import { defenderSchemaData } from "@huntkit/schemas";
import type { KustoNode, KustoSymbol, KustoTableSymbol } from "../service/kusto-library.js";
import { childrenOf, member } from "../service/syntax.js";
import { safeRenames } from "./deprecated-names.table.js";
import type { LintEdit, LintFix, LintRule, LintSubject } from "./lint-rule.js";

interface AgingSymbol extends KustoSymbol {
  readonly IsObsolete?: boolean;
  /** The name to use instead. */
  readonly Alternative?: string | null;
}

/** Old names of functions, which the service still takes. */
export const deprecatedNames: LintRule = {
  code: "HK105",
  name: "deprecated-name",
  severity: "suggestion",
  summary: "Old names of functions may stop to work; use the new ones.",
  source: "the language service's own table of functions",
  *find(subject) {
    for (const node of subject.nodes) {
      if (subject.service.kindName(node) !== "FunctionCallExpression") continue;
      const symbol = node.ReferencedSymbol as AgingSymbol | null | undefined;
      const name = member(node, "Name");
      if (!symbol?.IsObsolete || !symbol.Alternative || name === undefined) continue;
      const fix = renameCall(subject, node, name, symbol.Name);
      const wanted = safeRenames[symbol.Name]?.to ?? symbol.Alternative.replaceAll("'", "");
      yield { node: name, message: `${symbol.Name}() is an old name. Use ${wanted}().${noteOf(symbol.Name, fix)}`, ...(fix && { fix }) };
    }
  },
};

function noteOf(name: string, fix: LintFix | undefined): string {
  const differs = safeRenames[name]?.differs;
  if (differs === "limit-128") return " The old one keeps 128 items unless it is told otherwise.";
  if (differs === "prefix" && fix === undefined) return " The old one gives its column another name, so name the column.";
  return "";
}

function renameCall(subject: LintSubject, call: KustoNode, name: KustoNode, oldName: string): LintFix | undefined {
  const rename = Object.hasOwn(safeRenames, oldName) ? safeRenames[oldName] : undefined;
  if (rename === undefined) return undefined;
  const edits: LintEdit[] = [{ offset: name.TextStart, length: name.Width, text: rename.to }];
  if (rename.differs === "prefix") return isNamed(subject, call) ? { edits } : undefined;
  if (rename.differs !== "limit-128" || argumentCount(call) === 2) return { edits };
  const close = member(call, "ArgumentList");
  const end = close === undefined ? undefined : member(close, "CloseParen");
  return end === undefined || argumentCount(call) !== 1 ? undefined : { edits: [...edits, { offset: end.TextStart, length: 0, text: ", 128" }] };
}

function argumentCount(call: KustoNode): number {
  const list = member(call, "ArgumentList");
  const expressions = list === undefined ? undefined : member(list, "Expressions");
  return expressions === undefined ? 0 : childrenOf(expressions).length;
}

/** Whether the query gives the call's one column a name: `Name = any(x)`. */
function isNamed(subject: LintSubject, call: KustoNode): boolean {
  return call.Parent !== null && subject.service.kindName(call.Parent) === "SimpleNamedExpression";
}

/** Tables that another one replaces, where that one is served too. */
export const deprecatedTables: LintRule = {
  code: "HK107",
  name: "deprecated-table",
  severity: "warning",
  summary: "A table that is replaced will stop to be served; read the one that replaces it.",
  source: "the page of the table in the advanced hunting schema reference",
  *find(subject) {
    const served = new Set(subject.service.listItems(subject.code.Globals.Database.Tables).map(({ Name }) => Name));
    for (const node of subject.nodes) {
      const table = subject.service.kindName(node) === "NameReference" ? tableOf(subject, node) : undefined;
      const replacement = table === undefined ? undefined : replacements().get(table);
      if (table === undefined || replacement === undefined || !served.has(replacement)) continue;
      const fix = { edits: [{ offset: node.TextStart, length: node.Width, text: replacement }] };
      yield { node, message: `${table} is replaced by ${replacement}.`, ...(node.SimpleName === table && { fix }) };
    }
  },
};

let replaced: ReadonlyMap<string, string> | undefined;

function replacements(): ReadonlyMap<string, string> {
  return (replaced ??= new Map(defenderSchemaData().tables.flatMap(({ name, replacedBy }) => (replacedBy === undefined ? [] : [[name, replacedBy] as const]))));
}

function tableOf(subject: LintSubject, node: KustoNode): string | undefined {
  const symbol = node.ReferencedSymbol;
  if (symbol === null || symbol === undefined || subject.service.symbolKindName(symbol) !== "Table") return undefined;
  return subject.code.Globals.IsDatabaseTable(symbol as KustoTableSymbol) ? symbol.Name : undefined;
}
