import { InternalError } from "@huntkit/provider";
import type { LanguageService } from "../service/load-language-service.js";
import type { BoundQuery } from "./bind-query.js";
import { queryErrorOf } from "./query-error-of.js";

/**
 * A query text as the language service lays it out: one operator a line. Only white space changes.
 * @throws {QueryError} if the text does not parse; the layout of wrong text would be a guess. Unknown names do not matter.
 */
export function formatQuery(text: string, bound: BoundQuery): string {
  const { code, service } = bound;
  if (code === undefined || service.listItems(code.GetSyntaxDiagnostics()).some(({ Severity }) => Severity === "Error"))
    throw queryErrorOf(text, bound.diagnostics);
  const { KustoCodeService, FormattingOptions } = service.language.Editor;
  const formatted = new KustoCodeService.ctor(code).GetFormattedText(FormattingOptions.Default).Text;
  if (tokenTexts(service, formatted) !== tokenTexts(service, text))
    throw new InternalError({
      code: "format-changed-query",
      message: "The formatter would have changed what the query says, so it was not used. Please report the query.",
    });
  return formatted;
}

function tokenTexts(service: LanguageService, text: string): string {
  const options = service.language.GlobalState.Default.ParseOptions;
  return service.language.Parsing.TokenParser.ParseTokens(text, options).map((token) => token.Text).join("\n");
}
