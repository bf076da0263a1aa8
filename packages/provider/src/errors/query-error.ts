import { HuntError, type HuntErrorOptions } from "./hunt-error.js";
import type { TemplatePlace } from "./template-place.js";
import type { TextPlace } from "./text-place.js";

/** One finding about a query text. */
export interface QueryProblem {
  /** The language service's code (for example `KS204`), or one of ours (`HK…`). */
  readonly code: string;
  /** What is wrong. */
  readonly message: string;
  /** Where it is; absent if the service that refused the query did not say. */
  readonly place?: TextPlace;
  /** Where it is in the template that the text was made from; absent for a text that was not made from one. */
  readonly template?: TemplatePlace;
}

/** What a {@link QueryError} carries beyond the base. */
export interface QueryErrorOptions extends HuntErrorOptions {
  /** Every finding, in order of the text. */
  readonly problems?: readonly QueryProblem[];
  /** The text that was refused. */
  readonly query?: string;
}

/** The query text is wrong: syntax, or a name that does not exist. Mend the text; `problems` says where. */
export class QueryError extends HuntError {
  override readonly kind = "query";
  /** Every finding, in order of the text; empty if the service did not say. */
  readonly problems: readonly QueryProblem[];
  /** The text that was refused. */
  readonly query: string | undefined;

  constructor(options: QueryErrorOptions) {
    super(options);
    this.problems = Object.freeze([...(options.problems ?? [])]);
    this.query = options.query;
  }
}
