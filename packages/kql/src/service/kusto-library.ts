/**
 * The parts of Microsoft's language service that huntkit uses, as types. The library is C# translated to JavaScript: members
 * keep their C# names, overloaded constructors are numbered (`$ctor1`), lists are {@link KustoList}.
 */
export interface KustoLibrary {
  readonly Bridge: { getDefaultValue(type: unknown): unknown; toArray(list: unknown): unknown[] };
  readonly Kusto: { readonly Language: KustoLanguage };
}

/** A list of the library. Some are arrays at run time; read them with `LanguageService.listItems`. */
export interface KustoList<Item> {
  /** Never present: ties the item type to the list type. */
  readonly "~item"?: Item;
}

/** A constructor of the library. */
export interface KustoConstructor<Instance> {
  new (...parameters: readonly unknown[]): Instance;
}

/** Enumerations are objects from name to number. */
export type KustoEnumeration = Readonly<Record<string, number>>;

/** The name space `Kusto.Language`. */
export interface KustoLanguage {
  readonly GlobalState: { readonly Default: KustoGlobalState };
  readonly KustoCode: KustoConstructor<KustoCode> & {
    readonly AnalysisState: KustoEnumeration;
    GetKind(text: string): string;
    GetTokenStarts(tokens: unknown): unknown;
    DetermineResultType(syntax: KustoNode): KustoSymbol | null;
    ParseAndAnalyze(text: string, globals: KustoGlobalState): KustoCode;
  };
  readonly Parsing: {
    readonly TokenParser: { ParseTokens(text: string, options: unknown): readonly KustoLexicalToken[] };
    readonly QueryParser: { ParseQuery(tokens: unknown, start: number, options: unknown): KustoNode };
    readonly QueryGrammar: { From(globals: KustoGlobalState): { readonly QueryBlock: unknown } };
  };
  readonly Syntax: {
    readonly SyntaxTree: KustoConstructor<KustoTree>;
    readonly SyntaxKind: KustoEnumeration;
  };
  readonly Binding: {
    readonly LocalBindingCache: KustoConstructor<unknown>;
    readonly Binder: { TryBind(tree: KustoTree, globals: KustoGlobalState, cache: unknown, semantics: null, cancellation: unknown): boolean };
  };
  readonly Utils: { readonly CancellationToken: { readonly $ctor1: new (isCancelled: () => boolean) => unknown } };
  readonly Symbols: KustoSymbols;
  readonly Editor: {
    readonly KustoCodeService: { readonly ctor: KustoConstructor<KustoCodeService>; readonly $ctor1: KustoConstructor<KustoCodeService> };
    readonly FormattingOptions: { readonly Default: KustoFormattingOptions };
    readonly PlacementStyle: KustoEnumeration;
    readonly CompletionKind: KustoEnumeration;
  };
}

/** The name space `Kusto.Language.Symbols`. */
export interface KustoSymbols {
  readonly ScalarTypes: Readonly<Record<"Bool" | "Int" | "Long" | "Real" | "Decimal" | "DateTime" | "TimeSpan" | "String" | "Guid" | "Dynamic", KustoSymbol>>;
  readonly ColumnSymbol: KustoConstructor<KustoColumnSymbol>;
  readonly TableSymbol: { readonly $ctor4: KustoConstructor<KustoTableSymbol>; readonly ctor: KustoConstructor<KustoTableSymbol> };
  readonly DatabaseSymbol: { readonly ctor: KustoConstructor<KustoDatabaseSymbol> };
  readonly ParameterSymbol: KustoConstructor<KustoSymbol>;
  readonly ClusterSymbol: { readonly ctor: KustoConstructor<KustoSymbol> };
  readonly FunctionSymbol: {
    readonly ctor: KustoConstructor<KustoFunctionSymbol>;
    readonly $ctor16: KustoConstructor<KustoFunctionSymbol>;
    /** Of several signatures. */
    readonly $ctor4: KustoConstructor<KustoFunctionSymbol>;
  };
  readonly Signature: { readonly ctor: KustoConstructor<unknown> };
  readonly Parameter: { readonly $ctor2: KustoConstructor<unknown>; readonly $ctor3: KustoConstructor<unknown>; readonly ctor: KustoConstructor<unknown> };
  readonly ParameterTypeKind: KustoEnumeration;
  readonly ArgumentKind: KustoEnumeration;
  readonly Tabularity: KustoEnumeration;
  readonly SymbolKind: KustoEnumeration;
}

/** The tables, functions and options that a query is bound against. Immutable. */
export interface KustoGlobalState {
  readonly Database: KustoDatabaseSymbol;
  readonly PlugIns: KustoList<KustoFunctionSymbol>;
  WithPlugIns(plugins: unknown): KustoGlobalState;
  readonly ParseOptions: { WithAlwaysProduceEndTokens(always: boolean): unknown };
  WithParseOptions(options: unknown): KustoGlobalState;
  WithDatabase(database: KustoDatabaseSymbol): KustoGlobalState;
  WithCluster(cluster: KustoSymbol): KustoGlobalState;
  WithParameters(parameters: unknown): KustoGlobalState;
  IsDatabaseTable(table: KustoTableSymbol): boolean;
  GetTable(column: KustoColumnSymbol): KustoTableSymbol | null;
}

/** Anything that a name can stand for. */
export interface KustoSymbol {
  /** A number of the enumeration `Symbols.SymbolKind`. */
  readonly Kind: number;
  readonly Name: string;
  readonly IsError?: boolean;
}

/** A column, in a table or made by a query. */
export interface KustoColumnSymbol extends KustoSymbol {
  readonly Type: KustoSymbol;
  /** The columns that it was renamed or joined from; empty where it was made. */
  readonly OriginalColumns: KustoList<KustoColumnSymbol>;
  /** The node that made it; null for a column of a table. */
  readonly Source: KustoNode | null;
}

/** A table, or the form of a tabular result. */
export interface KustoTableSymbol extends KustoSymbol {
  readonly Columns: KustoList<KustoColumnSymbol>;
  /** True when it may have columns that the service does not know. */
  readonly IsOpen: boolean;
}

/** A database: tables and functions. */
export interface KustoDatabaseSymbol extends KustoSymbol {
  readonly Tables: KustoList<KustoTableSymbol>;
}

/** A function. */
export interface KustoFunctionSymbol extends KustoSymbol {
  readonly Signatures: KustoList<unknown>;
}

/** A token of the text. */
export interface KustoLexicalToken {
  readonly Kind: number;
  /** White space and comments before it. */
  readonly Trivia: string;
  readonly Text: string;
  readonly Length: number;
}

/** A node or a token of the syntax tree. Its other members (`Condition`, `Expression`, …) are read with {@link member}. */
export interface KustoElement {
  /** A number of the enumeration `Syntax.SyntaxKind`; see `LanguageService.kindName`. */
  readonly Kind: number;
  readonly IsToken: boolean;
  readonly IsMissing: boolean;
  readonly Parent: KustoElement | null;
  /** Offset in the text with the white space before it. */
  readonly TriviaStart: number;
  /** Offset in the text, without the white space before it. */
  readonly TextStart: number;
  /** Length without the white space before it. */
  readonly Width: number;
  readonly End: number;
  readonly ChildCount: number;
  GetChild(index: number): KustoElement | null;
  /** The name of the member that holds a child. */
  GetName(index: number): string | null;
  toString(include?: number): string;
}

/** A token in the syntax tree. */
export interface KustoToken extends KustoElement {
  readonly Text: string;
  /** Text without quotes and escapes for strings, else as written. */
  readonly ValueText: string;
}

/** A node of the syntax tree. On expressions, the semantic members are filled in when the tree was bound. */
export interface KustoNode extends KustoElement {
  readonly SimpleName?: string;
  /** What the name or call stands for. */
  readonly ReferencedSymbol?: KustoSymbol | null;
  readonly ReferencedSignature?: unknown;
  readonly ResultType?: KustoSymbol | null;
  readonly IsConstant?: boolean;
  readonly ConstantValue?: unknown;
  readonly LiteralValue?: unknown;
}

/** A parsed text as a tree. */
export interface KustoTree {
  readonly Root: KustoNode;
}

/** A parsed and bound text. */
export interface KustoCode {
  readonly Text: string;
  readonly Kind: string;
  readonly Syntax: KustoNode;
  readonly HasSemantics: boolean;
  readonly ResultType: KustoSymbol | null;
  readonly Globals: KustoGlobalState;
  GetDiagnostics(): KustoList<KustoDiagnostic>;
  GetSyntaxDiagnostics(): KustoList<KustoDiagnostic>;
}

/** A finding of the service. */
export interface KustoDiagnostic {
  readonly Code: string;
  readonly Category: string;
  /** `Error`, `Warning`, `Suggestion`, `Information` or `Hidden`. */
  readonly Severity: string;
  readonly Message: string;
  readonly HasLocation: boolean;
  readonly Start: number;
  readonly Length: number;
}

/** The options of the formatter. Immutable. */
export interface KustoFormattingOptions {
  WithInsertMissingTokens(insert: boolean): KustoFormattingOptions;
  WithPipeOperatorStyle(style: number | undefined): KustoFormattingOptions;
}

/** The editor services over one text. */
export interface KustoCodeService {
  GetFormattedText(options: KustoFormattingOptions | null): { readonly Text: string };
  GetCompletionItems(position: number, options?: unknown): {
    readonly Items: KustoList<{ readonly DisplayText: string; readonly Kind: number; readonly EditText: string; readonly BeforeText: string; readonly AfterText: string }>;
    readonly EditStart: number;
    readonly EditLength: number;
  };
}
