import type { CallNode } from "../expressions/expression-nodes.js";
import type {
  NameNode, NameAndTypeNode, NamedParameterNode, RowSchemaNode, SyntaxList, SyntaxNode, SyntaxToken,
} from "../syntax/syntax-types.js";
import type { ExpandItemNode, ExpressionsNode, ParametersNode, TakeNode } from "./operator-nodes.js";

interface Wrapped extends SyntaxNode {
  readonly Expression: SyntaxNode;
}

/** `mv-apply`. */
export interface MvApplyNode extends ParametersNode {
  readonly Expressions: SyntaxList<ExpandItemNode>;
  readonly RowLimitClause: (SyntaxNode & { readonly RowLimit: SyntaxNode }) | null;
  readonly ContextIdClause: SyntaxNode | null;
  readonly Subquery: Wrapped;
}

/** `partition`. */
export interface PartitionNode extends ParametersNode {
  readonly ByExpression: SyntaxNode;
  readonly Scope: SyntaxNode | null;
  readonly Operand: SyntaxNode & { readonly Subquery?: SyntaxNode; readonly Query?: SyntaxNode };
}

/** `make-series`. */
export interface MakeSeriesNode extends ParametersNode {
  readonly Aggregates: SyntaxList<Wrapped & { readonly DefaultExpression: Wrapped | null }>;
  readonly OnClause: Wrapped;
  readonly RangeClause: MakeSeriesRange;
  readonly ByClause: ExpressionsNode | null;
}

/** The range of make-series, in either form. */
export interface MakeSeriesRange extends SyntaxNode {
  readonly Arguments?: ExpressionsNode;
  readonly MakeSeriesFromClause?: Wrapped | null;
  readonly MakeSeriesToClause?: Wrapped | null;
  readonly MakeSeriesStepClause?: Wrapped;
}

/** `sample-distinct`, `top-hitters`. */
export interface OfNode extends TakeNode {
  readonly OfExpression: SyntaxNode;
  readonly ByClause?: Wrapped | null;
}

/** `top-nested`. */
export interface TopNestedNode extends SyntaxNode {
  readonly Clauses: SyntaxList<TopNestedClauseNode>;
}

/** One level of top-nested. */
export interface TopNestedClauseNode extends SyntaxNode {
  readonly Expression: SyntaxNode | null;
  readonly OfExpression: SyntaxNode;
  readonly WithOthersClause: Wrapped | null;
  readonly ByExpression: SyntaxNode;
}

/** `parse-kv`. */
export interface ParseKvNode extends SyntaxNode {
  readonly Expression: SyntaxNode;
  readonly Keys: RowSchemaNode;
  readonly WithClause: PropertiesNode | null;
}

/** `with (name=value, …)`. */
export interface PropertiesNode extends SyntaxNode {
  readonly Properties: SyntaxList<NamedParameterNode>;
}

/** `reduce by`. */
export interface ReduceNode extends ParametersNode {
  readonly Expression: SyntaxNode;
  readonly With: ParametersNode | null;
}

/** `scan`. */
export interface ScanNode extends ParametersNode {
  readonly OrderByClause: ExpressionsNode | null;
  readonly PartitionByClause: ExpressionsNode | null;
  readonly DeclareClause: (SyntaxNode & { readonly Declarations: SyntaxList<ScanDeclaration> }) | null;
  readonly Steps: SyntaxList<ScanStepNode>;
}

/** A column that scan declares. */
export interface ScanDeclaration extends SyntaxNode {
  readonly NameAndType: NameAndTypeNode;
  readonly DefaultValue: (SyntaxNode & { readonly Value: SyntaxNode }) | null;
}

/** One step of scan. */
export interface ScanStepNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly OptionalKeyword: SyntaxToken | null;
  readonly ScanStepOutput: (SyntaxNode & { readonly OutputKind: SyntaxToken }) | null;
  readonly Condition: SyntaxNode;
  readonly ComputationClause: (SyntaxNode & { readonly Assignments: SyntaxList<Wrapped & { readonly Name: NameNode }> }) | null;
}

/** `evaluate`. */
export interface EvaluateNode extends ParametersNode {
  readonly FunctionCall: CallNode;
  readonly Schema: (SyntaxNode & { readonly Schema: RowSchemaNode }) | null;
}

/** `externaldata`. */
export interface ExternalDataNode extends ParametersNode {
  readonly URIs: SyntaxList;
  readonly WithClause: PropertiesNode | null;
}

/** `search`. */
export interface SearchNode extends ParametersNode {
  readonly InClause: ExpressionsNode | null;
  readonly Condition: SyntaxNode;
}

/** `find`. */
export interface FindNode extends ParametersNode {
  readonly InClause: ExpressionsNode | null;
  readonly Condition: SyntaxNode;
  readonly Project: (SyntaxNode & { readonly Columns: SyntaxList }) | null;
  readonly ProjectAway: SyntaxNode | null;
}

/** `fork`. */
export interface ForkNode extends SyntaxNode {
  readonly Expressions: SyntaxList<Wrapped & { readonly NameEquals: (SyntaxNode & { readonly Name: NameNode }) | null }>;
}

/** `facet`. */
export interface FacetNode extends ExpressionsNode {
  readonly WithClause: (SyntaxNode & { readonly Operator?: SyntaxNode; readonly Expression?: SyntaxNode }) | null;
}

/** `make-graph`. */
export interface MakeGraphNode extends ParametersNode {
  readonly SourceColumn: NameNode;
  readonly TargetColumn: NameNode;
  readonly WithClause: (SyntaxNode & {
    readonly TablesAndKeys?: SyntaxList<SyntaxNode & { readonly Table: SyntaxNode; readonly Column: NameNode }>;
    readonly Name?: NameNode;
  }) | null;
  readonly PartitionedByClause: (SyntaxNode & { readonly Entity: NameNode; readonly Subquery: SyntaxNode }) | null;
}

/** A node or an edge of a graph pattern. */
export interface GraphElementNode extends SyntaxNode {
  readonly Name: NameNode | null;
  readonly FirstToken?: SyntaxToken;
  readonly LastToken?: SyntaxToken;
  readonly Range?: (SyntaxNode & { readonly RangeStart: SyntaxNode; readonly RangeEnd: SyntaxNode }) | null;
}

/** `graph-match`, `graph-shortest-paths`. */
export interface GraphMatchNode extends ParametersNode {
  readonly Patterns: SyntaxList<SyntaxNode & { readonly PatternElements: SyntaxList<GraphElementNode> }>;
  readonly WhereClause: (SyntaxNode & { readonly Condition: SyntaxNode }) | null;
  readonly ProjectClause: ExpressionsNode | null;
}

/** `graph-where-nodes`, `graph-where-edges`. */
export interface GraphWhereNode extends SyntaxNode {
  readonly Condition: SyntaxNode;
}

/** `graph-to-table`. */
export interface GraphToTableNode extends SyntaxNode {
  readonly OutputClause: SyntaxList<GraphOutputNode>;
}

/** One table that graph-to-table gives. */
export interface GraphOutputNode extends ParametersNode {
  readonly EntityKeyword: SyntaxToken;
  readonly AsClause: (SyntaxNode & { readonly Name: NameNode }) | null;
}

/** The operators that become `other`, and `search`, by class of node. */
export interface OtherNodes {
  readonly MvApplyOperator: MvApplyNode;
  readonly PartitionOperator: PartitionNode;
  readonly MakeSeriesOperator: MakeSeriesNode;
  readonly SampleOperator: TakeNode;
  readonly SampleDistinctOperator: OfNode;
  readonly TopNestedOperator: TopNestedNode;
  readonly TopHittersOperator: OfNode;
  readonly ParseKvOperator: ParseKvNode;
  readonly ReduceByOperator: ReduceNode;
  readonly ScanOperator: ScanNode;
  readonly EvaluateOperator: EvaluateNode;
  readonly ExternalDataExpression: ExternalDataNode;
  readonly SearchOperator: SearchNode;
  readonly FindOperator: FindNode;
  readonly ConsumeOperator: SyntaxNode;
  readonly MakeGraphOperator: MakeGraphNode;
  readonly GraphMatchOperator: GraphMatchNode;
  readonly GraphShortestPathsOperator: GraphMatchNode;
  readonly GraphMarkComponentsOperator: ParametersNode;
  readonly GraphWhereNodesOperator: GraphWhereNode;
  readonly GraphWhereEdgesOperator: GraphWhereNode;
  readonly GraphToTableOperator: GraphToTableNode;
}
