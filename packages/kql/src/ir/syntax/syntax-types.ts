/**
 * The parts of the language service's bound syntax tree that the IR is built from, as structural types. The service is
 * compiled from C# and has no usable types of its own; its member names are kept (they start with a capital).
 */

/** A list of the service (`IReadOnlyList`): an array, or an object with `Count` and `getItem`. */
export type ServiceList<T> = readonly T[] | { readonly Count: number; getItem(index: number): T };

/** What every symbol has. */
export interface ServiceSymbol {
  readonly Name: string;
  readonly IsScalar: boolean;
  readonly IsTabular: boolean;
}

/** A type: a scalar, a table, a tuple of columns, or a group of tables. */
export interface TypeSymbol extends ServiceSymbol {
  /** Of a table and of a tuple. */
  readonly Columns?: ServiceList<ColumnSymbol>;
  /** Of a table: more columns may exist than are known. */
  readonly IsOpen?: boolean;
  /** Of a group. */
  readonly Members?: ServiceList<ServiceSymbol>;
}

/** A column. */
export interface ColumnSymbol extends ServiceSymbol {
  readonly Type: TypeSymbol;
  /** The columns that it was made from, if it was renamed or joined from others. */
  readonly OriginalColumns: ServiceList<ColumnSymbol>;
  /** The expression that made it, if one did. */
  readonly Source: SyntaxNode | null;
}

/** A parameter of a function's signature. */
export interface ParameterInfo {
  readonly Name: string;
  readonly DeclaredTypes: ServiceList<TypeSymbol>;
  readonly DefaultValue: SyntaxNode | null;
}

/** One signature of a function. */
export interface SignatureInfo {
  readonly Symbol: ServiceSymbol;
  readonly Parameters: ServiceList<ParameterInfo>;
  readonly Declaration: SyntaxNode | null;
  /** The text of the body, of a stored function. */
  readonly Body: string | null;
}

/** A finding of the service. */
export interface DiagnosticInfo {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly HasLocation: boolean;
  readonly Start: number;
  readonly Length: number;
}

/** A node or token of the syntax tree. */
export interface SyntaxElement {
  /** Number of `SyntaxKind`. */
  readonly Kind: number;
  readonly TextStart: number;
  readonly Width: number;
  readonly End: number;
  readonly IsMissing: boolean;
  readonly ChildCount: number;
  readonly Parent: SyntaxNode | null;
  GetChild(index: number): SyntaxElement | null;
}

/** A token. */
export interface SyntaxToken extends SyntaxElement {
  readonly Text: string;
  /** The text without quotes and escapes, or what stands between the brackets of `datetime(…)`. */
  readonly ValueText: string;
}

/** A node. */
export interface SyntaxNode extends SyntaxElement {
  readonly ReferencedSymbol: ServiceSymbol | null;
  readonly ReferencedSignature: SignatureInfo | null;
  readonly CalledFunctionHasErrors: boolean;
  /** Of expressions. */
  readonly ResultType: TypeSymbol | null;
  /** Of expressions: a tuple where several columns come out. */
  readonly RawResultType: TypeSymbol | null;
  readonly LiteralValue?: unknown;
  readonly IsLiteral?: boolean;
  GetCalledFunctionBody(): FunctionBodyNode | null;
  GetCalledFunctionDiagnostics(): ServiceList<DiagnosticInfo>;
}

/** A list of nodes, with or without separators. */
export interface SyntaxList<T extends SyntaxElement = SyntaxNode> extends SyntaxNode {
  readonly Count: number;
  getItem$1?(index: number): T | SeparatedElement<T>;
  getItem(index: number): T | SeparatedElement<T>;
}

/** An element of a list with its separator. */
export interface SeparatedElement<T extends SyntaxElement> extends SyntaxNode {
  readonly Element$1?: T;
  readonly Element: T;
}

/** A node that declares or uses a name. */
export interface NameNode extends SyntaxNode {
  readonly SimpleName: string;
}

/** `{ let …; expression }`. */
export interface FunctionBodyNode extends SyntaxNode {
  readonly Statements: SyntaxList;
  readonly Expression: SyntaxNode | null;
}

/** `name = value` among an operator's parameters. */
export interface NamedParameterNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly Expression: SyntaxNode;
}

/** `name: type`. */
export interface NameAndTypeNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly Type: SyntaxNode;
}

/** `(name: type, …)`. */
export interface RowSchemaNode extends SyntaxNode {
  readonly Columns: SyntaxList<NameAndTypeNode>;
}

/** A parsed and bound text. */
export interface BoundCode {
  readonly Text: string;
  readonly Kind: string;
  readonly Syntax: SyntaxNode;
  readonly HasSemantics: boolean;
  readonly ResultType: TypeSymbol | null;
  readonly Globals: ServiceGlobals;
  GetDiagnostics(): ServiceList<DiagnosticInfo>;
}

/** What a text is bound against. */
export interface ServiceGlobals {
  readonly Database: { readonly Name: string; readonly Tables: ServiceList<TypeSymbol> } | null;
  IsAggregateFunction(symbol: ServiceSymbol): boolean;
  IsDatabaseFunction(symbol: ServiceSymbol): boolean;
}
