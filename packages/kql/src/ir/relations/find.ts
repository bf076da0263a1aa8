import type { KqlType, ResultColumn } from "@huntkit/provider";
import { unifyColumns, type UnionColumn } from "../columns.js";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrExpression, IrNamedExpression, IrRelation, IrSpan } from "../ir-types.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import { kqlType, resultColumns } from "../syntax/kql-type-of.js";
import type { NameNode, SyntaxNode } from "../syntax/syntax-types.js";
import type { FindNode } from "./other-nodes.js";
import { parameterColumn } from "./parameters.js";
import { searchInputs } from "./search.js";
import type { UnionInput } from "./union.js";

/**
 * `find`: the rows of several tables that meet a condition. Each row has the name of its table, the columns that the service
 * gives (those of the condition and the common ones, or those of `project`), and the rest in the bag `pack_`.
 * Source: Microsoft Learn, "find operator" (`find-operator`).
 */
export function buildFind(node: FindNode, builder: IrBuilder, input: IrRelation | undefined): IrRelation {
  if (node.ProjectAway) return unsupported(builder, node.ProjectAway, "find … project-away", "Use project.");
  const inputs = searchInputs(node as FindNode, builder, input);
  const unified = unifyColumns(inputs.map(({ relation }) => relation.columns));
  const row = unified.map(({ name, type }) => ({ name, type }));
  const named = namedColumns(node.Condition);
  const columns = outputColumns(node, row, inputs, named, builder);
  const sourceColumn = parameterColumn(node.Parameters, builder, "withsource", "with_source") ?? "source_";
  const span = builder.span(node);
  const parts = inputs.flatMap((each, index): IrRelation[] => {
    const mapping = [unified.map((column) => column.from[index])];
    const knows = named.size === 0 || each.relation.columns.some(({ name }) => named.has(name));
    if (!knows) return [];
    const rows: IrRelation = { kind: "union", inputs: [each.relation], mapping, sourceNames: [""], columns: row, span };
    const saved = builder.row;
    builder.row = named.size === 0 ? each.relation.columns.map((column) => ({ ...column, name: unified.find(({ from }) => from[index] === column.name)?.name ?? column.name })) : row;
    const predicate = builder.expression(node.Condition);
    builder.row = saved;
    const found: IrRelation = { kind: "where", input: withOwnColumns(rows, named, unified.filter(({ from }) => from[index] !== undefined), index), predicate, columns: row, span };
    return [{ kind: "project", operator: "project", input: found, items: itemsOf(each, index, { columns, unified, sourceColumn, span }), columns, span }];
  });
  if (parts.length === 0) return unsupported(builder, node, "find over tables of which none has a column of the condition");
  builder.columnsDiffer = true;
  const mapping = parts.map(() => columns.map(({ name }) => name));
  return { kind: "union", inputs: parts, mapping, sourceNames: parts.map(() => ""), columns, span };
}

/** The columns that a condition names, with the types by which the service takes them there. */
function namedColumns(condition: SyntaxNode): Map<string, KqlType> {
  const names = new Map<string, KqlType>();
  const visit = (node: SyntaxNode): void => {
    if (isClass(node, "NameReference") && isClass(node.ReferencedSymbol, "ColumnSymbol")) names.set((node as NameNode).SimpleName, kqlType(node.ResultType));
    for (let index = 0; index < node.ChildCount; index++) {
      const child = node.GetChild(index);
      if (child && "GetChild" in child) visit(child as SyntaxNode);
    }
  };
  visit(condition);
  return names;
}

/** A column that has another type in another table is called after its type; the condition reads the table's own by its plain name. */
function withOwnColumns(rows: IrRelation, named: ReadonlyMap<string, KqlType>, own: readonly UnionColumn[], index: number): IrRelation {
  const { span } = rows;
  const items = [...named].filter(([name]) => !rows.columns.some((column) => column.name === name)).map(([name, type]): IrNamedExpression => {
    const found = own.find(({ from }) => from[index] === name);
    if (!found) return { name, value: { kind: "literal", type, value: type === "string" ? "" : null, span } };
    const value: IrExpression = { kind: "column", name: found.name, type: found.type, span };
    return { name, value: found.type === type ? value : { kind: "convert", value, implicit: true, type, span } };
  });
  if (items.length === 0) return rows;
  return { kind: "extend", input: rows, items, columns: [...rows.columns, ...items.map(({ name, value }) => ({ name, type: value.type }))], span };
}

const packName = "pack_";

function outputColumns(node: FindNode, row: readonly ResultColumn[], inputs: readonly UnionInput[], named: ReadonlyMap<string, KqlType>, builder: IrBuilder): ResultColumn[] {
  const source: ResultColumn = { name: parameterColumn(node.Parameters, builder, "withsource", "with_source") ?? "source_", type: "string" };
  const known = resultColumns(node.ResultType);
  if (node.Project && listItems(node.Project.Columns).length > 0 && known.length > 0) return [source, ...known.filter(({ name }) => name !== source.name)];
  const filtered = inputs.filter(({ relation }) => named.size === 0 || relation.columns.some(({ name }) => named.has(name)));
  const isCommon = ({ name, type }: ResultColumn): boolean => filtered.every(({ relation }) => relation.columns.some((column) => column.name === name && column.type === type));
  const shown = row.filter((column) => isCommon(column) || named.has(column.name) || named.has(column.name.slice(0, -column.type.length - 1)));
  if (node.Project && listItems(node.Project.Columns).length > 0) return unsupported(builder, node.Project, "this project of find");
  return [source, ...shown, { name: packName, type: "dynamic" }];
}

interface FindOutput {
  readonly columns: readonly ResultColumn[];
  readonly unified: readonly UnionColumn[];
  readonly sourceColumn: string;
  readonly span: IrSpan;
}

function itemsOf(input: UnionInput, index: number, { columns, unified, sourceColumn, span }: FindOutput): IrNamedExpression[] {
  const own = unified.filter(({ from }) => from[index] !== undefined);
  const column = ({ name, type }: ResultColumn): IrExpression => ({ kind: "column", name, type, span });
  const shown = new Set(columns.map(({ name }) => name));
  const text = (value: string): IrExpression => ({ kind: "literal", type: "string", value, span });
  const rest = own.filter(({ name, from }) => !shown.has(name) && !shown.has(from[index] ?? ""));
  const bag: IrExpression = { kind: "call", name: "bag_pack", function: "scalar", arguments: rest.flatMap((each) => [text(each.from[index] ?? each.name), column(each)]), type: "dynamic", span };
  return columns.map(({ name, type }): IrNamedExpression => {
    if (name === sourceColumn) return { name, value: text(input.name ?? `find_arg${index}`) };
    if (name === packName && type === "dynamic") return { name, value: bag };
    const isOfAnother = unified.some((each) => each.name === name);
    const found = own.find((each) => each.name === name) ?? (isOfAnother ? undefined : own.find((each) => each.from[index] === name || `${each.from[index]}_${type}` === name));
    if (!found) return { name, value: { kind: "literal", type, value: type === "string" ? "" : null, span } };
    return { name, value: found.type === type ? column(found) : { kind: "convert", value: column(found), implicit: true, type, span } };
  });
}
