import { type SplitPlan, type TimeRange, UnsupportedError } from "@huntkit/provider";
import { placeOfRefusal, planOf, type SplitSubject } from "./split-plan-of.js";

/** A text and the restriction of it to a range. */
export interface RangeInText {
  readonly plan: SplitPlan;
  readonly range: TimeRange;
}

/**
 * How a range of time is written into a text, for a source that takes none beside it: at each table whose rows have a time.
 * @returns undefined if the text reads no such table.
 * @throws {UnsupportedError} `range-not-applicable`; `QueryError` if the text is wrong.
 */
export async function rangeInText(subject: SplitSubject, text: string, { range, timeColumn }: { readonly range: TimeRange; readonly timeColumn: string | undefined }): Promise<RangeInText | undefined> {
  const plan = await planOf(subject, text, { vouched: true, ...(timeColumn === undefined ? {} : { timeColumn }) });
  if (plan?.splittable === true) return { plan, range };
  if (plan?.timeless === true) return undefined;
  const reason = plan?.reason ?? "Its query language does not tell how.";
  const { shown, at } = placeOfRefusal(text, plan);
  throw new UnsupportedError({ code: "range-not-applicable", construct: "timeRange", message: `${subject.environment} takes no time range beside the query, and it cannot be written into this one. ${reason} Or write the range into the query yourself, and give none beside it.${shown}`, ...at });
}
