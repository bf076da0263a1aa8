import { Script } from "node:vm";
import { InternalError } from "@huntkit/provider";
import { codeCacheFile, readCodeCache, writeCodeCache } from "./code-cache.js";
import type { KustoElement, KustoLanguage, KustoLibrary, KustoList } from "./kusto-library.js";
import { libraryFiles, librarySource } from "./library-source.js";

/** The loaded language service. Everything that was made by one (symbols, globals, trees) belongs to that one. */
export interface LanguageService {
  /** The library's name space `Kusto.Language`. */
  readonly language: KustoLanguage;
  /** The library as a whole. */
  readonly library: KustoLibrary;
  /** The version of `@kusto/language-service-next`. */
  readonly version: string;
  /** The name of a node's or token's kind, for example `FilterOperator`. */
  kindName(element: KustoElement): string;
  /** The name of a symbol's kind, for example `Column`. */
  symbolKindName(symbol: { readonly Kind: number }): string;
  /** The items of a list of the library. */
  listItems<Item>(list: KustoList<Item> | readonly Item[] | null | undefined): Item[];
  /** Keeps the compiled form for the next process, once; called when everything usual has run. */
  keepCompiledForm(): void;
}

let loaded: LanguageService | undefined;

/** The language service, loaded on the first call (a few hundred milliseconds; less with a kept compiled form). */
export function languageService(): LanguageService {
  loaded ??= loadLanguageService();
  return loaded;
}

/**
 * Forgets the loaded language service; the next call loads it anew. Needed after a stack overflow inside it, which may leave
 * its static state half made.
 */
export function forgetLanguageService(): void {
  loaded = undefined;
}

function loadLanguageService(): LanguageService {
  const files = libraryFiles();
  const cacheFile = codeCacheFile(files.version);
  const cachedData = cacheFile === undefined ? undefined : readCodeCache(cacheFile);
  const script = new Script(librarySource(files), {
    filename: "kusto-language-service.js",
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const library = (script.runInThisContext() as () => KustoLibrary)();
  const isCached = cachedData !== undefined && script.cachedDataRejected !== true;
  return serviceOver(library, files.version, cacheFile === undefined || isCached ? undefined : { file: cacheFile, script });
}

function serviceOver(library: KustoLibrary, version: string, toKeep: { file: string; script: Script } | undefined): LanguageService {
  const language = library.Kusto.Language;
  const kindNames = namesOf(language.Syntax.SyntaxKind);
  const symbolKindNames = namesOf(language.Symbols.SymbolKind);
  let unkept = toKeep;
  return Object.freeze({
    language,
    library,
    version,
    kindName: (element: KustoElement) => nameOf(kindNames, element.Kind),
    symbolKindName: (symbol: { readonly Kind: number }) => nameOf(symbolKindNames, symbol.Kind),
    listItems: <Item>(list: KustoList<Item> | readonly Item[] | null | undefined) => itemsOf<Item>(library, list),
    keepCompiledForm: () => {
      const { file, script } = unkept ?? {};
      unkept = undefined;
      if (file !== undefined && script !== undefined) writeCodeCache(file, script.createCachedData());
    },
  });
}

function namesOf(enumeration: Readonly<Record<string, unknown>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(enumeration).flatMap(([name, value]) => (typeof value === "number" ? [[value, name] as const] : [])));
}

function nameOf(names: ReadonlyMap<number, string>, kind: number): string {
  const name = names.get(kind);
  if (name === undefined)
    throw new InternalError({ code: "kusto-kind-unknown", message: `The KQL language service used a kind (${kind}) that it does not name.` });
  return name;
}

function itemsOf<Item>(library: KustoLibrary, list: KustoList<Item> | readonly Item[] | null | undefined): Item[] {
  if (list === null || list === undefined) return [];
  return library.Bridge.toArray(list) as Item[];
}
