import type { IrExpression, IrProgram, IrRelation } from "@huntkit/kql/ir";
import { InternalError } from "@huntkit/provider";
import { columnOf, constant } from "../sql/sql-builders.js";
import type { SqlExpression, SqlOrderKey, SqlSelect } from "../sql/sql-nodes.js";
import type { LocalTableSource } from "../tables/local-table-source.js";
import { lowerCondition, lowerExpression } from "./expressions/lower-expression.js";
import { LetLowering } from "./lets/let-lowering.js";
import { lowerRelation } from "./lower-relation.js";
import type { LowerScope } from "./lower-scope.js";
import { closed, findIn, finishSelect, isPlain, type ColumnFinder, type LoweredColumn, type LoweredRelation } from "./lowered-relation.js";
import type { Needs } from "./needs.js";
import { repeatableStorage } from "./scan/scan-column.js";
import { refuseConstruct } from "./unsupported.js";
import { columnsUsed, readsHandedIn } from "./ir-walk.js";

/** Finds the source of a table by its KQL name (exact case). */
export type TableFinder = (name: string) => LocalTableSource | undefined;

/** Makes the rows that an operator hands to its sub-query, with the needed columns; called for each place that reads them. */
export type RowsMaker = (needs: Needs) => LoweredRelation;

/** What the lowering of one result of a program shares: names, lets, tables, the clock. */
export class LowerContext {
  /** The query text. */
  readonly queryText: string;
  /** The query's `now()`, in ticks since 0001-01-01. */
  readonly nowTicks: bigint;
  /** Finds tables. */
  readonly tables: TableFinder;
  /** The `let` statements. */
  readonly lets: LetLowering;
  readonly #handedIn: { readonly span: IrRelation["span"]; readonly make: RowsMaker }[] = [];
  #aliases = 0;

  constructor(program: IrProgram, result: IrRelation, tables: TableFinder, nowTicks: bigint) {
    this.queryText = program.text;
    this.nowTicks = nowTicks;
    this.tables = tables;
    this.lets = new LetLowering(program, result, this);
  }

  /** An alias that occurs nowhere else in the statement. */
  newAlias(): string {
    return `t${++this.#aliases}`;
  }

  /** Lowers a relation. @throws {UnsupportedError} with the place of what the engine does not know. */
  relation(relation: IrRelation, needs: Needs): LoweredRelation {
    return lowerRelation(relation, needs, this);
  }

  /** Lowers the sub-query of an operator; `context` relations with the operator's place in it stand for the rows that `make` gives. */
  subquery(subquery: IrRelation, needs: Needs, operator: IrRelation, make: RowsMaker): LoweredRelation {
    this.#handedIn.push({ span: operator.span, make });
    const lowered = this.relation(subquery, needs);
    this.#handedIn.pop();
    return lowered;
  }

  /** The rows that the operator at a place hands to its sub-query; of several at one place (in the body of a function) those of the innermost. */
  rowsHandedIn(relation: IrRelation, needs: Needs): LoweredRelation {
    const { start, length } = relation.span;
    const found = this.#handedIn.findLast(({ span }) => span.start === start && span.length === length);
    return found ? found.make(needs) : this.refuse("a sub-query over the rows of an outer operator", relation);
  }

  /** A relation that is read several times: worked out once, unless it stands on the rows of an enclosing operator. */
  shared(relation: IrRelation): IrRelation {
    return readsHandedIn(relation) ? relation : this.lets.share(relation);
  }

  /** Lowers an expression over the columns of a relation. */
  expression(expression: IrExpression, over: LoweredRelation): SqlExpression {
    return lowerExpression(expression, this.scope(findIn(over), over.order));
  }

  /** Lowers a condition over the columns of a relation, for a place where null counts as false. */
  condition(expression: IrExpression, over: LoweredRelation): SqlExpression {
    return lowerCondition(expression, this.scope(findIn(over), over.order));
  }

  /** The scope over columns that a function finds. */
  scope(find: ColumnFinder, inputOrder: readonly SqlOrderKey[] = []): LowerScope {
    return {
      queryText: this.queryText,
      nowTicks: this.nowTicks,
      inputOrder,
      column: (name, side) => find(name, side)?.value ?? missingColumn(name),
      scalarLet: (id) => this.lets.scalar(id),
      scalarLetValue: (id) => this.lets.scalarValue(id),
      toScalar: (relation) => this.#toScalar(relation),
      firstColumn: (relation) => this.#firstColumnOf(relation, false),
    };
  }

  /** Ends a relation as a sub-query, so that its columns are plain. */
  close(relation: LoweredRelation, keepOrder = true): LoweredRelation {
    return closed(relation, this.newAlias(), keepOrder);
  }

  /** The relation in a state in which its rows may be filtered, grouped or multiplied. */
  freeRows(relation: LoweredRelation): LoweredRelation {
    return relation.limit || relation.rowsAreFixed ? this.close(relation) : relation;
  }

  /** The relation in a state in which expressions may read its columns without working anything costly out twice. */
  readyFor(expressions: readonly IrExpression[], relation: LoweredRelation): LoweredRelation {
    const used = columnsUsed(expressions);
    const costly = relation.columns.some((column) => used.has(column.name) && !repeatable(column));
    return costly ? this.close(relation) : relation;
  }

  /** Refuses a construct, with its place. */
  refuse(construct: string, node: { readonly span: IrRelation["span"] }, hint?: string): never {
    return refuseConstruct(construct, { queryText: this.queryText, span: node.span }, hint);
  }

  #toScalar(relation: IrRelation): SqlExpression {
    const query = { ...this.#firstColumnOf(relation, true), limit: constant(1) };
    const value: SqlExpression = { kind: "subquery", query, exists: false };
    const isText = relation.columns[0]?.type === "string";
    return isText ? { kind: "call", name: "coalesce", arguments: [value, constant("")] } : value;
  }

  #firstColumnOf(relation: IrRelation, order: boolean): Extract<SqlSelect, { kind: "select" }> {
    const first = relation.columns[0];
    if (!first) return this.refuse("a table without columns as a value", relation);
    const lowered = this.relation(relation, { columns: new Set([first.name]), order });
    const { query, columnNames, orderNames } = finishSelect(lowered, order);
    const alias = this.newAlias();
    const keys = orderNames.map((name, index) => ({ ...(lowered.order[index] as SqlOrderKey), value: columnOf(alias, name) }));
    return {
      kind: "select",
      items: [{ value: columnOf(alias, columnNames[0] ?? ""), as: "value" }],
      from: { kind: "select", query, as: alias },
      ...(keys.length ? { orderBy: keys } : {}),
    };
  }
}

function repeatable(column: LoweredColumn): boolean {
  return isPlain(column.value) || (column.raw !== undefined && repeatableStorage.has(column.raw.stored));
}

function missingColumn(name: string): never {
  throw new InternalError({
    code: "column-not-lowered",
    message: `The column ${name} was resolved but is not at hand in the SQL. Report this query to the huntkit project.`,
  });
}
