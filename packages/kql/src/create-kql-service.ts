import type { DataSchema, ResultColumn } from "@huntkit/provider";
import { defenderEnvironmentNamed } from "@huntkit/schemas";
import { ParameterError } from "@huntkit/provider";
import { bindQuery, type BoundQuery } from "./analysis/bind-query.js";
import { completeQuery, type KqlCompletions } from "./analysis/complete-query.js";
import { formatQuery } from "./analysis/format-query.js";
import type { KqlDiagnostic } from "./analysis/kql-diagnostic.js";
import { queryErrorOf } from "./analysis/query-error-of.js";
import { queryReads, type QueryReads } from "./analysis/query-reads.js";
import { tableColumns } from "./analysis/result-columns.js";
import { defenderSchema } from "./catalog/defender-schema.js";
import { lintQuery, type LintFinding } from "./lint/lint-query.js";
import type { BindingScope, KqlFunction, KqlParameter } from "./catalog/schema-globals.js";

/** What {@link createKqlService} takes. */
export interface KqlServiceOptions {
  /** The tables: a connection's schema, or the name of a Defender data environment (`M365D`, `MDE`, …, any case). */
  readonly schema: DataSchema | string;
  /** Adds `TimeGenerated` to the tables that have a row time, as with Microsoft Sentinel connected. Default: false. */
  readonly sentinel?: boolean;
  /** Saved functions that queries may call. Default: none. */
  readonly functions?: readonly KqlFunction[];
  /** Whether the functions of advanced hunting (`FileProfile`, `DeviceFromIP`, …) are known. Default: true. */
  readonly defenderFunctions?: boolean;
}

/** Options of one analysis. */
export interface AnalyzeOptions {
  /** Values that the text uses by name and the caller fills in. */
  readonly parameters?: readonly KqlParameter[];
}

/** What is known about a query text. */
export interface Analysis {
  readonly text: string;
  /** False for a management command, an empty text, or one that cannot be parsed at all. */
  readonly isQuery: boolean;
  /** Whether a finding is an error: the query cannot run. */
  readonly hasErrors: boolean;
  /** Every finding, in order of the text. */
  readonly diagnostics: readonly KqlDiagnostic[];
  /** The columns of the last result, in order; undefined where they cannot be known before the query runs, or there are errors. */
  readonly resultColumns: readonly ResultColumn[] | undefined;
  /** The tables that the query reads, sorted; through lets, functions and wildcards. */
  readonly tablesRead: readonly string[];
  /** The columns that the query reads, by table, both sorted. */
  readonly columnsRead: ReadonlyMap<string, readonly string[]>;
}

/** Checks and lays out KQL query texts against one schema. */
export interface KqlService {
  /** Parses and binds a text. Wrong text never throws: it is told in `diagnostics`. */
  analyze(text: string, options?: AnalyzeOptions): Analysis;
  /**
   * Analyses a text that has to be right.
   * @throws {QueryError} with every finding and its place, if a finding is an error.
   */
  check(text: string, options?: AnalyzeOptions): Analysis;
  /**
   * Lays a text out: one operator a line. Only white space changes.
   * @throws {QueryError} if the text does not parse. Names that the schema does not have do not matter.
   */
  format(text: string): string;
  /** Checks a text by the service and by our rules (`kqlLintRules`): time bounds, costly shapes, old names. Wrong text never throws. */
  lint(text: string, options?: AnalyzeOptions): readonly LintFinding[];
  /** What can stand at an offset (from 0) of a text, which may be unfinished. */
  complete(text: string, offset: number): KqlCompletions;
}

/**
 * A service over one schema. Costs nothing; the language service is loaded on the first call of a method.
 * @throws {ParameterError} if `schema` is a name of no Defender data environment.
 */
export function createKqlService(options: KqlServiceOptions): KqlService {
  const scope = bindingScope(options);
  const bind = keepingLast((text, parameters) => bindQuery(text, scope(), parameters));
  return Object.freeze({
    analyze: (text: string, { parameters }: AnalyzeOptions = {}) => analysisOf(text, bind(text, parameters)),
    check: (text: string, { parameters }: AnalyzeOptions = {}) => {
      const analysis = analysisOf(text, bind(text, parameters));
      if (analysis.hasErrors) throw queryErrorOf(text, analysis.diagnostics);
      return analysis;
    },
    lint: (text: string, { parameters }: AnalyzeOptions = {}) => lintQuery(bind(text, parameters), (fixed) => bindQuery(fixed, scope(), parameters)),
    format: (text: string) => formatQuery(text, bind(text)),
    complete: (text: string, offset: number) => completeQuery(text, offset, bind(text)),
  });
}

type Bind = (text: string, parameters?: readonly KqlParameter[]) => BoundQuery;

/** Keeps the last tree: a text is often linted and analysed one after the other. */
function keepingLast(bind: Bind): Bind {
  let last: { readonly text: string; readonly parameters: readonly KqlParameter[] | undefined; readonly bound: BoundQuery } | undefined;
  return (text, parameters) => {
    if (last === undefined || last.text !== text || last.parameters !== parameters) last = { text, parameters, bound: bind(text, parameters) };
    return last.bound;
  };
}

/** The scope of a service's options; the schema is read when it is first needed. */
function bindingScope(options: KqlServiceOptions): () => BindingScope {
  const { schema, sentinel = false, functions = [], defenderFunctions = true } = options;
  const tables = typeof schema === "string" ? environmentSchema(schema, sentinel) : () => schema;
  let scope: BindingScope | undefined;
  return () => (scope ??= Object.freeze({ schema: tables(), sentinel: sentinel && typeof schema !== "string", functions, defenderFunctions }));
}

function environmentSchema(name: string, sentinel: boolean): () => DataSchema {
  const environment = defenderEnvironmentNamed(name);
  if (environment === undefined)
    throw new ParameterError({
      code: "environment-unknown",
      message: `There is no Defender schema for "${name}". Use MDE, MDATP, M365D or M365DGraph, or give a schema.`,
    });
  return () => defenderSchema(environment, { sentinel });
}

function analysisOf(text: string, bound: BoundQuery): Analysis {
  const { service, code, diagnostics } = bound;
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  let reads: QueryReads | undefined;
  const readsOnce = (): QueryReads => (reads ??= code === undefined ? noReads : queryReads(service, code));
  return Object.freeze({
    text,
    isQuery: code !== undefined,
    hasErrors,
    diagnostics,
    resultColumns: hasErrors || code === undefined ? undefined : tableColumns(service, code.ResultType),
    get tablesRead() {
      return readsOnce().tables;
    },
    get columnsRead() {
      return readsOnce().columns;
    },
  });
}

const noReads: QueryReads = Object.freeze({ tables: Object.freeze([]), columns: new Map() });
