import { randomUUID } from "node:crypto";
import type { CloudEndpoints } from "@huntkit/auth";
import type { HttpClient } from "@huntkit/auth/http";
import { type AccessToken, CancelledError, type DriverConnection, type DriverQueryOptions, HuntError, type QueryResult, type ResultWarning, type TokenRequestOptions, type TokenSource, UnsupportedError } from "@huntkit/provider";
import type { DecodedAnswer } from "../decode/answer-decoder.js";
import type { AskedService } from "../errors/refusal-of.js";
import { askService } from "../requests/ask-service.js";
import { requestBody } from "../requests/request-body.js";
import type { HuntingService } from "../services.table.js";
import { askPatiently, asQueryFailure, type Patience } from "./patient-query.js";

/** What an open connection works with. */
export interface DefenderConnectionParts {
  readonly name: string;
  readonly environment: string;
  readonly service: HuntingService;
  readonly endpoints: CloudEndpoints;
  readonly http: HttpClient;
  readonly tokenSource: TokenSource;
  readonly timeoutMilliseconds: number;
  readonly patience: Pick<Patience, "limiter" | "clock" | "random" | "budgetMilliseconds">;
  /** Lets go of what the connection itself opened. */
  readonly release: () => Promise<void>;
}

/** An open connection to one tenant's hunting service. */
export class DefenderConnection implements DriverConnection {
  readonly name: string;
  readonly #parts: DefenderConnectionParts;
  readonly #closed = new AbortController();
  #endingTold = false;

  constructor(parts: DefenderConnectionParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  async query(text: string, options: DriverQueryOptions = {}): Promise<QueryResult> {
    const started = performance.now();
    const signal = options.signal === undefined ? this.#closed.signal : AbortSignal.any([options.signal, this.#closed.signal]);
    if (options.timespan && !this.#parts.service.takesTimespan) throw timespanRefused(this.#parts.environment);
    if (signal.aborted) throw new CancelledError({ code: "cancelled", message: `The query of ${this.name} was cancelled, or the connection is closed.` });
    const patience: Patience = { ...this.#parts.patience, connection: this.name, signal, onProgress: options.onProgress };
    const answer = await askPatiently(patience, this.#asking(text, options, signal));
    const { table, statistics } = answer;
    return { status: "complete", table, query: text, durationMilliseconds: performance.now() - started, warnings: this.#warnings(), ...(statistics === undefined ? {} : { statistics }) };
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#parts.release();
  }

  /** One attempt after another; after a token that the service refuses, which may have been revoked before its end, comes another one. */
  #asking(text: string, options: DriverQueryOptions, signal: AbortSignal): () => Promise<DecodedAnswer> {
    let refused: AccessToken | undefined;
    return async () => {
      const token = await this.#token(refused === undefined ? { signal } : { signal, refused });
      try {
        return await this.#call(text, options, { token, signal });
      } catch (error) {
        if (HuntError.isInstance(error) && error.code === "token-refused") refused = token;
        throw error;
      }
    };
  }

  async #call(text: string, { timespan }: DriverQueryOptions, { token, signal }: { readonly token: AccessToken; readonly signal: AbortSignal }): Promise<DecodedAnswer> {
    const { endpoints, service, http, timeoutMilliseconds } = this.#parts;
    const started = performance.now();
    return askService({
      http,
      token,
      signal,
      timeoutMilliseconds,
      url: `${endpoints.apiUri}${service.path}`,
      body: requestBody(text, timespan),
      asked: this.#asked(text),
    }).catch((error: unknown) => {
      throw asQueryFailure(error, performance.now() - started, Math.min(timeoutMilliseconds, service.secondsPerCall * 1000));
    });
  }

  #token(options: TokenRequestOptions): Promise<AccessToken> {
    return this.#parts.tokenSource.getToken([this.#parts.endpoints.scope], options);
  }

  #asked(query: string): AskedService {
    const { environment, endpoints, patience, service } = this.#parts;
    return { environment, connection: this.name, host: new URL(endpoints.apiUri).host, query, permission: endpoints.permission, clientRequestId: randomUUID(), now: patience.clock.now(), ending: service.ending };
  }

  #warnings(): ResultWarning[] {
    const { ending } = this.#parts.service;
    if (ending === undefined || this.#endingTold) return [];
    this.#endingTold = true;
    return [{ code: "service-ends", message: ending }];
  }
}

function timespanRefused(environment: string): UnsupportedError {
  return new UnsupportedError({ code: "timespan-unsupported", construct: "timespan", message: `The service behind ${environment} takes no time range beside the query. Write the range into the query, or use M365DGraph.` });
}
