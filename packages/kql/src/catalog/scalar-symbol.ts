import type { KqlType } from "@huntkit/provider";
import type { KustoSymbol } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";

const symbolNames = {
  bool: "Bool", int: "Int", long: "Long", real: "Real", decimal: "Decimal",
  datetime: "DateTime", timespan: "TimeSpan", string: "String", guid: "Guid", dynamic: "Dynamic",
} as const satisfies Record<KqlType, string>;

/** The language service's symbol of a scalar type. */
export function scalarSymbol(service: LanguageService, type: KqlType): KustoSymbol {
  return service.language.Symbols.ScalarTypes[symbolNames[type]];
}

const typesByName = new Map<string, KqlType>([
  ...(Object.keys(symbolNames) as KqlType[]).map((type) => [type, type] as const),
  ["date", "datetime"],
  ["time", "timespan"],
  ["double", "real"],
  ["boolean", "bool"],
  ["uniqueid", "guid"],
]);

/** The scalar type that a symbol of the language service stands for; undefined for tables, unknown types and errors. */
export function scalarTypeOf(service: LanguageService, symbol: KustoSymbol | null | undefined): KqlType | undefined {
  if (symbol === null || symbol === undefined) return undefined;
  const kind = service.symbolKindName(symbol);
  if (kind === "Array" || kind === "Bag") return "dynamic";
  return kind === "Primitive" ? typesByName.get(symbol.Name) ?? (symbol.Name.startsWith("dynamic") ? "dynamic" : undefined) : undefined;
}
