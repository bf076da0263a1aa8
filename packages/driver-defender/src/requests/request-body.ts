import type { TimeRange } from "@huntkit/provider";

/** The body of a call. The members' names are case-sensitive for the older services (page common-errors). */
export function requestBody(query: string, timespan: TimeRange | undefined): Readonly<Record<string, string>> {
  return timespan === undefined ? { Query: query } : { Query: query, Timespan: `${timespan.start}/${timespan.end}` };
}
