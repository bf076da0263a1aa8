import { isKqlType, type KqlType, type ResultColumn } from "@huntkit/provider";
import { className, serviceItems } from "./syntax-read.js";
import type { ColumnSymbol, TypeSymbol } from "./syntax-types.js";

/**
 * The KQL type of a type symbol. The service tells arrays, bags and others among `dynamic` apart: here they are all
 * `dynamic`, and so is a type that it cannot know.
 */
export function kqlType(symbol: TypeSymbol | null | undefined): KqlType {
  if (!symbol) return "dynamic";
  if (className(symbol) === "TupleSymbol") return kqlType(tupleColumns(symbol)[0]?.Type);
  return isKqlType(symbol.Name) ? symbol.Name : "dynamic";
}

/** The columns of a table or of the tuple that a function gives; empty for other types. */
export function tupleColumns(symbol: TypeSymbol | null | undefined): readonly ColumnSymbol[] {
  return serviceItems(symbol?.Columns);
}

/** The columns of a table symbol as columns of a result. */
export function resultColumns(symbol: TypeSymbol | null | undefined): readonly ResultColumn[] {
  return tupleColumns(symbol).map((column) => ({ name: column.Name, type: kqlType(column.Type) }));
}

/** Whether a type is a table, several tables, or a graph. */
export function isTable(symbol: TypeSymbol | null | undefined): boolean {
  return symbol ? symbol.IsTabular || className(symbol) === "GraphSymbol" : false;
}
