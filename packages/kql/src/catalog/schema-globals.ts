import type { DataSchema, KqlType, TableSchema } from "@huntkit/provider";
import type { KustoFunctionSymbol, KustoGlobalState, KustoTableSymbol } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import { documentedPlugins } from "./documented-plugins.js";
import { scalarSymbol } from "./scalar-symbol.js";
import { specialFunctions } from "./special-functions.js";

/** A function saved beside the tables, which queries can call by its name. */
export interface KqlFunction {
  readonly name: string;
  /** The parameters with parentheses, as in KQL, for example `(host: string, days: int = 7)`. */
  readonly parameters: string;
  /** The body, with or without braces. */
  readonly body: string;
}

/** A value that a query takes by name without declaring it. */
export interface KqlParameter {
  readonly name: string;
  readonly type: KqlType;
}

/** What a text is bound against. */
export interface BindingScope {
  readonly schema: DataSchema;
  /** Adds `TimeGenerated` to every table that has `Timestamp` and lacks it. Default: false. */
  readonly sentinel?: boolean;
  /** Saved functions. */
  readonly functions?: readonly KqlFunction[];
  /** Whether the functions of advanced hunting (`FileProfile`, …) are there. Default: true. */
  readonly defenderFunctions?: boolean;
}

type PerScope = WeakMap<BindingScope, KustoGlobalState>;
const globalsByService = new WeakMap<LanguageService, PerScope>();
const tablesByService = new WeakMap<LanguageService, WeakMap<TableSchema, KustoTableSymbol>>();

/** The language service's view of a scope. Made once for each scope object. */
export function scopeGlobals(service: LanguageService, scope: BindingScope): KustoGlobalState {
  const known = nested(globalsByService, service).get(scope);
  if (known !== undefined) return known;
  const globals = makeGlobals(service, scope);
  nested(globalsByService, service).set(scope, globals);
  return globals;
}

function makeGlobals(service: LanguageService, scope: BindingScope): KustoGlobalState {
  const { DatabaseSymbol, ClusterSymbol } = service.language.Symbols;
  const tables = scope.schema.tables.map((table) => tableSymbol(service, table, scope.sentinel === true));
  const special = scope.defenderFunctions === false ? [] : specialFunctions(service);
  const saved = (scope.functions ?? []).map((definition) => savedFunction(service, definition));
  const savedNames = new Set(scope.functions?.map(({ name }) => name));
  const members = [...tables, ...special.filter(({ Name }) => !savedNames.has(Name)), ...saved];
  const database = new DatabaseSymbol.ctor("hunt", members);
  const globals = service.language.GlobalState.Default;
  return globals
    .WithCluster(new ClusterSymbol.ctor("hunt", [database], false))
    .WithDatabase(database)
    .WithPlugIns(documentedPlugins(service))
    .WithParseOptions(globals.ParseOptions.WithAlwaysProduceEndTokens(true));
}

function tableSymbol(service: LanguageService, table: TableSchema, sentinel: boolean): KustoTableSymbol {
  const names = sentinel ? new Set(table.columns.map(({ name }) => name)) : undefined;
  if (names !== undefined && names.has("Timestamp") && !names.has("TimeGenerated"))
    return makeTable(service, { name: table.name, columns: [...table.columns, { name: "TimeGenerated", type: "datetime" }] });
  const known = nested(tablesByService, service).get(table);
  if (known !== undefined) return known;
  const symbol = makeTable(service, table);
  nested(tablesByService, service).set(table, symbol);
  return symbol;
}

function makeTable(service: LanguageService, table: TableSchema): KustoTableSymbol {
  const { ColumnSymbol, TableSymbol } = service.language.Symbols;
  return new TableSymbol.$ctor4(
    table.name,
    table.columns.map((column) => new ColumnSymbol(column.name, scalarSymbol(service, column.type))),
  );
}

function savedFunction(service: LanguageService, definition: KqlFunction): KustoFunctionSymbol {
  const body = definition.body.trim();
  const block = body.startsWith("{") ? body : `{ ${body}\n}`;
  return new service.language.Symbols.FunctionSymbol.$ctor16(definition.name, definition.parameters, block, null);
}

function nested<Key extends object, InnerKey extends object, Value>(
  maps: WeakMap<Key, WeakMap<InnerKey, Value>>,
  key: Key,
): WeakMap<InnerKey, Value> {
  let inner = maps.get(key);
  if (inner === undefined) maps.set(key, (inner = new WeakMap()));
  return inner;
}
