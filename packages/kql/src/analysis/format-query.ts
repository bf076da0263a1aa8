import { InternalError } from "@huntkit/provider";
import type { KustoLexicalToken } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import type { BoundQuery } from "./bind-query.js";
import { queryErrorOf } from "./query-error-of.js";

/**
 * A query text as the language service lays it out: one operator a line. Only white space changes; lines end with LF.
 * @throws {QueryError} if the text does not parse; the layout of wrong text would be a guess. Unknown names do not matter.
 */
export function formatQuery(text: string, bound: BoundQuery): string {
  const { code, service } = bound;
  if (code === undefined || service.listItems(code.GetSyntaxDiagnostics()).some(({ Severity }) => Severity === "Error"))
    throw queryErrorOf(text, bound.diagnostics);
  const { KustoCodeService, FormattingOptions, PlacementStyle } = service.language.Editor;
  const layout = FormattingOptions.Default.WithInsertMissingTokens(false).WithPipeOperatorStyle(PlacementStyle["NewLine"]);
  const formatted = lexed(service, new KustoCodeService.ctor(code).GetFormattedText(layout).Text);
  if (formatted.map(({ Text }) => Text).join("\n") !== lexed(service, text).map(({ Text }) => Text).join("\n"))
    throw new InternalError({
      code: "format-changed-query",
      message: "The formatter would have changed what the query says, so it was not used. Please report the query.",
    });
  // The service ends lines as Windows does; line ends inside a string stay as they are.
  return formatted.map(({ Trivia, Text }) => Trivia.replaceAll("\r\n", "\n") + Text).join("");
}

function lexed(service: LanguageService, text: string): readonly KustoLexicalToken[] {
  const options = service.language.GlobalState.Default.ParseOptions.WithAlwaysProduceEndTokens(true);
  return service.language.Parsing.TokenParser.ParseTokens(text, options);
}
