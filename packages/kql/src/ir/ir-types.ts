import type { DynamicValue, KqlType, KqlValue, ResultColumn } from "@huntkit/provider";
import type { IrOther } from "./ir-other.js";

/**
 * The typed, plain, frozen form of a query between the parser and an engine. Every name is resolved, every expression has
 * its type, every relation its ordered columns; the spelling is KQL's (`has` and `contains` stay what they are). Nothing in
 * it refers to the parser, and it can be written as JSON apart from values.
 */
export interface IrProgram {
  /** The query text that the spans point into. */
  readonly text: string;
  /** The `let` statements that the results use, in order; later ones may use earlier ones. */
  readonly lets: readonly IrLet[];
  /** One for each tabular (or scalar, given as a one-cell table) expression statement, in order. */
  readonly results: readonly IrResult[];
}

/** A result of a program. */
export interface IrResult {
  readonly relation: IrRelation;
  /** The `render` at its end. */
  readonly visualization?: { readonly kind: string; readonly properties: Readonly<Record<string, DynamicValue>> };
}

/** Where a node stands in the query text: offset from 0 and length, in UTF-16 units. */
export interface IrSpan {
  readonly start: number;
  readonly length: number;
}

/** A named value or table. Calls of user functions are expanded: each call makes its own lets for its parameters. */
export type IrLet =
  | { readonly kind: "scalar-let"; readonly id: string; readonly name: string; readonly value: IrExpression }
  | { readonly kind: "table-let"; readonly id: string; readonly name: string; readonly value: IrRelation; readonly materialize: boolean };

/** What every relation has. */
export interface IrRelationBase {
  /** The columns that it gives, in order; names are unique. */
  readonly columns: readonly ResultColumn[];
  readonly span: IrSpan;
}

/** A named expression: one column to make. */
export interface IrNamedExpression {
  readonly name: string;
  readonly value: IrExpression;
}

/** A key of an order. KQL's default: descending; nulls last when descending, first when ascending. Always filled in here. */
export interface IrOrderKey {
  readonly value: IrExpression;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last";
}

/** The kinds of `join`, by KQL's names. */
export type IrJoinKind =
  | "innerunique" | "inner" | "leftouter" | "rightouter" | "fullouter" | "leftanti" | "rightanti" | "leftsemi" | "rightsemi";

/** One step of a `parse` pattern. */
export type IrParseStep =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "star" }
  | { readonly kind: "column"; readonly name: string; readonly type: KqlType };

/** One column of `mv-expand` or `mv-apply`. */
export interface IrExpandItem {
  /** The array or bag. */
  readonly value: IrExpression;
  /** The column that holds the elements (replaces the column of that name, if there is one). */
  readonly name: string;
  /** Type of the elements: `dynamic` unless `to typeof(…)` says otherwise. */
  readonly type: KqlType;
}

/** A tabular expression. One kind for each tabular operator; `input` is what stands left of the pipe. */
export type IrRelation = IrRelationBase &
  (
    // sources
    | { readonly kind: "table"; readonly name: string }
    | { readonly kind: "let-table"; readonly id: string }
    | { readonly kind: "print"; readonly items: readonly IrNamedExpression[] }
    | { readonly kind: "range"; readonly name: string; readonly from: IrExpression; readonly to: IrExpression; readonly step: IrExpression }
    | { readonly kind: "datatable"; readonly rows: readonly (readonly KqlValue[])[] }
    /** The rows that an enclosing operator hands in (the sub-query of mv-apply, partition, fork, facet; the left side of lookup is `input`). */
    | { readonly kind: "context" }
    // operators of one input
    | { readonly kind: "where"; readonly input: IrRelation; readonly predicate: IrExpression }
    | { readonly kind: "extend"; readonly input: IrRelation; readonly items: readonly IrNamedExpression[] }
    /** `project` and, with their columns worked out, `project-away`, `-keep`, `-rename`, `-reorder`; `operator` is the spelling. */
    | { readonly kind: "project"; readonly operator: string; readonly input: IrRelation; readonly items: readonly IrNamedExpression[] }
    | { readonly kind: "summarize"; readonly input: IrRelation; readonly aggregates: readonly IrNamedExpression[]; readonly by: readonly IrNamedExpression[] }
    | { readonly kind: "distinct"; readonly input: IrRelation; readonly items: readonly IrNamedExpression[] }
    | { readonly kind: "sort"; readonly input: IrRelation; readonly keys: readonly IrOrderKey[] }
    | { readonly kind: "top"; readonly input: IrRelation; readonly count: IrExpression; readonly keys: readonly IrOrderKey[] }
    | { readonly kind: "take"; readonly input: IrRelation; readonly count: IrExpression }
    | { readonly kind: "count"; readonly input: IrRelation }
    | { readonly kind: "serialize"; readonly input: IrRelation; readonly items: readonly IrNamedExpression[] }
    | { readonly kind: "mv-expand"; readonly input: IrRelation; readonly items: readonly IrExpandItem[]; readonly bagExpansion: "bag" | "array"; readonly indexColumn?: string; readonly limit?: IrExpression }
    | { readonly kind: "parse"; readonly input: IrRelation; readonly value: IrExpression; readonly mode: "simple" | "regex" | "relaxed"; readonly flags: string; readonly steps: readonly IrParseStep[]; readonly onlyMatches: boolean }
    | { readonly kind: "as"; readonly input: IrRelation; readonly name: string }
    | { readonly kind: "getschema"; readonly input: IrRelation }
    /** An operator with no node of its own (mv-apply, make-series, evaluate plug-ins, …), told apart by `operator`; see {@link IrOther}. */
    | ({ readonly kind: "other"; readonly input?: IrRelation } & IrOther)
    // operators of two or more inputs
    /**
     * `join` and `lookup`. `on` pairs an expression of the left with one of the right. `output` gives the columns of the result:
     * from which side each comes.
     */
    | { readonly kind: "join"; readonly operator: "join" | "lookup"; readonly joinKind: IrJoinKind; readonly left: IrRelation; readonly right: IrRelation; readonly on: readonly { readonly left: IrExpression; readonly right: IrExpression }[]; readonly output: readonly { readonly name: string; readonly side: "left" | "right"; readonly column: string }[] }
    /** `union`; `inputs[i]`'s column for each output column is `mapping[i][c]` (undefined: null). `sourceColumn`: its name, for withsource. `missing`: tables that `isfuzzy` leaves out. */
    | { readonly kind: "union"; readonly inputs: readonly IrRelation[]; readonly mapping: readonly (readonly (string | undefined)[])[]; readonly sourceColumn?: string; readonly sourceNames: readonly string[]; readonly missing?: readonly string[] }
  );

/** What every expression has. */
export interface IrExpressionBase {
  readonly type: KqlType;
  readonly span: IrSpan;
}

/** The binary operators, by KQL's spelling; those on text are told apart from those on other types by the operands' types. */
export type IrBinaryOperator =
  | "+" | "-" | "*" | "/" | "%"
  | "==" | "!=" | "<" | "<=" | ">" | ">="
  | "and" | "or"
  | "=~" | "!~"
  | "has" | "!has" | "has_cs" | "!has_cs"
  | "hasprefix" | "!hasprefix" | "hasprefix_cs" | "!hasprefix_cs"
  | "hassuffix" | "!hassuffix" | "hassuffix_cs" | "!hassuffix_cs"
  | "contains" | "!contains" | "contains_cs" | "!contains_cs"
  | "startswith" | "!startswith" | "startswith_cs" | "!startswith_cs"
  | "endswith" | "!endswith" | "endswith_cs" | "!endswith_cs"
  | "matches regex" | "like" | "notlike" | "like_cs" | "notlike_cs";

/** The operators that compare with a list. */
export type IrListOperator = "in" | "!in" | "in~" | "!in~" | "has_any" | "has_all";

/** A scalar expression. */
export type IrExpression = IrExpressionBase &
  (
    | { readonly kind: "literal"; readonly value: KqlValue }
    /** A column of the row at hand. `side` only in the `on` of a join that names `$left`/`$right`. */
    | { readonly kind: "column"; readonly name: string; readonly side?: "left" | "right" }
    | { readonly kind: "let-scalar"; readonly id: string }
    | { readonly kind: "unary"; readonly operator: "-" | "+"; readonly operand: IrExpression }
    | { readonly kind: "binary"; readonly operator: IrBinaryOperator; readonly left: IrExpression; readonly right: IrExpression }
    | { readonly kind: "between"; readonly negated: boolean; readonly value: IrExpression; readonly from: IrExpression; readonly to: IrExpression }
    /** `right` is a list of scalars (a dynamic array among them is spread), or the first column of a table. */
    | { readonly kind: "list"; readonly operator: IrListOperator; readonly left: IrExpression; readonly right: readonly IrExpression[] | IrRelation }
    /** A built-in scalar function (or an aggregate inside summarize, or a window function inside serialize), by its KQL name. */
    | { readonly kind: "call"; readonly name: string; readonly function: "scalar" | "aggregate" | "window"; readonly arguments: readonly IrArgument[] }
    /** `a.b`, `a["b"]`, `a[0]`, `a[-1]` on a dynamic. */
    | { readonly kind: "access"; readonly target: IrExpression; readonly key: IrExpression }
    /** `toscalar(T)`: the first cell of a table. */
    | { readonly kind: "to-scalar"; readonly relation: IrRelation }
    /**
     * One column of a function that gives several (`arg_max(x, y)`, `take_any(*)`, `percentiles(x, 5, 95)`,
     * `series_fit_line(y)`): `value` is the call, the same object for all of its columns; `index` counts from 0; `column` is
     * the function's own name of it. Of `arg_max`, `arg_min` and `take_any` the columns are the arguments in order, `*`
     * written out.
     */
    | { readonly kind: "element"; readonly value: IrExpression; readonly index: number; readonly column: string }
    /** `dynamic([…])` and the like stay literals; this is a conversion that the binder put in or the text asked for by `to…()` is a call. */
    | { readonly kind: "convert"; readonly value: IrExpression; readonly implicit: boolean }
  );

/** An argument of a call. `star` is the `*` of `arg_max(x, *)`, with the columns that it stands for. */
export type IrArgument = IrExpression | { readonly kind: "star"; readonly columns: readonly ResultColumn[]; readonly span: IrSpan };
