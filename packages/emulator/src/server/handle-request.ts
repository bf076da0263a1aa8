import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { FaultRule } from "../faults/fault-rule.js";
import type { WritableFaultList } from "../faults/fault-list.js";
import { replacementResponse, replacesService, spoiltResponse } from "../faults/faulty-response.js";
import { mentionedTenant } from "../tokens/mentioned-tenant.js";
import type { EmulatorService, ServiceContext } from "./emulator-service.js";
import { readRequest } from "./read-request.js";
import { Refusal } from "./refusal.js";
import type { RequestLogEntry, WritableRequestLog } from "./request-log.js";
import { sendResponse } from "./send-response.js";
import type { ServiceRequest } from "./service-request.js";
import { jsonResponse, type ServiceResponse } from "./service-response.js";

/** What the listeners share. */
export interface RequestHandling {
  readonly services: readonly EmulatorService[];
  readonly context: ServiceContext;
  readonly faults: WritableFaultList;
  readonly log: WritableRequestLog;
  /** Fires when the emulator is closed. */
  readonly signal: AbortSignal;
  /** Told of a fault of the emulator itself. */
  readonly onDefect: (error: unknown) => void;
}

/** Reads a request, plays the fault that is due, asks the service, and sends its answer. */
export async function handleRequest(message: IncomingMessage, output: ServerResponse, handling: RequestHandling, listener: { readonly scheme: "https" | "http"; readonly fallbackHost: string }): Promise<void> {
  const left = new AbortController();
  output.once("close", () => (output.writableFinished ? undefined : left.abort()));
  const signal = AbortSignal.any([handling.signal, left.signal]);
  const request = await readRequest(message, { number: handling.log.nextNumber(), ...listener, signal });
  const service = handling.services.find((candidate) => (listener.scheme === "https" || candidate.plain === true) && candidate.match(request.path, request.host));
  const tenant = mentionedTenant(request, handling.context.directory);
  const serviceName = service?.name ?? "none";
  handling.log.add(logEntry(request, { service: serviceName, tenant, time: handling.context.clock.now() }));
  const fault = handling.faults.take({ request, service: serviceName, tenant });
  if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds, undefined, { signal }).catch((error: unknown) => completeAndThrow(request, handling, error));
  const response = await answer(request, service, fault, handling);
  handling.log.complete(request.number, { faulty: fault !== undefined, ...(response === undefined ? {} : { status: response.status }) });
  if (response === undefined) {
    if (fault?.dropSocket !== undefined) output.socket?.destroy();
    return;
  }
  const acceptsGzip = /\bgzip\b/i.test(request.headers["accept-encoding"] ?? "");
  await sendResponse(output, response, { acceptsGzip, clock: handling.context.clock, fault, signal });
}

// A client that leaves before its answer is logged as one that got none.
function completeAndThrow(request: ServiceRequest, { log }: RequestHandling, error: unknown): never {
  log.complete(request.number, { faulty: true });
  throw error;
}

/** The answer; undefined if none is sent. */
async function answer(request: ServiceRequest, service: EmulatorService | undefined, fault: FaultRule | undefined, handling: RequestHandling): Promise<ServiceResponse | undefined> {
  if (fault?.dropSocket === "before" || fault?.stall === "before") return undefined;
  const response = fault !== undefined && replacesService(fault) ? replacementResponse(fault) : await serve(request, service, handling);
  if (fault?.dropSocket === "after") return undefined;
  return fault === undefined ? response : spoiltResponse(response, fault, handling.context.clock);
}

async function serve(request: ServiceRequest, service: EmulatorService | undefined, { context, onDefect }: RequestHandling): Promise<ServiceResponse> {
  if (service === undefined) return jsonResponse(404, { error: { code: "NotFound", message: `The emulator has no service at ${request.method} ${request.path}.` } });
  try {
    return await service.handle(request, context);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    if (request.signal.aborted) return jsonResponse(499, { error: { code: "ClientClosedRequest", message: "The client left." } });
    onDefect(error);
    return jsonResponse(500, { error: { code: "EmulatorDefect", message: "The emulator failed on this request; this is a fault of the emulator. Its onDefect listener has the details." } });
  }
}

const shownForm = ["grant_type", "client_id", "scope", "resource", "response_mode", "prompt"];
const shownHeaders = ["user-agent", "client-request-id", "accept-encoding", "content-type", "accept", "connection"];

function logEntry(request: ServiceRequest, known: { readonly service: string; readonly tenant: string | undefined; readonly time: number }): RequestLogEntry {
  const isForm = (request.headers["content-type"] ?? "").includes("form-urlencoded");
  const form = isForm ? request.form() : request.query;
  return {
    number: request.number,
    time: known.time,
    service: known.service,
    method: request.method,
    host: request.host,
    path: request.path,
    ...(known.tenant === undefined ? {} : { tenant: known.tenant }),
    form: picked(shownForm, (name) => form.get(name) ?? undefined),
    headers: picked(shownHeaders, (name) => request.headers[name]),
    bearer: /^bearer /i.test(request.headers["authorization"] ?? ""),
    bodyBytes: request.body.length,
    faulty: false,
  };
}

function picked(names: readonly string[], value: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (value(name) === undefined ? [] : [[name, value(name) ?? ""]])));
}
