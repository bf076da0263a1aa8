import { createServer as createPlainServer, type Server as PlainServer, type ServerResponse, type IncomingMessage } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { ServiceError } from "@huntkit/provider";
import { handleRequest, type RequestHandling } from "./handle-request.js";

/** The only address that the emulator is ever bound to. */
export const loopbackAddress = "127.0.0.1";

/** A listening server. */
export interface Listener {
  readonly port: number;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/** Listens with TLS on loopback; port 0 takes a free one. The key and certificate are PEM. */
export function listenSecure(port: number, identity: { readonly key: string; readonly cert: string }, handling: RequestHandling): Promise<Listener> {
  return listen(createSecureServer({ ...identity, keepAliveTimeout: 60_000 }), port, "https", handling);
}

/** Listens without TLS on loopback, for the services that say they may be spoken to so. */
export function listenPlain(port: number, handling: RequestHandling): Promise<Listener> {
  return listen(createPlainServer({ keepAliveTimeout: 60_000 }), port, "http", handling);
}

async function listen(server: PlainServer | SecureServer, port: number, scheme: "https" | "http", handling: RequestHandling): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(portError(port, error)));
    server.listen(port, loopbackAddress, resolve);
  });
  const chosen = (server.address() as AddressInfo).port;
  const fallbackHost = `${loopbackAddress}:${chosen}`;
  server.on("request", (message: IncomingMessage, output: ServerResponse) => {
    handleRequest(message, output, handling, { scheme, fallbackHost }).catch((error: unknown) => endBroken(output, error, handling));
  });
  return { port: chosen, close: () => closeServer(server) };
}

// A client that left, or the end of the emulator, is no defect.
function endBroken(output: ServerResponse, error: unknown, { signal, onDefect }: RequestHandling): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isLeaving = ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"].includes(code);
  if (!signal.aborted && !isLeaving) onDefect(error);
  output.socket?.destroy();
}

function portError(port: number, cause: unknown): ServiceError {
  return new ServiceError({ code: "emulator-port", message: `The emulator cannot listen on port ${port} of ${loopbackAddress}. Give another port, or 0 for any free one.`, cause });
}

function closeServer(server: PlainServer | SecureServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
