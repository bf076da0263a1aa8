import type { IncomingMessage } from "node:http";
import type { ServiceRequest } from "./service-request.js";

/** Reads a request whole. `fallbackHost` (host and port) stands in where the client sent no Host header. */
export async function readRequest(message: IncomingMessage, place: { readonly number: number; readonly scheme: "https" | "http"; readonly fallbackHost: string; readonly signal: AbortSignal }): Promise<ServiceRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array);
  const hostAndPort = message.headers.host ?? place.fallbackHost;
  const address = new URL(message.url ?? "/", `${place.scheme}://${place.fallbackHost}`);
  return serviceRequest({
    number: place.number,
    method: (message.method ?? "GET").toUpperCase(),
    path: plainPath(address.pathname),
    query: address.searchParams,
    headers: plainHeaders(message),
    host: hostAndPort.toLowerCase().replace(/:\d+$/, ""),
    origin: `${place.scheme}://${hostAndPort.toLowerCase()}`,
    body: Buffer.concat(chunks),
    signal: place.signal,
  });
}

type RequestParts = Omit<ServiceRequest, "text" | "form" | "json">;

function serviceRequest(parts: RequestParts): ServiceRequest {
  const text = (): string => Buffer.from(parts.body).toString("utf8");
  return { ...parts, text, form: () => new URLSearchParams(text()), json: () => parsedJson(text()) };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The client sent no JSON; the service says so in its own words.
  }
}

function plainPath(path: string): string {
  const trimmed = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  try {
    return decodeURIComponent(trimmed);
  } catch {
    return trimmed; // A stray % is taken literally.
  }
}

function plainHeaders(message: IncomingMessage): Record<string, string> {
  const entries = Object.entries(message.headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}
