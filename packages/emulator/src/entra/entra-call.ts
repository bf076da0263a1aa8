import { randomUUID } from "node:crypto";
import type { Directory } from "../directory/directory.js";
import type { EmulatorClock } from "../server/emulator-clock.js";
import { Refusal } from "../server/refusal.js";
import type { ServiceRequest } from "../server/service-request.js";
import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import type { TokenKeys } from "../tokens/token-keys.js";
import { type EntraProblem, type EntraProblemNumber, entraProblems } from "./entra-problems.table.js";
import type { EntraState } from "./entra-state.js";

/** What Entra ID works with. */
export interface EntraSurroundings {
  readonly directory: Directory;
  readonly clock: EmulatorClock;
  readonly keys: TokenKeys;
  readonly state: EntraState;
  /** The address of the emulator on loopback. */
  readonly origin: string;
}

/** One request to Entra ID. */
export interface EntraCall extends EntraSurroundings {
  readonly request: ServiceRequest;
  /** The first part of the path: a tenant's id or domain, `common`, `organizations` or `consumers`. */
  readonly tenantName: string;
  readonly traceId: string;
  /** What the client sent as `client-request-id`, else a new one. */
  readonly correlationId: string;
}

/** Takes a request on. */
export function entraCall(request: ServiceRequest, surroundings: EntraSurroundings): EntraCall {
  const correlationId = request.query.get("client-request-id") ?? request.headers["client-request-id"] ?? randomUUID();
  return { ...surroundings, request, tenantName: request.path.split("/")[1] ?? "", traceId: randomUUID(), correlationId };
}

/** An error with the members that the service writes: see "Error response" of the protocol pages. */
export interface EntraError {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
  readonly suberror?: string;
}

/** The error body for a number, with its details filled in. `error` replaces the usual OAuth error. */
export function entraError(call: EntraCall, number: EntraProblemNumber, details: Readonly<Record<string, string>> = {}, error?: string): EntraError {
  const problem: EntraProblem = entraProblems[number];
  const timestamp = `${new Date(call.clock.now()).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const text = problem.text.replace(/\{(\w+)\}/g, (_whole, name: string) => details[name] ?? "");
  return {
    error: error ?? problem.error,
    error_description: `AADSTS${number}: ${text} Trace ID: ${call.traceId} Correlation ID: ${call.correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: call.traceId,
    correlation_id: call.correlationId,
    error_uri: `${call.request.origin}/error?code=${number}`,
    ...(problem.suberror === undefined ? {} : { suberror: problem.suberror }),
  };
}

/** The refusal to throw. */
export function refusal(call: EntraCall, number: EntraProblemNumber, details: Readonly<Record<string, string>> = {}, error?: string): Refusal {
  return new Refusal(jsonResponse(entraProblems[number].status, entraError(call, number, details, error), answerHeaders(call)));
}

/** A good answer in JSON. */
export function entraAnswer(call: EntraCall, value: object): ServiceResponse {
  return jsonResponse(200, value, answerHeaders(call));
}

/** The headers of every answer. */
export function answerHeaders({ traceId, correlationId }: EntraCall): Readonly<Record<string, string>> {
  return { "cache-control": "no-store, no-cache", pragma: "no-cache", "x-ms-request-id": traceId, "client-request-id": correlationId };
}

/** A member of the form that must be there. */
export function requiredMember(call: EntraCall, form: URLSearchParams, name: string): string {
  const value = form.get(name) ?? "";
  if (value === "") throw refusal(call, 900144, { parameter: name });
  return value;
}
