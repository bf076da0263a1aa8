import type { KustoCode } from "../service/kusto-library.js";
import { forgetLanguageService, languageService, type LanguageService } from "../service/load-language-service.js";
import { deepOffset } from "./deep-offset.js";

/** A mistake in the syntax of a text. */
export interface SyntaxProblem {
  readonly message: string;
  /** Offset in the text, from 0. */
  readonly offset: number;
  readonly length: number;
}

const tooDeep = "It is nested too deeply to be checked";

/** The first mistake in the syntax of a query text; undefined if it parses. Names are not looked up, so no schema is needed. */
export function syntaxProblem(text: string): SyntaxProblem | undefined {
  const service = languageService();
  const tokens = service.language.Parsing.TokenParser.ParseTokens(text, service.language.GlobalState.Default.ParseOptions.WithAlwaysProduceEndTokens(true));
  const deep = deepOffset(tokens);
  if (deep !== undefined) return { message: tooDeep, offset: deep, length: 1 };
  try {
    const [first] = service.listItems(parsed(service, text, tokens).GetSyntaxDiagnostics()).filter(({ Severity }) => Severity === "Error");
    return first && { message: first.Message, offset: Math.max(0, first.Start), length: Math.max(1, first.Length) };
  } catch (error) {
    forgetLanguageService(); // a failure may have left its static state half made
    if (!(error instanceof RangeError)) throw error;
    return { message: tooDeep, offset: 0, length: 1 };
  }
}

/** What `KustoCode.Parse` gives, without making the grammar that only completion needs. */
function parsed({ language }: LanguageService, text: string, tokens: unknown): KustoCode {
  const { Parsing, KustoCode, Syntax, GlobalState } = language;
  const syntax = Parsing.QueryParser.ParseQuery(tokens, 0, GlobalState.Default.ParseOptions);
  const tree = new Syntax.SyntaxTree(syntax);
  return new KustoCode(text, "Query", GlobalState.Default, null, tree, KustoCode.AnalysisState["NotSafe"], null, tokens, KustoCode.GetTokenStarts(tokens), null);
}
