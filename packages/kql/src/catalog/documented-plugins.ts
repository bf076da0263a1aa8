import type { KustoFunctionSymbol, KustoList } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";

interface KnownSignature {
  /** Makes the type of the result. */
  readonly CustomReturnType: unknown;
  readonly Parameters: KustoList<unknown>;
}

/**
 * The service's plug-ins, with the parameters that their pages have and the service lacks: `columnsConflict` and `ignoredProperties` of
 * `bag_unpack` (page "bag_unpack plugin"). They may be given by name.
 */
export function documentedPlugins(service: LanguageService): unknown[] {
  const { FunctionSymbol, Parameter, ArgumentKind, ScalarTypes, Tabularity } = service.language.Symbols;
  const optional = (name: string, type: unknown): unknown => new Parameter.$ctor3(name, type, ArgumentKind["Literal"], null, null, false, null, 0, 1, null, null);
  return service.listItems(service.language.GlobalState.Default.PlugIns).map((plugin) => {
    if (plugin.Name !== "bag_unpack") return plugin;
    const [signature] = service.listItems(plugin.Signatures as KustoFunctionSymbol["Signatures"] & KustoList<KnownSignature>);
    if (signature === undefined) return plugin;
    const parameters = [...service.listItems(signature.Parameters), optional("columnsConflict", ScalarTypes.String), optional("ignoredProperties", ScalarTypes.Dynamic)];
    return new FunctionSymbol.ctor(plugin.Name, signature.CustomReturnType, Tabularity["Tabular"], parameters);
  });
}
