import type { ResultColumn } from "@huntkit/provider";
import { scalarTypeOf } from "../catalog/scalar-symbol.js";
import type { KustoSymbol, KustoTableSymbol } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";

/**
 * The columns of a tabular type, in order.
 * @returns undefined if they cannot be known from the text (for example after `evaluate bag_unpack`), or it is no table.
 */
export function tableColumns(service: LanguageService, type: KustoSymbol | null | undefined): readonly ResultColumn[] | undefined {
  if (type === null || type === undefined || service.symbolKindName(type) !== "Table") return undefined;
  const table = type as KustoTableSymbol;
  if (table.IsOpen) return undefined;
  const columns = service.listItems(table.Columns).map((column) => ({ name: column.Name, type: scalarTypeOf(service, column.Type) }));
  return columns.every(isTyped) ? Object.freeze(columns.map((column) => Object.freeze(column))) : undefined;
}

function isTyped(column: { name: string; type: unknown }): column is ResultColumn {
  return column.type !== undefined;
}
