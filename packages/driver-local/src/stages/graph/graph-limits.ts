import { QueryError, textPlace } from "@huntkit/provider";
import type { IrSpan } from "@huntkit/kql/ir";
import type { StageWork } from "../stage-work.js";

/** The most rows that one search of a graph may give. */
export const MOST_MATCHES = 1_000_000;
/** The most edges that one search of a graph may walk along. */
const MOST_STEPS = 100_000_000;
/** After so many steps others have their turn, and a cancelled query ends. */
const STEPS_AT_ONCE = 100_000;
/** The most hops of one path. */
export const MOST_HOPS = 2_000;

/** Counts the steps of a search. A search calls `step` for each, and gives way when that is true. */
export class GraphBudget {
  #steps = 0;
  readonly #work: StageWork;
  readonly #span: IrSpan;

  constructor(work: StageWork, span: IrSpan) {
    this.#work = work;
    this.#span = span;
  }

  /** Counts a step; gives whether it is time to give way. @throws {QueryError} if there were too many. */
  step(): boolean {
    if (++this.#steps > MOST_STEPS) this.exceeded(`walks along more than ${MOST_STEPS.toLocaleString("en")} edges`);
    return this.#steps % STEPS_AT_ONCE === 0;
  }

  /** Lets others run. @throws {CancelledError} if the query was cancelled. */
  giveWay(): Promise<void> {
    return this.#work.giveWay();
  }

  /** Refuses a search that is too large. @throws {QueryError} always. */
  exceeded(what: string): never {
    const query = this.#work.program.text;
    const place = textPlace(query, this.#span.start, this.#span.length);
    throw new QueryError({
      code: "graph-limit",
      query,
      problems: [{ code: "HK310", message: `The search of the graph ${what}.`, place }],
      message: `The search of the graph (line ${place.line}, column ${place.column}) ${what}. Add conditions on single nodes and edges, or allow fewer steps in edges of variable length.`,
    });
  }
}
