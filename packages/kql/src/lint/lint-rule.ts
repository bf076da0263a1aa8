import type { KustoCode, KustoNode } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import type { KqlSeverity } from "../analysis/kql-diagnostic.js";

/** A change of one stretch of a text. */
export interface LintEdit {
  /** Offset of the first character to replace, from 0. */
  readonly offset: number;
  /** Number of characters to replace. */
  readonly length: number;
  /** What to put there. */
  readonly text: string;
}

/** A change of the text that mends a finding without changing what the query gives. */
export interface LintFix {
  /** What to change, in order of the text; the stretches do not overlap. */
  readonly edits: readonly LintEdit[];
}

/** What a rule found, before its place is worked out. */
export interface RuleFinding {
  readonly node: KustoNode;
  readonly message: string;
  readonly fix?: LintFix;
  /** The value that it depends on: with another one there would be nothing to find. */
  readonly evidence?: KustoNode;
}

/** What a rule looks at. */
export interface LintSubject {
  readonly service: LanguageService;
  readonly code: KustoCode;
  /** The tables that the query reads. */
  readonly tables: readonly string[];
  /** Every node of the tree, parents first. */
  readonly nodes: readonly KustoNode[];
}

/** A rule of the linter. */
export interface LintRule {
  /** The stable code, `HK1…`. */
  readonly code: string;
  /** A kebab-case name, for suppressions and reports. */
  readonly name: string;
  readonly severity: KqlSeverity;
  /** What the rule is for, in one sentence, for reports. */
  readonly summary: string;
  /** The page that the rule is taken from. */
  readonly source: string;
  find(subject: LintSubject): Iterable<RuleFinding>;
}
