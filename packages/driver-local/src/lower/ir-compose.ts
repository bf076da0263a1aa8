import type { IrExpression, IrJoinKind, IrNamedExpression, IrRelation, IrSpan } from "@huntkit/kql/ir";
import type { KqlType, KqlValue, ResultColumn } from "@huntkit/provider";

/** Puts operators together out of others. All nodes stand at the place of the operator that they make up. */
export class IrComposer {
  readonly #span: IrSpan;

  constructor(span: IrSpan) {
    this.#span = span;
  }

  /** A column of the row at hand. */
  column({ name, type }: ResultColumn): IrExpression {
    return { kind: "column", name, type, span: this.#span };
  }

  /** A literal. */
  literal(value: KqlValue, type: KqlType): IrExpression {
    return { kind: "literal", value, type, span: this.#span };
  }

  /** A call of a built-in function. */
  call(name: string, type: KqlType, args: readonly IrExpression[], kind: "scalar" | "aggregate" | "window" = "scalar"): IrExpression {
    return { kind: "call", name, function: kind, arguments: args, type, span: this.#span };
  }

  /** `left operator right`, a bool. */
  test(operator: "==" | "!=" | "<" | "<=" | ">" | ">=" | "and" | "or", left: IrExpression, right: IrExpression): IrExpression {
    return { kind: "binary", operator, left, right, type: "bool", span: this.#span };
  }

  /** `where`. */
  where(input: IrRelation, predicate: IrExpression): IrRelation {
    return { kind: "where", input, predicate, columns: input.columns, span: this.#span };
  }

  /** `extend` by columns that the input lacks. */
  extend(input: IrRelation, items: readonly IrNamedExpression[], kind: "extend" | "serialize" = "extend"): IrRelation {
    return { kind, input, items, columns: [...input.columns, ...columnsOf(items)], span: this.#span };
  }

  /** `project`. */
  project(input: IrRelation, items: readonly IrNamedExpression[]): IrRelation {
    return { kind: "project", operator: "project", input, items, columns: columnsOf(items), span: this.#span };
  }

  /** `summarize`. */
  summarize(input: IrRelation, by: readonly IrNamedExpression[], aggregates: readonly IrNamedExpression[]): IrRelation {
    return { kind: "summarize", input, by, aggregates, columns: columnsOf([...by, ...aggregates]), span: this.#span };
  }

  /** `sort`, with nulls last. */
  sort(input: IrRelation, keys: readonly { readonly value: IrExpression; readonly direction: "asc" | "desc" }[]): IrRelation {
    return { kind: "sort", input, keys: keys.map((key) => ({ ...key, nulls: "last" })), columns: input.columns, span: this.#span };
  }

  /** A join on columns of equal names; it shows the columns of the left, then `shown` of the right. */
  join(joinKind: IrJoinKind, left: IrRelation, right: IrRelation, keys: readonly ResultColumn[], shown: readonly ResultColumn[] = []): IrRelation {
    const output = [
      ...left.columns.map(({ name }) => ({ name, side: "left" as const, column: name })),
      ...shown.map(({ name }) => ({ name, side: "right" as const, column: name })),
    ];
    const on = keys.map((key) => ({ left: this.column(key), right: this.column(key) }));
    return { kind: "join", operator: "join", joinKind, left, right, on, output, columns: [...left.columns, ...shown], span: this.#span };
  }

  /** The rows of inputs that have the same columns. */
  union(inputs: readonly IrRelation[], columns: readonly ResultColumn[]): IrRelation {
    const mapping = inputs.map(() => columns.map(({ name }) => name));
    return { kind: "union", inputs, mapping, sourceNames: inputs.map(() => ""), columns, span: this.#span };
  }
}

function columnsOf(items: readonly IrNamedExpression[]): ResultColumn[] {
  return items.map(({ name, value }) => ({ name, type: value.type }));
}
