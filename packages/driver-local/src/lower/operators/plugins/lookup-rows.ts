import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { call, constant } from "../../../sql/sql-builders.js";
import type { SqlExpression, SqlSource } from "../../../sql/sql-nodes.js";
import { columnsUsed } from "../../ir-walk.js";
import type { LowerContext } from "../../lower-context.js";
import { findIn, relationOver, type LoweredColumn, type LoweredRelation } from "../../lowered-relation.js";
import type { Needs } from "../../needs.js";
import type { PluginCall } from "../evaluate.js";
import { inputOf } from "../input-of.js";

/** How the rows of a plug-in find their partners in a lookup table. */
export interface LookupRows {
  readonly table: IrRelation;
  /** Whether rows without a partner stay. */
  readonly keepsAll: boolean;
  /** The columns of the lookup table that are not shown. */
  readonly hidden: ReadonlySet<string>;
  /** What the condition reads of either side. */
  readonly reads: { readonly left: readonly IrExpression[]; readonly right: readonly IrExpression[] };
  /** The condition, over both sides. */
  readonly on: (left: LoweredRelation, right: LoweredRelation) => SqlExpression;
}

/** Each row with every row of a lookup table for which a condition holds. */
export function lowerLookup(relation: PluginCall, needs: Needs, context: LowerContext, lookup: LookupRows): LoweredRelation {
  const input = inputOf(relation, context);
  const { table, keepsAll } = lookup;
  const shown = outputOf(relation.columns.map(({ name }) => name), input.columns.map(({ name }) => name), table.columns.map(({ name }) => name), lookup.hidden);
  const sides = { left: columnsUsed(lookup.reads.left), right: columnsUsed(lookup.reads.right) };
  for (const { name, side, column } of shown) if (needs.columns.has(name)) sides[side].add(column);
  const left = context.close(context.relation(input, { columns: sides.left, order: false }), false);
  const right = context.close(context.relation(table, { columns: sides.right, order: false }), false);
  const from: SqlSource = { kind: "join", type: keepsAll ? "LEFT" : "INNER", left: left.from as SqlSource, right: right.from as SqlSource, on: lookup.on(left, right) };
  const find = { left: findIn(left), right: findIn(right) };
  const columns = shown.filter(({ name }) => needs.columns.has(name)).flatMap(({ name, side, column }): LoweredColumn[] => {
    const found = find[side](column);
    if (!found) return [];
    const filled = keepsAll && side === "right" && found.type === "string" ? call("coalesce", found.value, constant("")) : found.value;
    return [{ name, type: found.type, value: filled }];
  });
  return relationOver(from, columns);
}

interface Output {
  readonly name: string;
  readonly side: "left" | "right";
  readonly column: string;
}

/** The result's columns by place: those of the rows, then those of the lookup table without the hidden ones. */
function outputOf(names: readonly string[], left: readonly string[], right: readonly string[], hidden: ReadonlySet<string>): Output[] {
  const all = [...left.map((column) => ({ side: "left" as const, column })), ...right.filter((column) => names.length === left.length + right.length || !hidden.has(column)).map((column) => ({ side: "right" as const, column }))];
  return names.flatMap((name, index) => (all[index] ? [{ name, ...all[index] }] : []));
}
