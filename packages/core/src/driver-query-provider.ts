import {
  type DataSchema,
  type Driver,
  type DriverConnection,
  type DriverConnectOptions,
  KqlDateTime,
  ParameterError,
  type QueryResult,
  type TableSchema,
  type TemplateError,
  TICKS_PER_DAY,
  type TimeRange,
  UnsupportedError,
} from "@huntkit/provider";
import {
  defineQuery,
  describeQuery,
  type ParameterValues,
  type QueryDefinition,
  type QueryDescription,
  type QueryStore,
  type QueryTemplate,
  type QueryWarning,
  type RenderedQuery,
  type SearchCriteria,
  type SearchHit,
  type StoredQuery,
} from "@huntkit/templates";
import { parametersText, resumedRun } from "./checkpoint/resumed-run.js";
import type { Connected } from "./connections/connected.js";
import { closeAll, openConnection, openConnections } from "./connections/open-connections.js";
import { runOnConnections } from "./connections/run-on-connections.js";
import { findQuery } from "./find-query.js";
import { limitRows } from "./limit-rows.js";
import type { ListFilter, QueryProvider, RenderQueryOptions, RunQueryOptions, RunTextOptions } from "./query-provider.js";
import { errorInTemplate } from "./error-in-template.js";
import { queryProblems } from "./query-problems.js";
import { renderTemplateWithPlaces, templateTimeRange } from "./render-template.js";
import { runOnConnection, type TextRun } from "./run-on-connection.js";
import { declaredSplit } from "./split/declared-split.js";
import { checkFloor, splitTicks } from "./split/split-options.js";
import { rangeInText } from "./split/range-in-text.js";
import { splitPlan, type SplitSubject } from "./split/split-plan-of.js";
import { throwIfCancelled, waitUntilCancelled } from "./stop-waiting.js";
import { readTimeWindow, type TimeWindow } from "./time-window.js";

/** What a provider is made from, after everything was found and read. */
export interface ProviderParts {
  readonly driver: Driver;
  readonly environment: string;
  readonly store: QueryStore;
  readonly timeRange: TimeWindow | undefined;
  readonly now: () => Date;
}

/** A query provider over one driver. */
export class DriverQueryProvider<Options extends DriverConnectOptions> implements QueryProvider<Options> {
  readonly environment: string;
  readonly #parts: ProviderParts;
  readonly #environments: readonly string[];
  #connections: readonly Connected[] = [];
  #several = false;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.environment = parts.environment;
    this.#environments = parts.driver.capabilities.queryEnvironments ?? [parts.environment, ...parts.driver.names];
    readTimeWindow(parts.timeRange, parts.now);
  }

  get connected(): boolean {
    return this.#connections.length > 0;
  }

  async connect(options: Options): Promise<void> {
    const opened = await openConnection(this.#parts.driver, this.environment, options);
    await this.close();
    this.#connections = [opened];
    this.#several = false;
  }

  async connectMany(connections: Readonly<Record<string, Options>>): Promise<void> {
    const opened = await openConnections(this.#parts.driver, this.environment, connections);
    await this.close();
    this.#connections = opened;
    this.#several = true;
  }

  get problems(): readonly TemplateError[] {
    return queryProblems(this.#parts.store);
  }

  list(filter: ListFilter = {}): readonly StoredQuery[] {
    return this.#parts.store.list({ environments: this.#environments, ...filter });
  }

  search(criteria: SearchCriteria | string): SearchHit[] {
    return this.#parts.store.search(criteria, { environments: this.#environments });
  }

  template(name: string): QueryTemplate {
    return findQuery(this.#parts.store, name, this.#environments).template;
  }

  describe(name: string): QueryDescription {
    return describeQuery(this.template(name));
  }

  render(name: string, parameters: ParameterValues = {}, options: RenderQueryOptions = {}): string {
    return this.#rendered(this.template(name), parameters, options).text;
  }

  async run(name: string, parameters: ParameterValues = {}, options: RunQueryOptions = {}): Promise<QueryResult> {
    const template = this.template(name);
    const given = options.timeRange ?? this.#parts.timeRange;
    const resumed = await resumedRun({ query: name, template: template.query, environment: this.environment, parameters: parametersText(parameters) }, options, given);
    const schema = options.schema ?? (givesIdentifier(template, parameters) ? await this.#firstOpen()?.schema?.(options) : undefined);
    const present = this.#parts.now();
    const window = resumed?.timeRange ?? given;
    const rendering = { dialect: this.#parts.driver.dialect, timeRange: window, entities: options.entities, schema, now: () => present };
    const values = timesOf(parameters, resumed?.timeRange);
    const rendered = renderTemplateWithPlaces(template, values, rendering);
    const own = templateTimeRange(template, values, rendering);
    const splittable = options.splittable ?? declaredSplit(name, template.metadata);
    const running = splittable === undefined ? options : { ...options, splittable };
    return this.#runText(rendered.text, running, { window, own, key: resumed?.key }).catch((error: unknown) => {
      throw errorInTemplate(error, rendered);
    });
  }

  #rendered(template: QueryTemplate, parameters: ParameterValues, { timeRange, entities, schema }: RenderQueryOptions): RenderedQuery {
    const { now, driver } = this.#parts;
    return renderTemplateWithPlaces(template, parameters, { dialect: driver.dialect, timeRange: timeRange ?? this.#parts.timeRange, entities, schema, now });
  }

  async query(text: string, options: RunTextOptions = {}): Promise<QueryResult> {
    const given = options.timeRange ?? this.#parts.timeRange;
    const resumed = await resumedRun({ text, environment: this.environment }, options, given);
    return this.#runText(text, options, { window: resumed?.timeRange ?? given, own: undefined, key: resumed?.key });
  }

  async #runText(text: string, options: RunTextOptions, times: RunTimes): Promise<QueryResult> {
    throwIfCancelled(options.signal);
    checkLimit(options.limit);
    const connections = this.#open();
    const run = await this.#textRun(text, options, times);
    const [only] = connections;
    if (!this.#several && only && "connection" in only) return limitRows(await runOnConnection(run, only.connection, options.signal), options.limit);
    const runOn = (connection: DriverConnection, signal: AbortSignal): Promise<QueryResult> => runOnConnection(run, connection, signal);
    const { signal, requireComplete = false, limit } = options;
    return limitRows(await runOnConnections({ text, connections, runOn, signal, requireComplete, order: run.plan?.order }), limit);
  }

  async #textRun(text: string, options: RunTextOptions, { window, own, key }: RunTimes): Promise<TextRun> {
    const { driver } = this.#parts;
    const { splitBy, timeColumn } = options;
    if (splitBy !== undefined) splitTicks(splitBy);
    checkFloor(options.floorMinutes);
    const present = this.#parts.now();
    const timeRange = own ?? (window ? readTimeWindow(window, () => present) : defaultRange(driver, present));
    const isClosed = !driver.capabilities.timespan && own === undefined && this.#isRangeGiven(options);
    const subject = async (): Promise<SplitSubject> => ({ driver, environment: this.environment, tables: await this.#tables(options.signal) });
    const plan = splitBy === undefined ? undefined : await splitPlan(await subject(), text, options);
    const within = isClosed && !plan ? await rangeInText(await subject(), text, { range: timeRange, timeColumn }) : undefined;
    const timespan = driver.capabilities.timespan ? this.#timespan(options, { own, timeRange, present }) : undefined;
    return { text, driver, environment: this.environment, options, timeRange, isClosed, within, timespan, plan, checkpointKey: key };
  }

  async #tables(signal: AbortSignal | undefined): Promise<readonly TableSchema[] | undefined> {
    if (!this.#parts.driver.capabilities.listsSchema) return undefined;
    return (await this.#firstOpen()?.schema?.(signal ? { signal } : {}))?.tables;
  }

  /** A template's own range says nothing of how far back its query looks beside it, so the source's range is never made narrower by it. */
  #timespan(options: RunTextOptions, { own, timeRange, present }: { readonly own: TimeRange | undefined; readonly timeRange: TimeRange; readonly present: Date }): TimeRange | undefined {
    if (own) return atLeastDefaultSpan(own, present);
    return this.#isRangeGiven(options) ? timeRange : undefined;
  }

  #isRangeGiven({ timeRange }: RunTextOptions): boolean {
    return (timeRange ?? this.#parts.timeRange) !== undefined;
  }

  addQuery(definition: QueryDefinition, options: { readonly replace?: boolean } = {}): QueryWarning[] {
    return this.#parts.store.add(defineQuery(definition), options);
  }

  async schema(options: { readonly signal?: AbortSignal } = {}): Promise<DataSchema> {
    throwIfCancelled(options.signal);
    this.#open();
    const connection = this.#firstOpen();
    if (!connection?.schema)
      throw new UnsupportedError({
        code: "schema-not-listed",
        construct: "schema",
        message: `The data environment ${this.environment} cannot list its tables.`,
      });
    return this.#waitFor(connection.schema(options), options.signal);
  }

  async close(): Promise<void> {
    const connections = this.#connections;
    this.#connections = [];
    await closeAll(connections);
  }

  #open(): readonly Connected[] {
    if (this.#connections.length > 0) return this.#connections;
    throw new ParameterError({
      code: "not-connected",
      message: `There is no connection to ${this.environment}. Call \`connect\` first.`,
    });
  }

  #firstOpen(): DriverConnection | undefined {
    for (const one of this.#connections) if ("connection" in one) return one.connection;
    return undefined;
  }

  // A driver that can stop the work itself is waited for, so that nothing runs on unseen.
  #waitFor<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    return this.#parts.driver.capabilities.cancels === "waiting" ? waitUntilCancelled(work, signal) : work;
  }
}

/** The times of a run. */
interface RunTimes {
  /** What was asked for; undefined for the default. */
  readonly window: TimeWindow | undefined;
  /** The template's own range. */
  readonly own: TimeRange | undefined;
  readonly key: string | undefined;
}

/** What advanced hunting looks at if no range is given beside the text (page "security: runHuntingQuery"). */
const defaultSpanTicks = 30n * TICKS_PER_DAY;

/** What is split if no range is given: all that a source of limits looks at, else the last day. */
function defaultRange({ capabilities }: Driver, present: Date): TimeRange {
  if (!capabilities.splitsByTime) return readTimeWindow(undefined, () => present);
  const end = KqlDateTime.fromDate(present);
  return { start: new KqlDateTime(end.ticks - defaultSpanTicks), end };
}

function atLeastDefaultSpan({ start, end }: TimeRange, present: Date): TimeRange {
  const now = KqlDateTime.fromDate(present);
  const usual = now.ticks - defaultSpanTicks;
  return { start: start.ticks < usual ? start : new KqlDateTime(usual), end: end.ticks > now.ticks ? end : now };
}

/** Parameters with the times that the run had when it began. */
function timesOf(parameters: ParameterValues, range: TimeRange | undefined): ParameterValues {
  if (!range) return parameters;
  const { start, end } = parameters;
  return { ...parameters, ...(start === undefined ? {} : { start: String(range.start) }), ...(end === undefined ? {} : { end: String(range.end) }) };
}

/** Whether a caller names a table or column, so that the names that there are have to be asked for. */
function givesIdentifier({ parameters: declared }: QueryTemplate, parameters: ParameterValues): boolean {
  return declared.some(({ name, aliases, type }) => type === "identifier" && [name, ...aliases].some((one) => parameters[one] !== undefined));
}

function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return;
  throw new ParameterError({ code: "limit-invalid", message: `The limit ${limit} is not a number of rows. Give a whole number from 0 on.` });
}
