import { kqlDialect } from "@huntkit/kql/dialect";
import { defineDriver, type Driver, type DriverCapabilities, type DriverConnection, type DriverConnectOptions, type DriverQueryOptions, HuntError, KqlDateTime, type KqlValue, type QueryDialect, type QueryResult, type SplitRange, tableFromRows } from "@huntkit/provider";

/** One row of the scripted source: a time, or none, and a number of its own. */
export interface ScriptedRow {
  readonly ticks: bigint | undefined;
  readonly id: number;
}

/** What a call of the scripted source does instead of answering. */
export type Script = (call: { readonly number: number; readonly range: SplitRange; readonly options: DriverQueryOptions }) => HuntError | Error | Partial<QueryResult> | undefined | Promise<HuntError | Error | undefined>;

/** A source in memory for tests: it answers any text with the rows of the range that a part is restricted to. */
export interface ScriptedSource {
  readonly rows: readonly ScriptedRow[];
  /** Rows at which it cuts an answer without a word. */
  readonly cap?: number;
  readonly script?: Script;
  readonly capabilities?: Partial<DriverCapabilities>;
  /** Whether it gives only rows within the time span beside the text. */
  readonly filtersBySpan?: boolean;
}

/** The texts and spans that the source was asked with. */
export interface Asked {
  readonly text: string;
  readonly range: SplitRange;
  readonly timespan: DriverQueryOptions["timespan"];
}

const columns = [{ name: "Timestamp", type: "datetime" }, { name: "Id", type: "long" }] as const;

/** A dialect whose texts are restricted by writing the range behind them. */
export const scriptedDialect: QueryDialect = Object.freeze({
  ...kqlDialect,
  planSplit: (text: string) => Promise.resolve({
    splittable: true as const,
    timeColumns: ["Timestamp"],
    restrict: ({ start, end }: SplitRange) => `${text} // ${start?.ticks ?? ""}..${end?.ticks ?? ""}`,
  }),
  rowBound: () => Promise.resolve(undefined),
});

function rangeOf(text: string): SplitRange {
  const [, start = "", end = ""] = /\/\/ (\d*)\.\.(\d*)$/.exec(text) ?? [];
  return { ...(start === "" ? {} : { start: new KqlDateTime(BigInt(start)) }), ...(end === "" ? {} : { end: new KqlDateTime(BigInt(end)) }) };
}

function isWithin({ ticks }: ScriptedRow, { start, end }: SplitRange): boolean {
  if (ticks === undefined) return start === undefined;
  return (start === undefined || ticks >= start.ticks) && (end === undefined || ticks < end.ticks);
}

/** Opens the source. */
export function scriptedConnection(source: ScriptedSource, asked: Asked[] = []): DriverConnection {
  const query = async (text: string, options: DriverQueryOptions = {}): Promise<QueryResult> => {
    const range = rangeOf(text);
    asked.push({ text, range, timespan: options.timespan });
    const scripted = await source.script?.({ number: asked.length, range, options });
    if (scripted instanceof Error) throw scripted;
    const seen = source.rows.filter((row) => isWithin(row, range) && (source.filtersBySpan !== true || !options.timespan || isWithin(row, options.timespan)));
    const rows = seen.slice(0, source.cap).map(({ ticks, id }): KqlValue[] => [ticks === undefined ? null : new KqlDateTime(ticks), id]);
    return { status: "complete", query: text, durationMilliseconds: 1, warnings: [], table: tableFromRows([...columns], rows), ...scripted } as QueryResult;
  };
  return { name: "scripted", query, close: () => Promise.resolve() };
}

/** Which of several sources a connection is to. */
export interface ScriptedConnectOptions extends DriverConnectOptions {
  readonly of?: string;
}

/** A driver over the source. */
export function scriptedDriver(sources: Readonly<Record<string, ScriptedSource>> | ScriptedSource, asked: Asked[] = []): Driver<ScriptedConnectOptions> {
  const single = "rows" in sources && Array.isArray(sources.rows) ? (sources as ScriptedSource) : undefined;
  const first = single ?? Object.values(sources as Readonly<Record<string, ScriptedSource>>)[0];
  return defineDriver({
    names: ["Scripted"],
    dialect: scriptedDialect,
    // It takes a range beside the text, and passes over it unless it `filtersBySpan`: so the parts alone decide which rows come.
    capabilities: { timespan: true, splitsByTime: true, concurrentQueries: 4, cancels: "request", ...(first?.cap === undefined ? {} : { silentRowLimit: first.cap }), ...first?.capabilities },
    connect: ({ of = "" }: ScriptedConnectOptions) => {
      const source = single ?? (sources as Readonly<Record<string, ScriptedSource>>)[of];
      return source ? Promise.resolve(scriptedConnection(source, asked)) : Promise.reject(new HuntError({ code: "unknown", message: "no such source" }));
    },
  });
}
