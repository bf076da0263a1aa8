import { createRequire } from "node:module";

/** A token as Microsoft's language service sees it. */
export interface OfficialToken {
  readonly Kind: number;
  readonly Text: string;
  readonly Trivia: string;
}

interface Language {
  readonly Parsing: { readonly TokenParser: { ParseTokens(text: string): OfficialToken[] } };
  readonly KustoFacts: { GetStringLiteralValue(literal: string): string };
  readonly KustoCode: { Parse(text: string): { GetDiagnostics(): { readonly Count: number; getItem(index: number): { readonly Message: string } } } };
}

let language: Language | undefined;

function kusto(): Language {
  if (!language) {
    const require = createRequire(new URL("../../kql/package.json", import.meta.url));
    require("@kusto/language-service-next/bridge.min.js");
    require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
    language = (globalThis as unknown as { Kusto: { Language: Language } }).Kusto.Language;
  }
  return language;
}

/** The tokens of a text. */
export function officialTokens(text: string): OfficialToken[] {
  return kusto().Parsing.TokenParser.ParseTokens(text);
}

/** The kinds of the tokens of a text. */
export function officialKinds(text: string): number[] {
  return officialTokens(text).map((token) => token.Kind);
}

/** What a string literal stands for. */
export function officialString(literal: string): string {
  return kusto().KustoFacts.GetStringLiteralValue(literal);
}

/** The messages of the parser about a text. */
export function officialProblems(text: string): string[] {
  const list = kusto().KustoCode.Parse(text).GetDiagnostics();
  return Array.from({ length: list.Count }, (_, index) => list.getItem(index).Message);
}
