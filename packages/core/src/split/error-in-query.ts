import { attemptsOf, caretLines, HuntError, QueryError, type QueryProblem, type SplitPlan, type SplitRange, type TextPlace, textPlace, withAttempts } from "@huntkit/provider";

/** A text that was asked in place of a query. */
export interface AskedText {
  /** The query itself. */
  readonly query: string;
  /** What was asked: the query restricted to a range. */
  readonly asked: string;
  readonly plan: SplitPlan;
  readonly range: SplitRange;
}

/** An error about a restricted text, told at its places in the query itself; any other error as it is. */
export function errorInQuery<Failure>(error: Failure, { query, asked, plan, range }: AskedText): Failure | QueryError {
  if (!HuntError.isInstance(error) || error.kind !== "query") return error;
  const { problems, query: refused, code, retryable, message } = error as unknown as QueryError;
  if (refused !== asked || asked === query) return error;
  const moved = problems.map((problem) => movedProblem(problem));
  if (moved.includes(undefined)) return error;
  const placed = moved.flatMap((one) => (one ? [one] : []));
  const told = placed.reduce((text, { place, from }) => (place && from ? retold(text, { from, place }) : text), message);
  return withAttempts(new QueryError({ code, retryable, cause: error, message: told, query, problems: placed.map(({ from: _from, ...problem }) => problem) }), attemptsOf(error));

  function movedProblem(problem: QueryProblem): (QueryProblem & { readonly from?: TextPlace }) | undefined {
    const from = problem.place;
    if (!from) return problem;
    const offset = plan.offsetInQuery?.(range, from.offset);
    return offset === undefined ? undefined : { ...problem, from, place: textPlace(query, offset, from.length) };
  }

  function retold(text: string, { from, place }: { readonly from: TextPlace; readonly place: TextPlace }): string {
    return text.replace(`line ${from.line}, column ${from.column}`, () => `line ${place.line}, column ${place.column}`).replace(caretLines(asked, from), () => caretLines(query, place));
  }
}
