import {
  type DataSchema,
  type Driver,
  type DriverConnection,
  type DriverConnectOptions,
  ParameterError,
  type QueryResult,
  type TemplateError,
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
import { findQuery } from "./find-query.js";
import { limitRows } from "./limit-rows.js";
import type { ListFilter, QueryProvider, RenderQueryOptions, RunQueryOptions, RunTextOptions } from "./query-provider.js";
import { errorInTemplate } from "./error-in-template.js";
import { queryProblems } from "./query-problems.js";
import { renderTemplateWithPlaces } from "./render-template.js";
import { runSplit } from "./split/run-split.js";
import { splitTicks } from "./split/split-options.js";
import { splitPlan } from "./split/split-plan-of.js";
import { withRowLimit } from "./split/with-row-limit.js";
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
  #connection: DriverConnection | undefined;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.environment = parts.environment;
    this.#environments = parts.driver.capabilities.queryEnvironments ?? [parts.environment, ...parts.driver.names];
    readTimeWindow(parts.timeRange, parts.now);
  }

  get connected(): boolean {
    return this.#connection !== undefined;
  }

  async connect(options: Options): Promise<void> {
    throwIfCancelled(options.signal);
    const opened = this.#parts.driver.connect({ ...options, environment: this.environment });
    const connection = await waitUntilCancelled(opened, options.signal).catch((error: unknown) => {
      void opened.then((late) => late.close(), () => undefined);
      throw error;
    });
    await this.close();
    this.#connection = connection;
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
    const schema = options.schema ?? (givesIdentifier(template, parameters) ? await this.#connection?.schema?.(options) : undefined);
    const rendered = this.#rendered(template, parameters, schema ? { ...options, schema } : options);
    return this.query(rendered.text, options).catch((error: unknown) => {
      throw errorInTemplate(error, rendered);
    });
  }

  #rendered(template: QueryTemplate, parameters: ParameterValues, { timeRange, entities, schema }: RenderQueryOptions): RenderedQuery {
    const { now, driver } = this.#parts;
    return renderTemplateWithPlaces(template, parameters, { dialect: driver.dialect, timeRange: timeRange ?? this.#parts.timeRange, entities, schema, now });
  }

  async query(text: string, options: RunTextOptions = {}): Promise<QueryResult> {
    throwIfCancelled(options.signal);
    checkLimit(options.limit);
    const { signal, onProgress, limit, splitBy } = options;
    if (splitBy !== undefined) return limitRows(await this.#split(text, { ...options, splitBy }), limit);
    const timespan = this.#timespan(options.timeRange);
    const answer = this.#open().query(text, {
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
      ...(timespan ? { timespan } : {}),
    });
    return limitRows(withRowLimit(await this.#waitFor(answer, signal), this.#parts.driver.capabilities.silentRowLimit, options), limit);
  }

  addQuery(definition: QueryDefinition, options: { readonly replace?: boolean } = {}): QueryWarning[] {
    return this.#parts.store.add(defineQuery(definition), options);
  }

  async schema(options: { readonly signal?: AbortSignal } = {}): Promise<DataSchema> {
    throwIfCancelled(options.signal);
    const connection = this.#open();
    if (!connection.schema)
      throw new UnsupportedError({
        code: "schema-not-listed",
        construct: "schema",
        message: `The data environment ${this.environment} cannot list its tables.`,
      });
    return this.#waitFor(connection.schema(options), options.signal);
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close();
  }

  async #split(text: string, options: RunTextOptions & { readonly splitBy: string }): Promise<QueryResult> {
    const { driver, now, timeRange } = this.#parts;
    const { capabilities } = driver;
    const connection = this.#open();
    splitTicks(options.splitBy);
    const plan = await splitPlan(driver, this.environment, text, options);
    return runSplit({
      text,
      plan,
      connection,
      timeRange: readTimeWindow(options.timeRange ?? timeRange, now),
      options,
      signal: options.signal,
      onProgress: options.onProgress,
      rowLimit: capabilities.silentRowLimit,
      timespan: this.#timespan(options.timeRange),
      concurrent: Math.max(1, capabilities.concurrentQueries),
      cancels: capabilities.cancels,
    });
  }

  #open(): DriverConnection {
    if (this.#connection) return this.#connection;
    throw new ParameterError({
      code: "not-connected",
      message: `There is no connection to ${this.environment}. Call \`connect\` first.`,
    });
  }

  #timespan(window: TimeWindow | undefined): TimeRange | undefined {
    const wanted = window ?? this.#parts.timeRange;
    if (wanted === undefined || !this.#parts.driver.capabilities.timespan) return undefined;
    return readTimeWindow(wanted, this.#parts.now);
  }

  // A driver that can stop the work itself is waited for, so that nothing runs on unseen.
  #waitFor<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    return this.#parts.driver.capabilities.cancels === "waiting" ? waitUntilCancelled(work, signal) : work;
  }
}

/** Whether a caller names a table or column, so that the names that there are have to be asked for. */
function givesIdentifier({ parameters: declared }: QueryTemplate, parameters: ParameterValues): boolean {
  return declared.some(({ name, aliases, type }) => type === "identifier" && [name, ...aliases].some((one) => parameters[one] !== undefined));
}

function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return;
  throw new ParameterError({ code: "limit-invalid", message: `The limit ${limit} is not a number of rows. Give a whole number from 0 on.` });
}
