import { caretLines, ParameterError, textPlace } from "@huntkit/provider";
import { syntaxProblem } from "../analysis/syntax-problem.js";

/** What stands before the clauses while they are parsed. */
const source = "T\n";

/** Checks by Microsoft's parser that clauses parse; see {@link QueryDialect.checkClauses}. */
export function checkKqlClauses(clauses: string): void {
  const problem = syntaxProblem(source + clauses);
  if (problem === undefined) return;
  const place = textPlace(clauses, Math.max(0, problem.offset - source.length), problem.length);
  throw new ParameterError({
    code: "clauses-invalid",
    message: `The clauses do not parse: ${problem.message.replace(/\.$/, "")} (line ${place.line}, column ${place.column}).\n${caretLines(clauses, place)}`,
  });
}
