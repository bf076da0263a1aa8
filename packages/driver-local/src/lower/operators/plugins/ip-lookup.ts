import type { IrExpression } from "@huntkit/kql/ir";
import { allOf, call, constant } from "../../../sql/sql-builders.js";
import type { SqlExpression } from "../../../sql/sql-nodes.js";
import { isRelation } from "../../ir-walk.js";
import type { PluginLowering } from "../evaluate.js";
import { lowerLookup } from "./lookup-rows.js";

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
    const isKey = new Set(keys.map(({ name }) => name));
    return lowerLookup(relation, needs, context, {
      table,
      keepsAll,
      hidden: isKey,
      reads: { left: [source, ...keys], right: [network, ...keys] },
      on: (left, right) => {
        const inNetwork = call(macro, context.expression(source, left), context.expression(network, right));
        const same = keys.map((key): SqlExpression => ({ kind: "operator", operator: "=", operands: [context.expression(key, left), context.expression(key, right)] }));
        return allOf([...same, call("coalesce", inNetwork, constant(false))]) ?? constant(true);
      },
    });
  };
}
