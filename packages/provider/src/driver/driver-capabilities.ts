/** What a driver can do and needs, as data: nothing above a driver asks for its name. All members have documented defaults. */
export interface DriverCapabilities {
  /** What stops when the caller aborts: the query itself, only the request, or only the waiting. Default: `"waiting"`. */
  readonly cancels: "query" | "request" | "waiting";
  /** Whether `query` takes the time range beside the text (`timespan`). Default: false. */
  readonly timespan: boolean;
  /** The number of rows at which the source cuts an answer without a word. Default: none. */
  readonly silentRowLimit?: number;
  /** Whether the source has limits of size or time that make splitting by time worth while. Default: false. */
  readonly splitsByTime: boolean;
  /** How many queries one connection should run at once. Default: 1. */
  readonly concurrentQueries: number;
  /** Whether a connection can list its tables (`schema`). Default: false. */
  readonly listsSchema: boolean;
  /** Whether queries leave this machine. Default: true. */
  readonly remote: boolean;
  /**
   * The data environments whose library queries the source can run, the most fitting first: where a bare query name stands for
   * several queries, the one for the first of these is taken. Default: the driver's own names.
   */
  readonly queryEnvironments?: readonly string[];
}

/** The documented defaults of {@link DriverCapabilities}. */
export const defaultCapabilities: DriverCapabilities = Object.freeze({
  cancels: "waiting",
  timespan: false,
  splitsByTime: false,
  concurrentQueries: 1,
  listsSchema: false,
  remote: true,
});
