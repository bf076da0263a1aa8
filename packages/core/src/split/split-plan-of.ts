import { caretLines, type Driver, HuntError, QueryError, type SplitPlan, type SplitRefusal, type SplitRequest, type TableSchema, type TextPlace, UnsupportedError } from "@huntkit/provider";
import type { SplitOptions } from "./split-options.js";

/** Whose language and tables are meant. */
export interface SplitSubject {
  readonly driver: Driver;
  readonly environment: string;
  /** The tables of the connection, if it lists them. */
  readonly tables?: readonly TableSchema[] | undefined;
}

/**
 * How the driver's language can run a text in parts.
 * @throws {UnsupportedError} `not-splittable` with the reason and the place; `QueryError` if the text is wrong.
 */
export async function splitPlan(subject: SplitSubject, text: string, { splittable, timeColumn }: SplitOptions): Promise<SplitPlan> {
  const plan = await planOf(subject, text, { ...(splittable === undefined ? {} : { vouched: splittable !== false }), ...(timeColumn === undefined ? {} : { timeColumn }) });
  if (plan?.splittable === true) return plan;
  const reason = plan?.reason ?? `The query language of ${subject.environment} does not tell how a query can be split. Run it unsplit.`;
  const { shown, at } = placeOfRefusal(text, plan);
  throw new UnsupportedError({ code: "not-splittable", construct: "splitBy", message: `The query cannot be split by time. ${reason}${shown}`, ...at });
}

/**
 * What the driver's language says of restricting a text to a range; undefined if it says nothing.
 * @throws {QueryError} if the text is wrong, or names what only the source knows.
 */
export async function planOf({ driver, environment, tables }: SplitSubject, text: string, request: Pick<SplitRequest, "vouched" | "timeColumn">): Promise<SplitPlan | SplitRefusal | undefined> {
  try {
    return await driver.dialect.planSplit?.(text, { environment, ...(tables === undefined ? {} : { tables }), ...request });
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind !== "query") throw error;
    const { code, message, problems, query } = error as QueryError;
    const hint = "A range of time can be put into a query, or the query be split, only if huntkit knows the tables that it reads. If the service has what is unknown here, run the query whole, without a range beside it.";
    throw new QueryError({ code, message: `${message}\n${hint}`, problems, cause: error, ...(query === undefined ? {} : { query }) });
  }
}

/** Where a refusal stands in a text: for its message, and for its error. */
export function placeOfRefusal(query: string, refused: SplitRefusal | undefined): { readonly shown: string; readonly at: { readonly query: string; readonly place?: TextPlace } } {
  const place = refused?.place;
  if (!place) return { shown: "", at: { query } };
  return { shown: `\nline ${place.line}, column ${place.column}\n${caretLines(query, place)}`, at: { query, place } };
}
