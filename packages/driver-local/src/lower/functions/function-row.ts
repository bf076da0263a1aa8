import type { KqlType, KqlValue } from "@huntkit/provider";
import type { IrExpression } from "@huntkit/kql/ir";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { LowerScope } from "../lower-scope.js";

/** A call of a built-in function that is being lowered. */
export interface FunctionCall {
  /** KQL's name of the function. */
  readonly name: string;
  /** The type of the result, as the language service bound it. */
  readonly type: KqlType;
  /** The call itself, for places in errors. */
  readonly expression: IrExpression;
  /** The arguments; `*` is written out as the columns that it stands for. */
  readonly arguments: readonly IrExpression[];
  /** What the expression may know about its surroundings. */
  readonly scope: LowerScope;
  /** The argument as a value of a type. @throws {UnsupportedError} if KQL has no such conversion, or there is no such argument. */
  as(index: number, type: KqlType): SqlExpression;
  /** The argument as it is. */
  sql(index: number): SqlExpression;
  /** The argument as a condition, in which null may stand for false. */
  condition(index: number): SqlExpression;
  /** The value of an argument that is a literal (seen through `let`); undefined if it is none or absent. */
  literal(index: number): KqlValue | undefined;
  /** Refuses the call. @throws {UnsupportedError} always. */
  refuse(hint: string, construct?: string): never;
}

/** What a function gives for a null argument: null, what its own rule says, or it never sees one (text). */
export type NullRule = "null" | "own" | "text";

/** How one function is mapped: a row of a `*.table.ts`. */
export interface FunctionRow {
  /** The types of the arguments, for the support matrix: `string, long?`; `any` for all, `…` for repeated ones. */
  readonly takes: string;
  /** The type of the result: a type, or `argument` if it follows an argument. */
  readonly gives: string;
  readonly nulls: NullRule;
  /** Whether it gives the same for the same arguments. */
  readonly deterministic: boolean;
  /** The rules of `docs/kql-rules.md` behind it. */
  readonly rules: readonly number[];
  /** Makes its SQL. */
  readonly lower: (call: FunctionCall) => SqlExpression;
}

/** The functions of a family, by KQL's name. */
export type FunctionTable = Readonly<Record<string, FunctionRow>>;

type Type = KqlType | "any";

/** Extras of a row. */
export interface RowExtras {
  readonly nulls?: NullRule;
  readonly deterministic?: boolean;
  readonly rules?: readonly number[];
}

function rowOf(takes: string, gives: string, lower: (call: FunctionCall) => SqlExpression, extras: RowExtras = {}): FunctionRow {
  return { takes, gives, lower, nulls: extras.nulls ?? "null", deterministic: extras.deterministic ?? true, rules: extras.rules ?? [] };
}

/** A row whose shape is a function of its own. */
export function shaped(takes: string, gives: string, lower: (call: FunctionCall) => SqlExpression, extras?: RowExtras): FunctionRow {
  return rowOf(takes, gives, lower, extras);
}

/** A row for a plain SQL function or macro: each argument converted to its type, in order; absent ones left out. */
export function plain(sql: string, takes: readonly Type[], gives: KqlType, extras?: RowExtras): FunctionRow {
  return rowOf(takes.join(", "), gives, (call) => ({ kind: "call", name: sql, arguments: argumentsAs(call, takes) }), extras);
}

/** As {@link plain}, with the result cast to the SQL type. */
export function plainCast(sql: string, takes: readonly Type[], gives: KqlType, type: "BIGINT" | "DOUBLE" | "VARCHAR" | "INTEGER", extras?: RowExtras): FunctionRow {
  const lower = (call: FunctionCall): SqlExpression => ({
    kind: "cast", type, try: false, operand: { kind: "call", name: sql, arguments: argumentsAs(call, takes) },
  });
  return rowOf(takes.join(", "), gives, lower, extras);
}

function argumentsAs(call: FunctionCall, takes: readonly Type[]): SqlExpression[] {
  return call.arguments.map((_, index) => {
    const type = takes[index] ?? takes.at(-1) ?? "any";
    return type === "any" ? call.sql(index) : call.as(index, type);
  });
}
