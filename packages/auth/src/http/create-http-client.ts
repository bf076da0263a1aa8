import type { Readable } from "node:stream";
import { ServiceError } from "@huntkit/provider";
import { allowedHosts, withoutCredentials } from "./allowed-hosts.js";
import type { HttpTransport } from "./create-transport.js";
import { httpFailure } from "./http-failure.js";
import type { HttpClient, HttpClientOptions, HttpRequestOptions, HttpResponse, HttpStreamResponse } from "./http-types.js";
import { linkedSignal, type LinkedSignal } from "./linked-signal.js";
import { type ProxyChoice, proxyChoice } from "./proxy-choice.js";

/**
 * Makes an HTTP client over one pool of kept-alive connections. It sends only to the allowed hosts and only by https, never
 * follows a redirect, adds the authorities of `caFile`, NODE_EXTRA_CA_CERTS and SSL_CERT_FILE to the built-in ones, and goes
 * through the proxy that the options or the environment name.
 * @throws {SettingError} if a host or the proxy cannot be read. Files are read at the first request.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const hosts = allowedHosts(options.allowedHosts);
  const proxy = proxyChoice(options.proxy, options.environment ?? process.env);
  const limit = options.maximumResponseBytes ?? 256 * 1024 * 1024;
  const shownProxy = proxy.url === undefined ? undefined : new URL(proxy.url).origin;
  let transport: Promise<HttpTransport> | undefined;
  let closed = false;

  const ready = (): Promise<HttpTransport> => (transport ??= openTransport(options, proxy).catch((error: unknown) => {
    transport = undefined;
    throw error;
  }));

  async function open(url: string | URL, request: HttpRequestOptions): Promise<OpenResponse> {
    const target = hosts.check(url);
    if (closed) throw new ServiceError({ code: "client-closed", message: `The client is closed; nothing was sent to ${target.host}.`, retryable: false });
    const link = linkedSignal(request.signal, request.timeoutMilliseconds);
    const failed = (failure: unknown): Error =>
      httpFailure(failure, { shownUrl: withoutCredentials(target), shownProxy, cancelled: request.signal?.aborted ?? false, timedOut: link.timedOut() });
    try {
      const { request: send, dispatcher } = await ready();
      const answer = await send(target, sent(request, link, dispatcher));
      return { answer, link, failed, shownUrl: withoutCredentials(target), limit };
    } catch (error) {
      link.release();
      throw failed(error);
    }
  }

  return {
    request: async (url, request = {}) => whole(await open(url, request)),
    stream: async (url, request = {}) => piecewise(await open(url, request)),
    async close() {
      closed = true;
      // A transport that could not be made has nothing to close; its failure was told to who asked for it.
      await transport?.then(({ dispatcher }) => dispatcher.destroy(), () => undefined);
    },
  };
}

// What asks Node for TLS and unpacking is loaded here and not at import: it takes longer than all the rest.
async function openTransport(options: HttpClientOptions, proxy: ProxyChoice): Promise<HttpTransport> {
  return (await import("./create-transport.js")).createTransport(options, proxy);
}

/** The encodings that decoded-body.ts unpacks. */
const acceptedEncodings = "gzip, deflate, br";

interface OpenResponse {
  readonly answer: { readonly statusCode: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: Readable };
  readonly link: LinkedSignal;
  readonly failed: (failure: unknown) => Error;
  readonly shownUrl: string;
  readonly limit: number;
}

function sent(request: HttpRequestOptions, link: LinkedSignal, dispatcher: HttpTransport["dispatcher"]): Parameters<HttpTransport["request"]>[1] {
  return {
    dispatcher,
    method: request.method ?? "GET",
    headers: { ...request.headers, "accept-encoding": acceptedEncodings },
    body: request.body ?? null,
    signal: link.signal,
  };
}

async function whole(open: OpenResponse): Promise<HttpResponse> {
  const pieces: Uint8Array[] = [];
  for await (const piece of read(open)) pieces.push(piece);
  const body = Buffer.concat(pieces);
  return { status: open.answer.statusCode, headers: flat(open.answer.headers), body, text: () => body.toString("utf8").replace(/^\uFEFF/, "") };
}

function piecewise(open: OpenResponse): HttpStreamResponse {
  const cancel = (): void => {
    open.link.release();
    open.answer.body.on("error", () => undefined).destroy();
  };
  return { status: open.answer.statusCode, headers: flat(open.answer.headers), body: read(open), cancel };
}

async function* read(open: OpenResponse): AsyncGenerator<Uint8Array> {
  const encoding = flat(open.answer.headers)["content-encoding"];
  try {
    const { decodedBody } = await import("./decoded-body.js");
    yield* decodedBody(open.answer.body, encoding, open.limit, open.shownUrl);
  } catch (error) {
    throw open.failed(error);
  } finally {
    open.link.release();
    if (!open.answer.body.readableEnded) open.answer.body.on("error", () => undefined).destroy();
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(", ")]])));
}
