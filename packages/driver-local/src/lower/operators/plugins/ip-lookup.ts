import type { IrExpression } from "@huntkit/kql/ir";
import { allOf, call, constant } from "../../../sql/sql-builders.js";
import type { SqlExpression, SqlSource } from "../../../sql/sql-nodes.js";
import { columnsUsed, isRelation } from "../../ir-walk.js";
import { findIn, relationOver, type LoweredColumn } from "../../lowered-relation.js";
import type { PluginLowering } from "../evaluate.js";
import { inputOf } from "../other.js";

/**
 * `ipv4_lookup`, `ipv6_lookup`: each row with every row of the lookup table whose network holds its address. With a last
 * argument true also the rows without one. Further keys must be equal. Rule R56.
 * Source: Microsoft Learn, "ipv4_lookup plugin" (`ipv4-lookup-plugin`).
 * @param macro Tells whether an address lies in a network.
 */
export function lowerIpLookup(macro: "kql_ipv4_in_range" | "kql_ipv6_in_range"): PluginLowering {
  return (relation, needs, context) => {
    const [table, source, network, ...rest] = relation.details.arguments;
    if (!table || !isRelation(table) || !source || isRelation(source) || !network || isRelation(network)) return context.refuse("this form of the lookup", relation);
    const others = rest.filter((argument): argument is IrExpression => !isRelation(argument));
    const last = others.at(-1);
    const keepsAll = last?.kind === "literal" && last.type === "bool" ? last.value === true : false;
    const keys = others.filter((argument) => argument.type !== "bool").flatMap((argument) => (argument.kind === "column" ? [argument] : []));
    const input = inputOf(relation, context);
    const shown = outputOf(relation.columns.map(({ name }) => name), input.columns.map(({ name }) => name), table.columns.map(({ name }) => name), new Set(keys.map(({ name }) => name)));
    const sides = { left: new Set([...columnsUsed([source]), ...keys.map(({ name }) => name)]), right: new Set([...columnsUsed([network]), ...keys.map(({ name }) => name)]) };
    for (const { name, side, column } of shown) if (needs.columns.has(name)) sides[side].add(column);
    const left = context.close(context.relation(input, { columns: sides.left, order: false }), false);
    const right = context.close(context.relation(table, { columns: sides.right, order: false }), false);
    const inNetwork = call(macro, context.expression(source, left), context.expression(network, right));
    const same = keys.map((key): SqlExpression => ({ kind: "operator", operator: "=", operands: [context.expression(key, left), context.expression(key, right)] }));
    const from: SqlSource = { kind: "join", type: keepsAll ? "LEFT" : "INNER", left: left.from as SqlSource, right: right.from as SqlSource, on: allOf([...same, call("coalesce", inNetwork, constant(false))]) ?? constant(true) };
    const find = { left: findIn(left), right: findIn(right) };
    const columns = shown.filter(({ name }) => needs.columns.has(name)).flatMap(({ name, side, column }): LoweredColumn[] => {
      const found = find[side](column);
      if (!found) return [];
      const filled = keepsAll && side === "right" && found.type === "string" ? call("coalesce", found.value, constant("")) : found.value;
      return [{ name, type: found.type, value: filled }];
    });
    return relationOver(from, columns);
  };
}

interface Output {
  readonly name: string;
  readonly side: "left" | "right";
  readonly column: string;
}

/** The result's columns by place: those of the rows, then those of the lookup table without the further keys. */
function outputOf(names: readonly string[], left: readonly string[], right: readonly string[], keys: ReadonlySet<string>): Output[] {
  const all = [...left.map((column) => ({ side: "left" as const, column })), ...right.filter((column) => names.length === left.length + right.length || !keys.has(column)).map((column) => ({ side: "right" as const, column }))];
  return names.flatMap((name, index) => (all[index] ? [{ name, ...all[index] }] : []));
}
