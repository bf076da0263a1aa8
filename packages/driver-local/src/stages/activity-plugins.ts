import type { PluginParts } from "./sequence-plugins.js";

const list = (...names: readonly string[]): string => names.join(", ");
const ascending = (...names: readonly string[]): string => list(...names.map((name) => `${name} asc`));
const oneLine = (text: string): string => text.replace(/\n\s+/g, " ");

/**
 * For each inner window its ids, those of the outer window that ends with it, and their ratio. The outer window reaches back before
 * the start of the analysis. Rule R64. Source: Microsoft Learn, "activity_engagement plugin" (`activity-engagement-plugin`); how far the
 * outer window reaches back is left open there.
 */
export function activityEngagement({ text, column, dimensions, names, type }: PluginParts): string {
  const isBounded = type(2) === type(1);
  const [inner, outer] = isBounded ? [text(4), text(5)] : [text(2), text(3)];
  const [id, time, by] = [column(0), column(1), dimensions(isBounded ? 6 : 4)];
  const [innerCount, outerCount, ratio] = names.slice(-3);
  const within = isBounded ? `where ${time} between (${text(2)} - ${outer} .. ${text(3)}) |` : "";
  const bin = isBounded ? `bin_at(${time}, ${inner}, ${text(2)})` : `bin(${time}, ${inner})`;
  const shown = isBounded ? `where __bin between (${text(2)} .. ${text(3)}) |` : "";
  return oneLine(`${within} summarize by ${list(id, `__own = ${bin}`, ...by)}
    | mv-expand __bin = range(__own, __own + ${outer} - ${inner}, ${inner}) to typeof(${type(1)}) | ${shown}
    summarize ${innerCount} = dcountif(${id}, __bin == __own), ${outerCount} = dcount(${id}) by ${list(`${time} = __bin`, ...by)}
    | extend ${ratio} = todouble(${innerCount}) / ${outerCount}
    ${isBounded ? "" : `| sort by ${time} desc | where row_cumsum(${innerCount}) > 0`}
    | sort by ${ascending(time, ...by)} | project ${list(...names)}`);
}

const periods: Readonly<Record<string, string>> = { "'week'": "week", "'month'": "month", "'year'": "year" };

/** How times are numbered by windows from the start of the analysis, and the other way round. */
function windowsOf({ text, type }: PluginParts): { readonly numberOf: (time: string) => string; readonly startOf: (number: string) => string } {
  const [start, window] = [text(2), text(4)];
  const period = type(4) === "string" ? periods[window.slice(1, -1).replaceAll('"', "'").toLowerCase()] : undefined;
  if (period !== undefined) return { numberOf: (time) => `datetime_diff('${period}', ${time}, ${start})`, startOf: (number) => `startof${period}(${start}, ${number})` };
  return { numberOf: (time) => `tolong(round(1.0 * ((bin_at(${time}, ${window}, ${start}) - ${start}) / ${window})))`, startOf: (number) => `${start} + ${number} * ${window}` };
}

/**
 * For each window with ids that are new in it, and each window from it on: the ids of the latter that are in no window up to the
 * former, and how many of the new ones are in it or not. Ids of a lookback are never new. Rule R64.
 * Source: Microsoft Learn, "new_activity_metrics plugin" (`new-activity-metrics-plugin`).
 */
export function newActivityMetrics(parts: PluginParts): string {
  const { text, kind, column, tableColumns, dimensions, names, type, refuse, last } = parts;
  if (type(4) === "string" && !Object.keys(periods).includes(text(4).slice(1, -1).replaceAll('"', "'").toLowerCase())) refuse("this window of new_activity_metrics", "Give a number, a timespan, or 'week', 'month' or 'year'.");
  const hasCohort = kind(5) === "value";
  const [id, time, by] = [column(0), column(1), dimensions(hasCohort ? 6 : 5)];
  const { numberOf, startOf } = windowsOf(parts);
  const lookback = kind(last) === "table" ? tableColumns(last) : undefined;
  const known = lookback === undefined ? "" : ` | where ${id} !in ((${text(last)} | project ${lookback.includes(id) ? id : (lookback[0] ?? id)}))`;
  const [fresh, retained, churned, retention, churn] = names.slice(-5);
  const changes = ["__to", ...by].map((name) => `prev(${name}) != ${name}`).join(" or ");
  return oneLine(`where ${time} between (${text(2)} .. ${text(3)})${known}
    | summarize by ${list(id, `__n = ${numberOf(time)}`, ...by)}
    | summarize __from = min(__n), __seen = make_set(__n) by ${list(id, ...by)}
    | mv-expand __to = range(0, ${numberOf(text(3))}, 1) to typeof(long)
    | summarize __all = count(), ${retained} = countif(set_has_element(__seen, __to)) by ${list("__from", "__to", ...by)}
    | sort by ${list(...["__to", ...by].map((name) => `${name} asc`), "__from desc")}
    | extend ${fresh} = iff(__to == __from, ${retained}, row_cumsum(${retained}, ${changes}) - ${retained})
    | where __to >= __from${hasCohort ? ` and __from == ${numberOf(text(5))}` : ""}
    | extend ${names[0]} = ${startOf("__from")}, ${names[1]} = ${startOf("__to")}, ${churned} = __all - ${retained}
    | extend ${retention} = todouble(${retained}) / __all, ${churn} = todouble(${churned}) / __all
    | sort by ${ascending(...by, "__from", "__to")} | project ${list(...names)}`);
}
