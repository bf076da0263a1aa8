import { createHttpClient, type HttpClient } from "@huntkit/auth/http";
import { kqlDialect } from "@huntkit/kql/dialect";
import { CancelledError, defineDriver, type Driver, type DriverConnection, type DriverConnectOptions, HuntError, ParameterError, type QueryResult, type TokenSource, UnsupportedError } from "@huntkit/provider";
import { failureOf } from "./kusto-failure.js";
import { tableOf } from "./kusto-table.js";

/** How to reach a cluster. */
export interface KustoConnectOptions extends DriverConnectOptions {
  /** The cluster's address, for example `https://help.kusto.windows.net`. */
  readonly cluster: string;
  readonly database: string;
  /** Gives the tokens, for example one of `@huntkit/auth`. */
  readonly tokenSource: TokenSource;
  /** A PEM file with further certificate authorities. */
  readonly caFile?: string;
}

/** Queries clusters of Azure Data Explorer by their REST API (version 1), one table for each text. */
export const kustoDriver: Driver<KustoConnectOptions> = defineDriver<KustoConnectOptions>({
  names: ["Kusto"],
  dialect: kqlDialect,
  // Only what differs from the documented defaults. A cluster goes on with a query whose client has left: only the request stops.
  capabilities: { cancels: "request", concurrentQueries: 4 },
  connect: async (options) => {
    if (options.signal?.aborted) throw cancelled();
    const cluster = URL.canParse(options.cluster) ? new URL(options.cluster) : undefined;
    if (cluster?.protocol !== "https:" || options.database === "")
      throw new ParameterError({ code: "kusto-options", message: "Give `cluster` as an https address, such as https://help.kusto.windows.net, and `database` as a name." });
    return openConnection(options, cluster.origin);
  },
});

function openConnection(options: KustoConnectOptions, origin: string): DriverConnection {
  const client = createHttpClient({ allowedHosts: [origin], ...(options.caFile === undefined ? {} : { caFile: options.caFile }) });
  const closing = new AbortController();
  return {
    name: `${new URL(origin).host}/${options.database}`,
    query: async (text, { signal, timespan } = {}) => {
      if (timespan) throw new UnsupportedError({ code: "timespan-unsupported", construct: "timespan", message: "A Kusto cluster takes no time range beside the text. Write it into the query." });
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return ask({ client, options, origin, text, stop });
    },
    close: async () => {
      closing.abort();
      await client.close();
    },
  };
}

function cancelled(cause?: unknown): CancelledError {
  return new CancelledError({ code: "cancelled", message: "The query was cancelled.", cause });
}

interface Asked {
  readonly client: HttpClient;
  readonly options: KustoConnectOptions;
  readonly origin: string;
  readonly text: string;
  readonly stop: AbortSignal;
}

async function ask({ client, options, origin, text, stop }: Asked): Promise<QueryResult> {
  const start = performance.now();
  try {
    if (stop.aborted) throw cancelled();
    const { token } = await options.tokenSource.getToken([`${origin}/.default`], { signal: stop });
    const headers = { authorization: `Bearer ${token.reveal()}`, "content-type": "application/json; charset=utf-8" };
    const answer = await client.request(`${origin}/v1/rest/query`, { method: "POST", headers, body: JSON.stringify({ db: options.database, csl: text }), signal: stop });
    if (answer.status !== 200) throw failureOf(answer.status, answer.text(), text);
    return { status: "complete", query: text, durationMilliseconds: performance.now() - start, warnings: [], table: tableOf(answer.text(), text) };
  } catch (error) {
    if (stop.aborted && !(HuntError.isInstance(error) && error.kind === "cancelled")) throw cancelled(error);
    throw error;
  }
}
