import type { IrLet, IrRelation } from "@huntkit/kql/ir";
import type { SqlSelect } from "../../sql/sql-nodes.js";
import type { LowerContext } from "../lower-context.js";
import { physicalNames, selectOf } from "../lowered-relation.js";
import type { Needs } from "../needs.js";
import { withTotalOrder } from "../total-order.js";

/** The names of the columns of a table's common table expression; the last is that of the rows' number in their order. */
export function letTableNames(value: IrRelation): string[] {
  return physicalNames([...value.columns.map((column) => column.name), "row_order"]);
}

/** The SELECT of a table's common table expression: the needed columns, and the rows' number if their order matters. */
export function letTableQuery(value: IrRelation, needs: Needs, context: LowerContext): SqlSelect {
  const names = letTableNames(value);
  const lowered = context.relation(value, needs);
  const relation = needs.order ? withTotalOrder(lowered, context) : lowered;
  const items = relation.columns.map((column) => {
    const place = value.columns.findIndex((each) => each.name === column.name);
    return { value: column.value, as: names[place] ?? "" };
  });
  const number = needs.order ? relation.order.slice(0, 1).map((key) => ({ value: key.value, as: names.at(-1) ?? "" })) : [];
  return selectOf(relation, [...items, ...number]);
}

const keepsOrder: ReadonlySet<IrRelation["kind"]> = new Set(["where", "extend", "project", "take", "as", "mv-expand", "parse"]);
const makesOrder: ReadonlySet<IrRelation["kind"]> = new Set(["sort", "top", "serialize"]);

/** Whether a query fixes the order of a relation's rows. */
export function isOrdered(relation: IrRelation, lets: ReadonlyMap<string, IrLet>): boolean {
  if (makesOrder.has(relation.kind)) return true;
  if (relation.kind === "let-table") {
    const found = lets.get(relation.id);
    return found?.kind === "table-let" && isOrdered(found.value, lets);
  }
  return keepsOrder.has(relation.kind) && "input" in relation && relation.input !== undefined && isOrdered(relation.input, lets);
}
