/** What a tenant's hunting services answer from. */
export type HuntingData =
  /** A folder of tables, as the local driver takes it. */
  | { readonly path: string }
  /** Rows by table; values as in JSON, times as ISO 8601 text. */
  | { readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> };

/** How the hunting services behave. Whatever is left out is as the services do it. */
export interface HuntingOptions {
  /** Rows at which an answer is cut without a word. Default: 100,000. */
  readonly rowCap?: number;
  /** Bytes of an answer beyond which the query is refused. Default: 50 MB. */
  readonly sizeCapBytes?: number;
  /** Calls that a tenant may make of one service within any minute. Default: 45. */
  readonly callsPerMinute?: number;
  /** Calls that a tenant may make of one service within any hour. Default: 1,500. */
  readonly callsPerHour?: number;
  /** Whether refusals for a quota carry `Retry-After`, in seconds. The pages promise it, recordings do not show it. Default: true. */
  readonly retryAfter?: boolean;
  /** Processor time that a tenant has in each cycle of 15 minutes, in milliseconds. Default: no end. */
  readonly cpuMillisecondsPerCycle?: number;
  /** Processor time that a call is charged with, in milliseconds. Default: the real time of the query. */
  readonly cpuMillisecondsPerCall?: number;
  /** How long a query may run, in milliseconds of real time. Default: 180,000 (MDE: 200,000). */
  readonly executionMilliseconds?: number;
  /** Waits so long before each answer, in milliseconds of real time: the service's own time. Default: 0. */
  readonly answerDelayMilliseconds?: number;
  /**
   * What a table of Defender's schema is for which a tenant has no data: `empty` as in a tenant that nothing has happened in, or `refused`
   * (400, failed to resolve) as in one without the licence. Default: `empty`; for a tenant without any data `refused`.
   */
  readonly missingTables?: "empty" | "refused";
  /** How far back data goes, in days from now by the emulator's clock. Default: no end, so that recordings of any age can be asked. */
  readonly lookBackDays?: number;
}
