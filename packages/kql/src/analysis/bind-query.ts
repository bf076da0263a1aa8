import { HuntError } from "@huntkit/provider";
import { bareColumnArguments } from "../catalog/special-functions.js";
import { scopeGlobals, type BindingScope, type KqlParameter } from "../catalog/schema-globals.js";
import { scalarSymbol } from "../catalog/scalar-symbol.js";
import { isClass } from "../ir/syntax/syntax-read.js";
import type { KustoCode, KustoDiagnostic, KustoGlobalState, KustoLexicalToken, KustoNode } from "../service/kusto-library.js";
import { forgetLanguageService, languageService, type LanguageService } from "../service/load-language-service.js";
import { walkSyntax } from "../service/syntax.js";
import { deepOffset } from "./deep-offset.js";
import { LineIndex, ownCodes, type KqlDiagnostic, type KqlSeverity } from "./kql-diagnostic.js";

/** The greatest length of a query text, in UTF-16 units. Kusto's own limit is 2 MB (`query-limits`). */
export const MAX_QUERY_LENGTH = 2_000_000;

/**
 * How long a text may take to be bound, in milliseconds. The longest lists take a part of it; names that double what stands behind
 * them, each the one before, take more than anybody waits, and nothing else can happen meanwhile.
 */
const MAX_BINDING_MILLISECONDS = 10_000;

class BindingTooLong extends Error {}

type Tokens = readonly KustoLexicalToken[];

/** A parsed and bound query text, for the parts of this package that read its tree. */
export interface BoundQuery {
  readonly service: LanguageService;
  /** What it was bound against. */
  readonly globals: KustoGlobalState;
  /** The bound tree; undefined where the text could not be parsed at all (see the diagnostics). */
  readonly code: KustoCode | undefined;
  /** Every finding, in order of the text. */
  readonly diagnostics: readonly KqlDiagnostic[];
}

/**
 * Parses a text and binds it against a scope. Wrong text is told in the diagnostics; nothing is thrown for it, whatever the text, also where the service itself fails.
 */
export function bindQuery(text: string, scope: BindingScope, parameters: readonly KqlParameter[] = []): BoundQuery {
  const service = languageService();
  const tokens = text.length > MAX_QUERY_LENGTH ? [] : service.language.Parsing.TokenParser.ParseTokens(text, tokenOptions(service));
  const globals = withParameters(service, scopeGlobals(service, scope), parameters);
  const refusal = refuse(service, text, tokens);
  if (refusal !== undefined) return { service, globals, code: undefined, diagnostics: [refusal] };
  try {
    const code = analyzed(service, text, tokens, globals);
    const bound = { service, globals, code, diagnostics: diagnosticsOf(service, code) };
    service.keepCompiledForm();
    return bound;
  } catch (error) {
    forgetLanguageService(); // a failure may have left its static state half made
    if (error instanceof RangeError) return { service, globals, code: undefined, diagnostics: [tooDeep(text, 0)] };
    if (error instanceof BindingTooLong) return { service, globals, code: undefined, diagnostics: [ownError(text, ownCodes.tooDeep, bindingTooLong, 0, 0)] };
    if (HuntError.isInstance(error)) throw error;
    return { service, globals, code: undefined, diagnostics: [ownError(text, ownCodes.serviceFailed, serviceFailure, 0, 0)] };
  }
}

const bindingTooLong = `Checking this text took more than ${MAX_BINDING_MILLISECONDS / 1000} s and was stopped. Split the query, or use each let statement in fewer others.`;
const serviceFailure = "The KQL language service failed while it checked this text, which a fault of its own causes (patterns of graphs are known for it). Say the query in another way.";

/**
 * What `KustoCode.ParseAndAnalyze` does for a query, without making the grammar that only completion needs: making it takes
 * longer than loading the library. A test compares the two.
 */
function analyze(service: LanguageService, text: string, tokens: Tokens, globals: KustoGlobalState): KustoCode {
  const { Parsing, KustoCode, Syntax, Binding, Utils } = service.language;
  const syntax = Parsing.QueryParser.ParseQuery(tokens, 0, globals.ParseOptions);
  const tree = new Syntax.SyntaxTree(syntax);
  const cache = new Binding.LocalBindingCache();
  const end = performance.now() + MAX_BINDING_MILLISECONDS;
  const token = new Utils.CancellationToken.$ctor1(() => {
    if (performance.now() > end) throw new BindingTooLong();
    return false;
  });
  const isBound = Binding.Binder.TryBind(tree, globals, cache, null, token);
  const state = KustoCode.AnalysisState[isBound ? "Performed" : "NotSafe"];
  const resultType = isBound ? KustoCode.DetermineResultType(syntax) : null;
  return new KustoCode(text, "Query", globals, null, tree, state, resultType, tokens, KustoCode.GetTokenStarts(tokens), cache);
}

function analyzed(service: LanguageService, text: string, tokens: Tokens, globals: KustoGlobalState): KustoCode {
  const code = analyze(service, text, tokens, globals);
  const known = withPackStar(service, code);
  return known === text ? code : analyze(service, known, service.language.Parsing.TokenParser.ParseTokens(known, tokenOptions(service)), globals);
}

function withParameters(service: LanguageService, globals: KustoGlobalState, parameters: readonly KqlParameter[]): KustoGlobalState {
  if (parameters.length === 0) return globals;
  const { ParameterSymbol } = service.language.Symbols;
  return globals.WithParameters(parameters.map(({ name, type }) => new ParameterSymbol(name, scalarSymbol(service, type), null)));
}

function tokenOptions(service: LanguageService): unknown {
  return service.language.GlobalState.Default.ParseOptions.WithAlwaysProduceEndTokens(true);
}

/** Findings that make it useless or dangerous to parse the text. */
function refuse(service: LanguageService, text: string, tokens: Tokens): KqlDiagnostic | undefined {
  if (text.length > MAX_QUERY_LENGTH)
    return ownError(text, ownCodes.tooLong, `The text is ${text.length} characters long; a query may have ${MAX_QUERY_LENGTH}.`, MAX_QUERY_LENGTH, 0);
  return emptyOrCommand(service, text, tokens) ?? deepPlace(text, tokens);
}

function emptyOrCommand(service: LanguageService, text: string, tokens: Tokens): KqlDiagnostic | undefined {
  const first = tokens[0];
  if (first === undefined || first.Text === "")
    return ownError(text, ownCodes.empty, "The text holds no query. Write a table and what to do with its rows, for example: DeviceInfo | take 10", 0, 0);
  if (service.language.KustoCode.GetKind(text) === "Query") return undefined;
  const what = "This is a management command, not a query. Start with a table, or with let, print, union or the like.";
  return ownError(text, ownCodes.notAQuery, what, first.Trivia.length, first.Text.length);
}

function deepPlace(text: string, tokens: Tokens): KqlDiagnostic | undefined {
  const offset = deepOffset(tokens);
  return offset === undefined ? undefined : tooDeep(text, offset);
}

function tooDeep(text: string, offset: number): KqlDiagnostic {
  return ownError(text, ownCodes.tooDeep, "The text is nested too deeply to be checked. Split it with let statements.", offset, offset === 0 ? 0 : 1);
}

function ownError(text: string, code: string, message: string, offset: number, length: number): KqlDiagnostic {
  return Object.freeze({ code, severity: "error", message, place: new LineIndex(text).place(offset, length) });
}

function diagnosticsOf(service: LanguageService, code: KustoCode): readonly KqlDiagnostic[] {
  const lines = new LineIndex(code.Text);
  const excused = new Set([...bareColumnOffsets(service, code), ...fuzzyWildcardOffsets(service, code)]);
  const documented = documentedArguments(service, code);
  const elements = graphElementOffsets(service, code);
  const found = service
    .listItems(code.GetDiagnostics())
    .filter((diagnostic) => diagnostic.Severity !== "Hidden" && !(diagnostic.Code === "KS142" && excused.has(diagnostic.Start)) && !(diagnostic.Code === documented.get(diagnostic.Start)) && !(elementCodes.has(diagnostic.Code) && elements.has(diagnostic.Start)))
    .map((diagnostic) => toDiagnostic(diagnostic, lines));
  if (!code.HasSemantics && found.length === 0) found.push(tooDeep(code.Text, 0));
  return Object.freeze(found.sort((left, right) => left.place.offset - right.place.offset));
}

function toDiagnostic(diagnostic: KustoDiagnostic, lines: LineIndex): KqlDiagnostic {
  const severity = diagnostic.Severity.toLowerCase() as KqlSeverity;
  const place = lines.place(Math.max(0, diagnostic.Start), Math.max(0, diagnostic.Length));
  return Object.freeze({ code: diagnostic.Code, severity, message: diagnostic.Message, place });
}

/** Functions whose last argument may, by their pages, be what the service's own check refuses, and the code of that finding. */
const documentedLastArguments: Readonly<Record<string, string>> = {
  make_timespan: "KS134", // seconds with a fraction
  series_fit_poly: "KS107", // a degree written as a plain number, which is a long
};

/** Offsets of such arguments, with the code that is excused there. */
function documentedArguments(service: LanguageService, code: KustoCode): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (!Object.keys(documentedLastArguments).some((name) => code.Text.includes(name))) return found;
  walkSyntax(code.Syntax, (node) => {
    const excused = documentedLastArguments[callOfArgument(service, node) ?? ""];
    const isLast = excused !== undefined && code.Text.slice(node.TextStart + node.Width).trimStart().startsWith(")");
    if (isLast) found.set(node.TextStart, excused);
  });
  return found;
}

/** What the service says of a node, an edge or a path of a graph where an array or a bag is asked for; to the engine they are such. */
const elementCodes: ReadonlySet<string> = new Set(["KS234", "KS235"]);

/** Offsets of names that stand for a whole element of a graph as an argument, in the search of the graph or behind it. Rule R320. */
function graphElementOffsets(service: LanguageService, code: KustoCode): ReadonlySet<number> {
  const offsets = new Set<number>();
  if (!/\bgraph-(?:match|shortest-paths)\b/.test(code.Text)) return offsets;
  walkSyntax(code.Syntax, (node) => {
    if (service.kindName(node) === "NameReference" && callOfArgument(service, node) !== undefined && isClass(node.ResultType, "TupleSymbol")) offsets.add(node.TextStart);
  });
  return offsets;
}

/** Offsets of names that a special function takes bare for a column; the service does not know that form. */
function bareColumnOffsets(service: LanguageService, code: KustoCode): ReadonlySet<number> {
  const offsets = new Set<number>();
  if (!code.Text.includes("invoke")) return offsets;
  walkSyntax(code.Syntax, (node) => {
    const name = service.kindName(node) === "NameReference" ? node.SimpleName : undefined;
    const call = name === undefined ? undefined : callOfArgument(service, node);
    if (name !== undefined && call !== undefined && bareColumnArguments(call).has(name)) offsets.add(node.TextStart);
  });
  return offsets;
}

/** Offsets of names with `*` in a union with `isfuzzy=true` that no table fits: the union goes on without them. Source: Microsoft Learn, "union operator". */
function fuzzyWildcardOffsets(service: LanguageService, code: KustoCode): ReadonlySet<number> {
  const offsets = new Set<number>();
  if (!/\bisfuzzy\s*=\s*true\b/i.test(code.Text)) return offsets;
  walkSyntax(code.Syntax, (node) => {
    const isWildcard = service.kindName(node) === "NameReference" && node.SimpleName?.includes("*") === true;
    const operator = isWildcard ? node.Parent?.Parent?.Parent : undefined;
    if (operator && service.kindName(operator) === "UnionOperator" && /\bisfuzzy\s*=\s*true\b/i.test(code.Text.slice(operator.TextStart, node.TextStart))) offsets.add(node.TextStart);
  });
  return offsets;
}

/**
 * The text with `pack_all()` in the project of `find` written as `pack(*)`, the one form that the service knows there; places stay as they
 * are. Source: Microsoft Learn, "find operator".
 */
function withPackStar(service: LanguageService, code: KustoCode): string {
  let { Text: text } = code;
  if (!/\bfind\b/.test(text) || !/\bpack_all\s*\(\s*\)/.test(text)) return text;
  walkSyntax(code.Syntax, (node) => {
    const call = service.kindName(node) === "NameReference" && node.SimpleName === "pack_all" ? /^pack_all\s*\(\s*\)/.exec(text.slice(node.TextStart))?.[0] : undefined;
    const clause = node.Parent?.Parent?.Parent;
    if (call !== undefined && clause && service.kindName(clause) === "FindProjectClause") text = `${text.slice(0, node.TextStart)}${"pack(*)".padEnd(call.length)}${text.slice(node.TextStart + call.length)}`;
  });
  return text;
}

/** The name of the function that a node is a direct argument of. */
function callOfArgument(service: LanguageService, node: KustoNode): string | undefined {
  const element = node.Parent;
  const call = element?.Parent?.Parent?.Parent;
  if (element === null || call === null || call === undefined) return undefined;
  if (service.kindName(element) !== "SeparatedElement" || service.kindName(call) !== "FunctionCallExpression") return undefined;
  return (call as KustoNode).ReferencedSymbol?.Name;
}
