import type { ItemType, ParameterType } from "./parameter-type.js";

/** How placeholders are written: `{{name}}` (huntkit) or `{name}` (python, the reference's files). */
export type TemplateSyntax = "huntkit" | "python";

/** A parameter of a template. */
export interface TemplateParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** For a list: the type of its items. */
  readonly items?: ItemType;
  readonly description: string;
  /** Whether a rendering without a value for it fails. */
  readonly required: boolean;
  /** The value that stands in if none is given, as the file has it; absent for none. */
  readonly default?: unknown;
  /** Other names under which a value may be given. */
  readonly aliases: readonly string[];
  /** The only values that are accepted. */
  readonly values?: readonly unknown[];
  /** The least value (for a string: the least length). */
  readonly min?: number | string;
  /** The greatest value (for a string: the greatest length). */
  readonly max?: number | string;
  /** A regular expression that a text must match somewhere. */
  readonly pattern?: string;
  /** Values to show in help. */
  readonly examples?: readonly unknown[];
  /** A format string in the manner of Python's `str.format` that replaces the usual form, for example `{0:%Y-%m-%d}`. */
  readonly format?: string;
  /** Whether its value must not be shown. */
  readonly secret: boolean;
  /** Whether it comes from the defaults of the file alone, so that not every query needs to use it. */
  readonly inherited?: true;
}

/** A piece of a parsed template: fixed text, a placeholder, or a condition. */
export type TemplateNode =
  | string
  | { readonly slot: string; readonly format?: string }
  | { readonly when: string; readonly negate: boolean; readonly then: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] };

/** A query template with everything that its file says about it. Plain and frozen. */
export interface QueryTemplate {
  /** The name within its families, for example `list_host_processes`. */
  readonly name: string;
  /** The families it belongs to; it is addressed as `Family.name`. Families may be dotted. */
  readonly families: readonly string[];
  /** The data environments it can run in. */
  readonly environments: readonly string[];
  readonly description: string;
  readonly syntax: TemplateSyntax;
  /** The text with placeholders; macros are already replaced. */
  readonly query: string;
  /** The text in pieces; absent until it is parsed. A compiled index carries it for texts that only Handlebars' parser can cut. */
  readonly nodes?: readonly TemplateNode[];
  readonly parameters: readonly TemplateParameter[];
  /** Names of parameters of which at least one needs a value that is not empty; absent if the query has no such rule. */
  readonly requireOneOf?: readonly string[];
  readonly tags: readonly string[];
  /** All metadata of the query, merged: that of the source over the file's defaults over the file's. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The file it was read from. */
  readonly file?: string;
  /**
   * Where the text stands in the file: triples of an offset in `query`, a line and a column (both from 1); the characters up to
   * the next triple follow on that line. Only a compiled index carries it.
   */
  readonly origin?: readonly number[];
  /** `args.uri`, if the file gives one. */
  readonly uri?: string;
}

/** Something about a query file that does not stop its use. */
export interface QueryWarning {
  /** A stable, kebab-case name. */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  /** The query it is about. */
  readonly query?: string;
}
