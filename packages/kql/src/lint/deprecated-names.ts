import type { KustoSymbol } from "../service/kusto-library.js";
import { member } from "../service/syntax.js";
import type { LintRule } from "./lint-rule.js";

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
  *find({ service, nodes }) {
    for (const node of nodes) {
      if (service.kindName(node) !== "FunctionCallExpression") continue;
      const symbol = node.ReferencedSymbol as AgingSymbol | null | undefined;
      const name = member(node, "Name");
      if (!symbol?.IsObsolete || !symbol.Alternative || name === undefined) continue;
      const safe = /^[a-z_][a-z0-9_]*$/i.test(symbol.Alternative);
      yield { node: name, message: `${symbol.Name}() is an old name. Use ${symbol.Alternative}().`, ...(safe && { fix: { offset: name.TextStart, length: name.Width, text: symbol.Alternative } }) };
    }
  },
};
