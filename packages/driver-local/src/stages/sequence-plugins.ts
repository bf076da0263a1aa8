import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { isRelation } from "../lower/ir-walk.js";
import type { PluginCall } from "../lower/operators/evaluate.js";
import { activityEngagement, newActivityMetrics } from "./activity-plugins.js";
import { quotedName } from "./quoted-name.js";
import type { StageWork } from "./stage-work.js";

type Writer = (parts: PluginParts) => string;

/** The arguments of a plug-in as texts. */
export interface PluginParts {
  readonly text: (index: number) => string;
  /** A literal number. */
  readonly count: (index: number) => number;
  readonly column: (index: number) => string;
  readonly type: (index: number) => string;
  /** The place of the last argument. */
  readonly last: number;
  /** What an argument is; nothing behind the last. */
  readonly kind: (index: number) => "column" | "value" | "table" | undefined;
  /** The columns of a table among the arguments. */
  readonly tableColumns: (index: number) => readonly string[];
  /** The columns of all arguments. */
  readonly columns: () => readonly string[];
  /** Refuses the call, with advice. */
  readonly refuse: (construct: string, hint: string) => never;
  /** The columns from an argument on, by which the answer is parted. */
  readonly dimensions: (from: number) => readonly string[];
  /** The result's own names. */
  readonly names: readonly string[];
}

/** Plug-ins over times that other operators say. Rule R64. */
export const sequencePlugins: Readonly<Record<string, Writer>> = {
  activity_counts_metrics: activityCounts,
  activity_engagement: activityEngagement,
  activity_metrics: activityMetrics,
  new_activity_metrics: newActivityMetrics,
  dcount_intersect: intersections,
  active_users_count: activeUsers,
  rolling_percentile: rollingPercentile,
  sliding_window_counts: slidingWindow,
};

/** A plug-in over times written out as other operators. @throws {UnsupportedError} if a column argument is none, or one is missing. */
export function sequencePluginText(plugin: PluginCall, work: StageWork): string {
  const { text } = work.program;
  const argument = (index: number): IrExpression => {
    const found = plugin.details.arguments[index];
    return found && !isRelation(found) ? found : work.refuse(`${plugin.details.plugin} without its argument ${index + 1}`, plugin);
  };
  const given = (index: number): IrExpression | IrRelation | undefined => plugin.details.arguments[index];
  const written = (index: number): string => {
    const { start, length } = given(index)?.span ?? argument(index).span;
    return `(${text.slice(start, start + length)})`;
  };
  const column = (index: number): string => {
    const found = argument(index);
    return found.kind === "column" ? quotedName(found.name) : work.refuse("something else than a column in this place", found, "Extend the rows by it first.");
  };
  const write = sequencePlugins[plugin.details.plugin] ?? work.refuse(plugin.details.plugin, plugin);
  return write({
    text: written,
    last: plugin.details.arguments.length - 1,
    kind: (index) => kindOf(given(index)),
    tableColumns: (index) => given(index) && kindOf(given(index)) === "table" ? (given(index) as IrRelation).columns.map(({ name }) => name) : [],
    count: (index) => {
      const found = argument(index);
      return found.kind === "literal" && typeof found.value === "number" ? found.value : work.refuse("a number that is not a literal", found);
    },
    column,
    type: (index) => argument(index).type,
    columns: () => plugin.details.arguments.map((_, index) => column(index)),
    refuse: (construct, hint) => work.refuse(construct, plugin, hint),
    dimensions: (from) => plugin.details.arguments.slice(from).flatMap((each, index) => (isRelation(each) ? [] : [column(from + index)])),
    names: plugin.columns.map(({ name }) => quotedName(name)),
  });
}

function kindOf(argument: IrExpression | IrRelation | undefined): "column" | "value" | "table" | undefined {
  if (!argument) return undefined;
  return isRelation(argument) ? "table" : argument.kind === "column" ? "column" : "value";
}

const list = (...names: readonly string[]): string => names.join(", ");
const ascending = (...names: readonly string[]): string => list(...names.map((name) => `${name} asc`));
const changes = (names: readonly string[]): string => names.map((name) => `prev(${name}) != ${name}`).join(" or ") || "false";

/**
 * For each window the records, the ids, those that were in none before, and all ids up to it.
 * Source: Microsoft Learn, "activity_counts_metrics plugin" (`activity-counts-metrics-plugin`).
 */
function activityCounts({ text, column, dimensions, names }: PluginParts): string {
  const [id, time, by] = [column(0), column(1), dimensions(5)];
  const [count, dcount, fresh, all] = names.slice(-4);
  return `where ${time} between (${text(2)} .. ${text(3)})
    | summarize __n = count() by ${list(id, `${time} = bin_at(${time}, ${text(4)}, ${text(2)})`, ...by)}
    | sort by ${ascending(...by, id, time)} | extend __new = row_number(1, ${changes([...by, id])}) == 1
    | summarize ${count} = sum(__n), ${dcount} = count(), ${fresh} = countif(__new) by ${list(time, ...by)}
    | sort by ${ascending(...by, time)} | extend ${all} = row_cumsum(${fresh}, ${changes(by)})
    | project ${list(...names)}`.replace(/\n\s+/g, " ");
}

/**
 * For each bin the ids that appeared in at least so many periods of the lookback up to one of their appearances in the bin.
 * Source: Microsoft Learn, "active_users_count plugin" (`active-users-count-plugin`).
 */
function activeUsers({ text, count, column, dimensions, names }: PluginParts): string {
  const [id, time, by] = [column(0), column(1), dimensions(8)];
  const least = count(6);
  const back = Math.max(1, least) - 1;
  const same = [...by, id].map((name) => `prev(${name}, ${back}) == ${name}`).join(" and ");
  return `where ${time} between (${text(2)} - ${text(4)} .. ${text(3)})
    | summarize by ${list(id, `${time} = bin(${time}, ${text(5)})`, ...by)}
    | sort by ${ascending(...by, id, time)}
    | extend __active = ${same} and ${time} - prev(${time}, ${back}) < ${text(4)}
    | where __active and ${time} between (${text(2)} .. ${text(3)})
    | summarize ${names.at(-1)} = dcount(${id}) by ${list(`${time} = bin_at(${time}, ${text(7)}, ${text(2)})`, ...by)}
    | sort by ${ascending(time, ...by)} | project ${list(...names)}`.replace(/\n\s+/g, " ");
}

/**
 * For each bin the records and ids of the lookback that ends with it.
 * Source: Microsoft Learn, "sliding_window_counts plugin" (`sliding-window-counts-plugin`).
 */
function slidingWindow({ text, column, dimensions, names, type }: PluginParts): string {
  const [id, time, by] = [column(0), column(1), dimensions(6)];
  const [count, dcount] = names.slice(-2);
  return `where ${time} between (${text(2)} - ${text(4)} .. ${text(3)})
    | mv-expand __bin = range(bin_at(${time}, ${text(5)}, ${text(2)}), bin_at(${time}, ${text(5)}, ${text(2)}) + ${text(4)} - ${text(5)}, ${text(5)}) to typeof(${type(1)})
    | where __bin between (${text(2)} .. ${text(3)})
    | summarize ${count} = count(), ${dcount} = dcount(${id}) by ${list(`${time} = __bin`, ...by)}
    | sort by ${ascending(time, ...by)} | project ${list(...names)}`.replace(/\n\s+/g, " ");
}

/**
 * For each bin that has rows the percentile of the values in so many bins up to it.
 * Source: Microsoft Learn, "rolling_percentile plugin" (`rolling-percentile-plugin`).
 */
function rollingPercentile({ text, column, dimensions, names, type }: PluginParts): string {
  const [value, index, by] = [column(0), column(2), dimensions(5)];
  return `extend __own = bin(${index}, ${text(3)})
    | mv-expand __bin = range(__own, __own + ${text(3)} * (${text(4)} - 1), ${text(3)}) to typeof(${type(2)})
    | summarize __rows = countif(__bin == __own), ${names.at(-1)} = percentile(${value}, ${text(1)}) by ${list(`${index} = __bin`, ...by)}
    | where __rows > 0 | sort by ${ascending(...by, index)} | project ${list(...names)}`.replace(/\n\s+/g, " ");
}

/**
 * For each window its ids, those that were not in the window before, and how many of that one came back or stayed away.
 * Source: Microsoft Learn, "activity_metrics plugin" (`activity-metrics-plugin`).
 */
function activityMetrics({ text, column, dimensions, names, type, refuse }: PluginParts): string {
  if (type(2) !== type(1)) refuse("activity_metrics without a start and an end", "Give both, before the window.");
  const [id, time, by] = [column(0), column(1), dimensions(5)];
  const [count, fresh, retention, churn] = names.slice(-4);
  const same = (keys: readonly string[]): string => [...keys.map((name) => `prev(${name}) == ${name}`), `${time} - prev(${time}) == ${text(4)}`].join(" and ");
  return `where ${time} between (${text(2)} .. ${text(3)})
    | summarize by ${list(id, `${time} = bin_at(${time}, ${text(4)}, ${text(2)})`, ...by)}
    | sort by ${ascending(...by, id, time)} | extend __back = ${same([...by, id])}
    | summarize ${count} = count(), __back = countif(__back) by ${list(time, ...by)}
    | sort by ${ascending(...by, time)} | extend __before = iff(${same(by)}, todouble(prev(${count})), 0.0)
    | extend ${fresh} = ${count} - __back, ${retention} = __back / __before, ${churn} = (__before - __back) / __before
    | sort by ${ascending(time, ...by)} | project ${list(...names)}`.replace(/\n\s+/g, " ");
}

/** Beyond it the terms would be too many: they double with each set. */
const MOST_SETS = 8;

/**
 * How many values the first set has, the first two have in common, the first three, and so on, by inclusion and exclusion over the unions.
 * Source: Microsoft Learn, "dcount_intersect plugin" (`dcount-intersect-plugin`).
 */
function intersections({ columns, names, refuse }: PluginParts): string {
  const sets = columns();
  if (sets.length > MOST_SETS) refuse(`dcount_intersect of ${sets.length} sets`, `Give at most ${MOST_SETS}.`);
  const unions = (chosen: readonly string[]): string => (chosen.length === 1 ? `dcount_hll(${chosen[0]})` : `dcount_hll(hll_merge(${list(...chosen)}))`);
  const common = (count: number): string => {
    const terms = Array.from({ length: 2 ** count - 1 }, (_, index) => sets.slice(0, count).filter((_set, at) => ((index + 1) >> at) & 1));
    return `max_of(0, ${terms.map((chosen) => `${chosen.length % 2 === 1 ? "+" : "-"} ${unions(chosen)}`).join(" ")})`;
  };
  const added = names.slice(-sets.length).map((name, index) => `${name} = ${common(index + 1)}`);
  return `extend ${list(...added)} | project ${list(...names)}`;
}
