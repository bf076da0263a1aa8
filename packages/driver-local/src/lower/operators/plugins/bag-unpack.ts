import type { ResultColumn } from "@huntkit/provider";
import { call, constant, parameter } from "../../../sql/sql-builders.js";
import { convertValue } from "../../expressions/convert-value.js";
import { isRelation } from "../../ir-walk.js";
import type { LowerContext } from "../../lower-context.js";
import type { LoweredColumn, LoweredRelation } from "../../lowered-relation.js";
import { needsOf } from "../../needs.js";
import type { PluginCall, PluginLowering } from "../evaluate.js";
import { inputOf } from "../input-of.js";

/** The parts of a call of bag_unpack. */
export interface BagUnpackParts {
  readonly bag: string;
  readonly prefix: string;
  readonly conflict: "error" | "replace_source" | "keep_source";
  readonly ignored: ReadonlySet<string>;
}

/** Reads the arguments of a call. @throws {UnsupportedError} if one is not a literal. */
export function bagUnpackParts(relation: PluginCall, context: Pick<LowerContext, "refuse">): BagUnpackParts {
  const [bag, ...options] = relation.details.arguments;
  if (!bag || isRelation(bag) || bag.kind !== "column") return context.refuse("bag_unpack of something else than a column", relation, "Extend the rows by the bag first.");
  if (bag.type !== "dynamic") return context.refuse(`bag_unpack of a ${bag.type}`, bag, `Extend the rows by parse_json(${bag.name}) first.`);
  const parts = { prefix: "", conflict: "error" as BagUnpackParts["conflict"], ignored: new Set<string>() };
  let texts = 0;
  for (const option of options) {
    if (isRelation(option) || option.kind !== "literal") return context.refuse("an option of bag_unpack that is not a literal", relation);
    if (Array.isArray(option.value)) parts.ignored = new Set(option.value.map(String));
    else if (option.value === "error" || option.value === "replace_source" || option.value === "keep_source") parts.conflict = option.value;
    else if (texts++ === 0 && option.value !== null) parts.prefix = String(option.value);
  }
  return { bag: bag.name, ...parts };
}

/**
 * `bag_unpack` whose columns are known: each slot of the bag is a column behind the others. Rule R53.
 * Source: Microsoft Learn, "bag_unpack plugin" (`bag-unpack-plugin`).
 */
export const lowerBagUnpack: PluginLowering = (relation, needs, context) => {
  const { bag, prefix, conflict } = bagUnpackParts(relation, context);
  const source = inputOf(relation, context);
  const slots = relation.columns.filter((column) => isSlot(column, source.columns, { bag, conflict }, relation));
  const kept = relation.columns.filter((column) => !slots.includes(column) && needs.columns.has(column.name)).map(({ name }) => name);
  const input = context.relation(source, needsOf([...kept, bag], [], needs.order));
  const ready = context.readyFor([{ kind: "column", name: bag, type: "dynamic", span: relation.span }], input);
  const value = ready.columns.find(({ name }) => name === bag)?.value ?? constant(null, "JSON");
  const columns = relation.columns.flatMap((column): LoweredColumn[] => {
    if (!needs.columns.has(column.name)) return [];
    if (!slots.includes(column)) return ready.columns.filter(({ name }) => name === column.name);
    const key = column.name.startsWith(prefix) ? column.name.slice(prefix.length) : column.name;
    const member = call("kql_member", value, parameter(key, "VARCHAR"));
    return [{ ...column, value: convertValue(member, "dynamic", column.type) ?? member }];
  });
  return { ...ready, columns } satisfies LoweredRelation;
};

/** Whether a column of the result comes out of the bag; names that the rows have too are told apart by the conflict's rule. */
function isSlot(column: ResultColumn, source: readonly ResultColumn[], { bag, conflict }: Pick<BagUnpackParts, "bag" | "conflict">, relation: PluginCall): boolean {
  if (column.name === bag || !source.some(({ name }) => name === column.name)) return true;
  return conflict === "replace_source" && relation.columns.indexOf(column) >= source.length - 1;
}
