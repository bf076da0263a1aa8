import { textPlace, type KqlValue, type ResultColumn } from "@huntkit/provider";
import { expressionBuilders } from "./expressions/expression-builders.js";
import { unsupported } from "./fail.js";
import type { IrExpression, IrLet, IrRelation, IrSpan } from "./ir-types.js";
import { relationBuilders } from "./relations/relation-builders.js";
import { Scope, type SpanOrigin } from "./scope/scope.js";
import { className } from "./syntax/syntax-read.js";
import type { ServiceGlobals, SyntaxElement, SyntaxNode } from "./syntax/syntax-types.js";

/** Builds one kind of relation; `input` is what stands left of the pipe. */
export type RelationBuilder = (node: never, builder: IrBuilder, input: IrRelation | undefined) => IrRelation;
/** Builds one kind of expression. */
export type ExpressionBuilder = (node: never, builder: IrBuilder) => IrExpression;

/** The deepest nesting of brackets, calls and sub-queries that is followed; beyond it the query is refused. */
const MAX_DEPTH = 1200;

/** What a program is being built from and into; the builders of single nodes share it. */
export class IrBuilder {
  /** The query text. */
  readonly text: string;
  /** What the text was bound against. */
  readonly globals: ServiceGlobals;
  /** Values of declared query parameters. */
  readonly parameters: Readonly<Record<string, KqlValue>>;
  /** The lets made so far, in an order in which each uses only earlier ones. */
  readonly lets: IrLet[] = [];
  /** The names in force. */
  scope = new Scope();
  /** How the tree at hand maps to the query text. */
  origin: SpanOrigin = { kind: "shifted", offset: 0 };
  /** The relation that an operator without a pipe before it works on (in the sub-query of mv-apply and the like). */
  context: IrRelation | undefined;
  /** The rows of one value of a `partition` whose sub-query has a source of its own. */
  partitionRows: IrRelation | undefined;
  /** The columns of the row at hand, for `*`. */
  row: readonly ResultColumn[] = [];
  /** The values of `set` statements, by name. */
  readonly options = new Map<string, SyntaxNode>();
  /** Whether the terms of the `search` at hand are told apart by case. */
  searchesCaseSensitive = false;
  /** The names of the elements of the graph pattern whose conditions and values are being built: they hide lets of their name. */
  patternNames: ReadonlySet<string> = new Set();
  /** How deep the relation at hand is nested in expressions; a column is meant for one depth only. */
  relationDepth = 0;
  /** How many columns were referred to so far. */
  columnUses = 0;
  /** Whether columns may differ from the service's (whose `union kind=inner`, for one, gives all columns). */
  columnsDiffer = false;
  /** The functions whose bodies are being built, outermost first. */
  readonly callStack: object[] = [];
  /** How many calls of functions were expanded so far. */
  expansions = 0;
  #depth = 0;

  constructor(text: string, globals: ServiceGlobals, parameters: Readonly<Record<string, KqlValue>>) {
    this.text = text;
    this.globals = globals;
    this.parameters = parameters;
  }

  /** Builds a tabular expression. @throws {UnsupportedError} if a part of it has no IR. */
  relation(node: SyntaxNode, input?: IrRelation): IrRelation {
    const build = relationBuilders[className(node) as keyof typeof relationBuilders] as RelationBuilder | undefined;
    if (!build) return unsupported(this, node, className(node));
    const source = input ?? this.#contextFor(node);
    this.row = source?.columns ?? [];
    const relation = this.#nested(node, () => build(node as never, this, source));
    const twice = relation.columns.find(({ name }, index) => relation.columns.findIndex((column) => column.name === name) < index);
    return twice ? unsupported(this, node, `a table with two columns called "${twice.name}"`, "Give one of them another name.") : relation;
  }

  /** Builds a scalar expression. @throws {UnsupportedError} if a part of it has no IR. */
  expression(node: SyntaxNode): IrExpression {
    const build = expressionBuilders[className(node) as keyof typeof expressionBuilders] as ExpressionBuilder | undefined;
    if (!build) return unsupported(this, node, className(node));
    return this.#nested(node, () => build(node as never, this));
  }

  /** Builds a relation inside an expression or as an operand: columns outside are out of reach there. */
  innerRelation(node: SyntaxNode, context?: IrRelation): IrRelation {
    const saved = { columnUses: this.columnUses, context: this.context, row: this.row };
    this.relationDepth++;
    this.context = context;
    const relation = this.relation(node);
    this.relationDepth--;
    this.columnUses = saved.columnUses;
    this.context = saved.context;
    this.row = saved.row;
    return relation;
  }

  /** Runs a piece of work under another scope, origin and without a context, and restores them. */
  under<T>(scope: Scope, origin: SpanOrigin, work: () => T): T {
    const saved = { scope: this.scope, origin: this.origin, context: this.context };
    this.scope = scope;
    this.origin = origin;
    this.context = undefined;
    const result = work();
    this.scope = saved.scope;
    this.origin = saved.origin;
    this.context = saved.context;
    return result;
  }

  /** Where a node stands in the query text. */
  span(node: SyntaxElement): IrSpan {
    const origin = this.origin;
    if (origin.kind === "fixed") return { start: origin.start, length: origin.length };
    return { start: node.TextStart + origin.offset, length: node.Width };
  }

  /** Makes a let of a relation, unless it is one already or stands on the rows of an enclosing operator; gives the reference. */
  tableLet(name: string, value: IrRelation, materialize: boolean): IrRelation {
    const plain = value.kind === "table" || value.kind === "let-table";
    if ((plain && !materialize) || !standsAlone(value)) return value;
    const id = this.#newId(name);
    this.lets.push({ kind: "table-let", id, name, value, materialize });
    return { kind: "let-table", id, columns: value.columns, span: value.span };
  }

  /** Makes a let of a value; gives the reference. Literals and references stay as they are. */
  scalarLet(name: string, value: IrExpression): IrExpression {
    if (value.kind === "literal" || value.kind === "let-scalar") return value;
    const id = this.#newId(name);
    this.lets.push({ kind: "scalar-let", id, name, value });
    return { kind: "let-scalar", id, type: value.type, span: value.span };
  }

  /** The relation of the rows that an enclosing operator hands in. */
  contextRelation(columns: readonly ResultColumn[], span: IrSpan): IrRelation {
    return { kind: "context", columns, span };
  }

  #contextFor(node: SyntaxNode): IrRelation | undefined {
    return className(node).endsWith("Operator") ? this.context : undefined;
  }

  #newId(name: string): string {
    return `${name}#${this.lets.length + 1}`;
  }

  #nested<T>(node: SyntaxNode, work: () => T): T {
    if (++this.#depth > MAX_DEPTH) return unsupported(this, node, "nesting this deep");
    const result = work();
    this.#depth--;
    return result;
  }
}

/** Whether a relation makes sense outside the sub-query that it stands in: its inputs lead to no rows of an enclosing operator. */
function standsAlone(relation: IrRelation): boolean {
  const waiting: IrRelation[] = [relation];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "context") return false;
    if ("input" in node && node.input) waiting.push(node.input);
    if (node.kind === "join") waiting.push(node.left, node.right);
    if (node.kind === "union") waiting.push(...node.inputs);
  }
  return true;
}

/** The 1-based line and column of a node, for messages. */
export function placeOf(builder: IrBuilder, node: SyntaxElement): ReturnType<typeof textPlace> {
  const span = builder.span(node);
  return textPlace(builder.text, span.start, span.length);
}
