import { type Driver, type SplitPlan, type TableSchema, UnsupportedError } from "@huntkit/provider";
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
export async function splitPlan({ driver, environment, tables }: SplitSubject, text: string, { splittable, timeColumn }: SplitOptions): Promise<SplitPlan> {
  const plan = await driver.dialect.planSplit?.(text, {
    environment,
    ...(tables === undefined ? {} : { tables }),
    ...(splittable === undefined ? {} : { vouched: splittable }),
    ...(timeColumn === undefined ? {} : { timeColumn }),
  });
  if (plan?.splittable === true) return plan;
  const reason = plan?.reason ?? `The query language of ${environment} does not tell how a query can be split. Run it unsplit.`;
  throw new UnsupportedError({ code: "not-splittable", construct: "splitBy", message: `The query cannot be split by time. ${reason}`, query: text, ...(plan?.place ? { place: plan.place } : {}) });
}
