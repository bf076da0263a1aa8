import type {
  NameNode,
  NamedParameterNode,
  SyntaxElement,
  SyntaxList,
  SyntaxNode,
  SyntaxToken,
} from "../syntax/syntax-types.js";

/** A node with one expression in it. */
export interface WrapperNode extends SyntaxNode {
  readonly Expression: SyntaxNode;
}

/** `-x`, `+x`. */
export interface PrefixUnaryNode extends WrapperNode {
  readonly Operator: SyntaxToken;
}

/** `a + b` and all the others with two sides. */
export interface BinaryNode extends SyntaxNode {
  readonly Left: SyntaxNode;
  readonly Operator: SyntaxToken;
  readonly Right: SyntaxNode;
}

/** `(a, b)`. */
export interface ExpressionListNode extends SyntaxNode {
  readonly Expressions: SyntaxList;
}

/** `x in (a, b)`, `x has_any (a, b)`. */
export interface ListNode extends SyntaxNode {
  readonly Left: SyntaxNode;
  readonly Operator: SyntaxToken;
  readonly Right: ExpressionListNode;
}

/** `x between (a .. b)`. */
export interface BetweenNode extends SyntaxNode {
  readonly Left: SyntaxNode;
  readonly Operator: SyntaxToken;
  readonly Right: SyntaxNode & { readonly First: SyntaxNode; readonly Second: SyntaxNode };
}

/** `a.b`, `a[0]`. */
export interface SelectorNode extends WrapperNode {
  readonly Selector: SyntaxNode;
}

/** `f(a, b)`. */
export interface CallNode extends SyntaxNode {
  readonly Name: NameNode;
  readonly ArgumentList: ExpressionListNode;
}

/** `toscalar(…)`, `totable(…)`. */
export interface ToScalarNode extends WrapperNode {
  readonly KindParameter: NamedParameterNode | null;
}

/** `name = value`. */
export interface SimpleNamedNode extends WrapperNode {
  readonly Name: NameNode;
}

/** `(a, b) = value`. */
export interface CompoundNamedNode extends WrapperNode {
  readonly Names: SyntaxNode & { readonly Names: SyntaxList<NameNode> };
}

/** `typeof(long)`. */
export interface TypeOfNode extends SyntaxNode {
  readonly Types: SyntaxList<SyntaxNode & { readonly Type?: SyntaxToken }>;
}

/** The expressions that have IR, by class of node. */
export interface ExpressionNodes {
  readonly LiteralExpression: SyntaxNode;
  readonly CompoundStringLiteralExpression: SyntaxNode;
  readonly DynamicExpression: WrapperNode;
  readonly TypeOfLiteralExpression: TypeOfNode;
  readonly NameReference: NameNode;
  readonly ParenthesizedExpression: WrapperNode;
  readonly PrefixUnaryExpression: PrefixUnaryNode;
  readonly BinaryExpression: BinaryNode;
  readonly BetweenExpression: BetweenNode;
  readonly InExpression: ListNode;
  readonly HasAnyExpression: ListNode;
  readonly HasAllExpression: ListNode;
  readonly PathExpression: SelectorNode;
  readonly ElementExpression: SelectorNode;
  readonly FunctionCallExpression: CallNode;
  readonly ToScalarExpression: ToScalarNode;
  readonly SimpleNamedExpression: SimpleNamedNode;
  readonly StarExpression: SyntaxNode;
  readonly OrderedExpression: WrapperNode & { readonly Ordering: SyntaxElement | null };
}
