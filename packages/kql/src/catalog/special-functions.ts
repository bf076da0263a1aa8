import { defenderSchemaData, type DefenderFunction, type DefenderFunctionParameter } from "@huntkit/schemas";
import type { KustoColumnSymbol, KustoFunctionSymbol, KustoList, KustoSymbol, KustoTableSymbol } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import { scalarSymbol } from "./scalar-symbol.js";

/** What the library tells a function about its call. */
interface CallContext {
  readonly ArgumentTypes: KustoList<KustoSymbol>;
}

/** The tabular functions that only advanced hunting has (`FileProfile`, `DeviceFromIP`, …), for binding. */
export function specialFunctions(service: LanguageService): KustoFunctionSymbol[] {
  return defenderSchemaData().functions.map((definition) => specialFunction(service, definition));
}

function specialFunction(service: LanguageService, definition: DefenderFunction): KustoFunctionSymbol {
  const { FunctionSymbol, Signature, Tabularity, Parameter, ParameterTypeKind } = service.language.Symbols;
  const takesRows = definition.form !== "source";
  const rows = takesRows ? [new Parameter.ctor("T", ParameterTypeKind["Tabular"])] : [];
  const others = definition.parameters.map((parameter) => functionParameter(service, parameter, takesRows));
  const resultType = (call: CallContext): KustoTableSymbol => resultTable(service, definition, call);
  const tabular = Tabularity["Tabular"];
  if (definition.form !== "replaces-rows") return new FunctionSymbol.ctor(definition.name, resultType, tabular, [...rows, ...others]);
  // what replaces the rows may also stand first, with a value in place of the rows' column: DeviceFromIP("10.0.0.1")
  const source = definition.parameters.map((parameter) => functionParameter(service, parameter, false));
  return new FunctionSymbol.$ctor4(definition.name, [new Signature.ctor(resultType, tabular, [...rows, ...others]), new Signature.ctor(resultType, tabular, source)]);
}

/** Behind rows every parameter can be left out: the function then takes the input column of its default name. */
function functionParameter(service: LanguageService, parameter: DefenderFunctionParameter, takesRows: boolean): unknown {
  const { Parameter, ArgumentKind } = service.language.Symbols;
  const type = scalarSymbol(service, parameter.type);
  if (parameter.required && !takesRows) return new Parameter.$ctor2(parameter.name, type);
  return new Parameter.$ctor3(parameter.name, type, ArgumentKind["Expression"], null, null, false, null, 0, 1, null, null);
}

function resultTable(service: LanguageService, definition: DefenderFunction, call: CallContext): KustoTableSymbol {
  const { TableSymbol } = service.language.Symbols;
  const input = service.listItems(call.ArgumentTypes)[0];
  const inputColumns = input === undefined || !("Columns" in input) ? [] : service.listItems((input as KustoTableSymbol).Columns);
  if (definition.form === "filters-rows") return new TableSymbol.ctor(inputColumns);
  const own = ownColumns(service, definition, definition.form === "adds-columns" ? inputColumns : []);
  return new TableSymbol.ctor(definition.form === "adds-columns" ? [...inputColumns, ...own] : own);
}

/** A column whose name the input has already gets the suffix 1, as in the service. */
function ownColumns(service: LanguageService, definition: DefenderFunction, input: readonly KustoColumnSymbol[]): KustoColumnSymbol[] {
  const taken = new Set(input.map((column) => column.Name));
  return definition.columns.map((column) => {
    let name = column.name;
    for (let suffix = 1; taken.has(name); suffix++) name = `${column.name}${suffix}`;
    taken.add(name);
    return new service.language.Symbols.ColumnSymbol(name, scalarSymbol(service, column.type));
  });
}

/**
 * The names that may stand bare as an argument of a special function and then mean a column of the input, although the
 * language has no such argument: `T | invoke FileProfile(SHA1, 500)`.
 */
export function bareColumnArguments(functionName: string): ReadonlySet<string> {
  const definition = defenderSchemaData().functions.find(({ name }) => name === functionName);
  const names = definition?.parameters.flatMap((parameter) => parameter.allowed ?? []) ?? [];
  return new Set(names);
}
