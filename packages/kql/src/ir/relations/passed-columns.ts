import type { ResultColumn } from "@huntkit/provider";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import { isClass } from "../syntax/syntax-read.js";
import { resultColumns } from "../syntax/kql-type-of.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import type { PipeNode } from "./operator-nodes.js";

/**
 * The columns of an operator that the service knows best, where those before it may be others than it thinks (`scan` without a match
 * id, `union kind=inner`): the rows' own columns stand in place of what it thinks they are.
 * @throws {UnsupportedError} if they cannot be put in place.
 */
export function passedColumns(node: SyntaxNode, own: readonly ResultColumn[], builder: IrBuilder): readonly ResultColumn[] {
  const columns = resultColumns(node.ResultType);
  const pipe = node.Parent;
  if (!builder.columnsDiffer || !isClass(pipe, "PipeExpression")) return columns;
  const believed = resultColumns((pipe as PipeNode).Expression.ResultType);
  const names = new Set(own.map(({ name }) => name));
  if (believed.length === own.length && believed.every(({ name }) => names.has(name))) return columns;
  const isWhole = believed.every(({ name }, index) => columns[index]?.name === name);
  if (isWhole) return [...own, ...columns.slice(believed.length)];
  const gone = new Set(believed.map(({ name }) => name).filter((name) => !names.has(name)));
  const isNew = own.some(({ name }) => !believed.some((column) => column.name === name));
  const passes = columns.some(({ name }) => believed.some((column) => column.name === name));
  return isNew && passes ? unsupported(builder, node, "this operator behind one whose columns the language service mistakes", "Name the columns with project before it.") : columns.filter(({ name }) => !gone.has(name));
}
