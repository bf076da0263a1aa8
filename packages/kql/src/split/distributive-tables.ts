import type { IrExpression, IrJoinKind, IrProgram, IrRelation } from "../ir/ir-types.js";
import { type TableNode, tablesBelow } from "./find-tables.js";
import { refuse, refuseOperator } from "./split-refused.js";
import { timeColumnOf } from "./time-column.js";

/** What the walk over a query's rows knows. */
export interface SplitWalk {
  readonly program: IrProgram;
  readonly timeColumn: string | undefined;
}

type Of<Kind extends IrRelation["kind"]> = Extract<IrRelation, { kind: Kind }>;

/** Kinds of join that give, for a part of the left rows, the part of the result. */
const leftwise: ReadonlySet<IrJoinKind> = new Set<IrJoinKind>(["inner", "leftouter", "leftanti", "leftsemi"]);

/**
 * The tables whose rows can be given to a query in parts, so that the results of the parts together are the result of the whole:
 * each row of the result must come from one row of one of these tables, whatever the others are.
 * @throws SplitRefused at the first operator that does not work row by row.
 */
export function distributiveTables(relation: IrRelation, walk: SplitWalk): TableNode[] {
  switch (relation.kind) {
    case "table":
      return [timedTable(relation as TableNode, walk)];
    case "let-table":
      return distributiveTables(letValue(relation, walk), walk);
    case "where":
      checkExpressions([relation.predicate], walk);
      return distributiveTables(relation.input, walk);
    case "extend":
    case "project":
      checkExpressions(relation.items.map(({ value }) => value), walk);
      return distributiveTables(relation.input, walk);
    case "mv-expand":
      checkExpressions(relation.items.map(({ value }) => value), walk);
      return distributiveTables(relation.input, walk);
    case "parse":
      checkExpressions([relation.value], walk);
      return distributiveTables(relation.input, walk);
    case "as":
      return distributiveTables(relation.input, walk);
    case "join":
      return joinTables(relation, walk);
    case "union":
      return unionTables(relation, walk);
    case "other":
      return otherTables(relation, walk);
    default:
      return refuseKind(relation);
  }
}

function timedTable(table: TableNode, { timeColumn }: SplitWalk): TableNode {
  if (timeColumnOf(table.columns, timeColumn) !== undefined) return table;
  return refuse(`The table ${table.name} has no time of its rows (${timeColumn ?? "Timestamp or TimeGenerated"}), so each part would give all of them. Run the query unsplit.`, table.span);
}

function letValue(relation: Of<"let-table">, { program }: SplitWalk): IrRelation {
  const found = program.lets.find(({ id }) => id === relation.id);
  if (found?.kind === "table-let") return found.value;
  return refuse("The query reads a table by a name whose text cannot be found. Run the query unsplit.", relation.span);
}

/** Expressions must look at their own row only: no window functions, and no sub-query over a table that is split. */
function checkExpressions(expressions: readonly unknown[], { program, timeColumn }: SplitWalk): void {
  const table = tablesBelow(expressions, program).find(({ columns }) => timeColumnOf(columns, timeColumn) !== undefined);
  if (table) refuse(`A sub-query reads ${table.name}, whose rows would be split, too. Run the query unsplit, or say that its parts can be put together (splittable).`, table.span);
  const window = windowCall(expressions);
  if (window) refuseOperator(window.name, "looks at other rows", window.span);
}

type Call = Extract<IrExpression, { kind: "call" }>;

function windowCall(node: unknown): Call | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if ("kind" in node && node.kind === "call" && (node as Call).function === "window") return node as Call;
  for (const part of Object.values(node)) {
    const found = windowCall(part);
    if (found) return found;
  }
  return undefined;
}

function joinTables(join: Of<"join">, walk: SplitWalk): TableNode[] {
  if (!leftwise.has(join.joinKind)) {
    const hint = join.joinKind === "innerunique" ? " (the default of join; kind=inner may be what you need)" : "";
    refuseOperator(`${join.operator} kind=${join.joinKind}`, `looks at all rows of the left side${hint}`, join.span);
  }
  const timed = tablesBelow(join.right, walk.program).find(({ columns }) => timeColumnOf(columns, walk.timeColumn) !== undefined);
  if (timed) refuseOperator(join.operator, `pairs rows of ${timed.name} with rows of another time, across the seams`, join.span);
  return distributiveTables(join.left, walk);
}

function unionTables(union: Of<"union">, walk: SplitWalk): TableNode[] {
  if (union.sourceColumn !== undefined) refuseOperator("union withsource=", "names its tables, which a split query reads in another form", union.span);
  return union.inputs.flatMap((input) => distributiveTables(input, walk));
}

function otherTables(relation: Of<"other">, walk: SplitWalk): TableNode[] {
  if (relation.input === undefined || !["mv-apply", "parse-kv"].includes(relation.operator)) return refuseKind(relation);
  checkExpressions([relation.details], walk);
  return distributiveTables(relation.input, walk);
}

const reasons: Readonly<Record<string, string>> = {
  summarize: "puts rows of several parts together",
  distinct: "puts equal rows of several parts together",
  count: "counts the rows of all parts together",
  top: "chooses among the rows of all parts",
  take: "chooses among the rows of all parts",
  sort: "orders the rows before other operators look at them",
  serialize: "fixes the order of the rows of all parts",
  getschema: "gives columns, not rows",
};

function refuseKind(relation: IrRelation): never {
  const name = relation.kind === "other" ? relation.operator : relation.kind;
  if (["print", "datatable", "range", "externaldata"].includes(name)) return refuseOperator(name, "gives the same rows in each part", relation.span);
  return refuseOperator(name, reasons[name] ?? "may look at rows of several parts", relation.span);
}
