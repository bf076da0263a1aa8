import { caretLines, QueryError } from "@huntkit/provider";
import type { KqlDiagnostic } from "./kql-diagnostic.js";

const SHOWN_PROBLEMS = 5;

/** The error for a text with findings of severity `error`: the message shows the first of them with their places. */
export function queryErrorOf(text: string, diagnostics: readonly KqlDiagnostic[]): QueryError {
  const problems = diagnostics.filter(({ severity }) => severity === "error");
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => describe(text, problem));
  const rest = problems.length > SHOWN_PROBLEMS ? [`… and ${problems.length - SHOWN_PROBLEMS} more.`] : [];
  return new QueryError({
    code: "query-invalid",
    message: ["The query is not valid KQL for this schema.", ...shown, ...rest].join("\n"),
    problems,
    query: text,
  });
}

function describe(text: string, problem: KqlDiagnostic): string {
  const { line, column } = problem.place;
  return `line ${line}, column ${column}: ${problem.message} (${problem.code})\n${caretLines(text, problem.place)}`;
}
