import type { CallNode, SelectorNode, CompoundNamedNode, ToScalarNode, WrapperNode } from "../expressions/expression-nodes.js";
import type {
  NameNode,
  NamedParameterNode,
  RowSchemaNode,
  SyntaxElement,
  SyntaxList,
  SyntaxNode,
  SyntaxToken,
} from "../syntax/syntax-types.js";

/** A node with a list of expressions. */
export interface ExpressionsNode extends SyntaxNode {
  readonly Expressions: SyntaxList;
}

/** An operator with `name=value` parameters. */
export interface ParametersNode extends SyntaxNode {
  readonly Parameters: SyntaxList<NamedParameterNode> | null;
}

/** `a | b`. */
export interface PipeNode extends SyntaxNode {
  readonly Expression: SyntaxNode;
  readonly Operator: SyntaxNode;
}

/** `where`. */
export interface FilterNode extends ParametersNode {
  readonly Condition: SyntaxNode;
}

/** `summarize`. */
export interface SummarizeNode extends ParametersNode {
  readonly Aggregates: SyntaxList;
  readonly ByClause: (ExpressionsNode & { readonly BinClause: SyntaxNode | null }) | null;
}

/** `top`. */
export interface TopNode extends ParametersNode {
  readonly Expression: SyntaxNode;
  readonly ByExpression: SyntaxNode;
}

/** `take`, `limit`. */
export interface TakeNode extends ParametersNode {
  readonly Expression: SyntaxNode;
}

/** `x asc nulls last`. */
export interface OrderedNode extends WrapperNode {
  readonly Ordering: (SyntaxNode & {
    readonly AscOrDescKeyword: SyntaxToken | null;
    readonly NullsClause: (SyntaxNode & { readonly FirstOrLastKeyword: SyntaxToken }) | null;
  }) | null;
}

/** `join`. */
export interface JoinNode extends ParametersNode {
  readonly Expression: SyntaxNode;
  readonly ConditionClause: SyntaxNode | null;
}

/** `lookup`. */
export interface LookupNode extends ParametersNode {
  readonly Expression: SyntaxNode;
  readonly LookupClause: SyntaxNode | null;
}

/** `range`. */
export interface RangeNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly From: SyntaxNode;
  readonly To: SyntaxNode;
  readonly Step: SyntaxNode;
}

/** `datatable`. */
export interface DataTableNode extends ParametersNode {
  readonly Schema: RowSchemaNode;
  readonly Values: SyntaxList;
}

/** `to typeof(…)`. */
export interface ToTypeOfNode extends SyntaxNode {
  readonly TypeOf: SyntaxNode;
}

/** One item of mv-expand or mv-apply. */
export interface ExpandItemNode extends WrapperNode {
  readonly ToTypeOf: ToTypeOfNode | null;
}

/** `mv-expand`. */
export interface MvExpandNode extends ParametersNode {
  readonly MvExpandKeyword: SyntaxToken;
  readonly Expressions: SyntaxList<ExpandItemNode>;
  readonly RowLimitClause: (SyntaxNode & { readonly RowLimit: SyntaxNode }) | null;
}

/** `parse`, `parse-where`. */
export interface ParseNode extends ParametersNode {
  readonly Expression: SyntaxNode;
  readonly Patterns: SyntaxList;
}

/** `as`. */
export interface AsNode extends ParametersNode {
  readonly Name: NameNode;
}

/** `render`. */
export interface RenderNode extends ParametersNode {
  readonly ChartType: SyntaxToken | null;
  readonly WithClause: (SyntaxNode & { readonly Properties: SyntaxList<NamedParameterNode> }) | null;
}

/** `count`. */
export interface CountNode extends SyntaxNode {
  readonly AsIdentifier: (SyntaxNode & { readonly Identifier: SyntaxToken }) | null;
}

/** `getschema`. */
export interface GetSchemaNode extends SyntaxNode {
  readonly KindParameter: NamedParameterNode | null;
}

/** `invoke`. */
export interface InvokeNode extends SyntaxNode {
  readonly Function: CallNode;
}

/** The tabular expressions that have IR, by class of node. */
export interface RelationNodes {
  readonly PipeExpression: PipeNode;
  readonly ParenthesizedExpression: WrapperNode;
  readonly NameReference: NameNode;
  readonly FunctionCallExpression: CallNode;
  readonly PathExpression: SelectorNode;
  readonly MaterializeExpression: WrapperNode;
  readonly ToTableExpression: ToScalarNode;
  readonly DataTableExpression: DataTableNode;
  readonly DataScopeExpression: WrapperNode;
  readonly PrintOperator: ExpressionsNode;
  readonly RangeOperator: RangeNode;
  readonly FilterOperator: FilterNode;
  readonly ExtendOperator: ExpressionsNode;
  readonly ProjectOperator: ExpressionsNode;
  readonly ProjectAwayOperator: ExpressionsNode;
  readonly ProjectKeepOperator: ExpressionsNode;
  readonly ProjectRenameOperator: ExpressionsNode;
  readonly ProjectReorderOperator: ExpressionsNode;
  readonly ProjectByNamesOperator: ExpressionsNode;
  readonly SummarizeOperator: SummarizeNode;
  readonly DistinctOperator: ExpressionsNode;
  readonly SortOperator: ExpressionsNode;
  readonly TopOperator: TopNode;
  readonly TakeOperator: TakeNode;
  readonly CountOperator: CountNode;
  readonly SerializeOperator: ExpressionsNode;
  readonly AsOperator: AsNode;
  readonly GetSchemaOperator: GetSchemaNode;
  readonly RenderOperator: RenderNode;
  readonly InvokeOperator: InvokeNode;
  readonly JoinOperator: JoinNode;
  readonly LookupOperator: LookupNode;
  readonly UnionOperator: ExpressionsNode & ParametersNode;
  readonly MvExpandOperator: MvExpandNode;
  readonly ParseOperator: ParseNode;
  readonly ParseWhereOperator: ParseNode;
  readonly AssertSchemaOperator: SyntaxNode;
  readonly ExecuteAndCacheOperator: SyntaxNode;
}

/** `name = value` in a list of items. */
export type NamedItemNode = WrapperNode & { readonly Name: NameNode };
/** `(a, b) = value` in a list of items. */
export type TupleItemNode = CompoundNamedNode;
/** Any element. */
export type AnyElement = SyntaxElement;
