import { randomUUID } from "node:crypto";
import type { ServiceRequest } from "../server/service-request.js";
import { kustoProblem } from "./kusto-problem.js";

/** The end points of Kusto's REST API that the emulator has. Source: page "Query/management HTTP request". */
export type KustoEndpoint = "query-v1" | "query-v2" | "mgmt";

/** A query or management command as it arrived. */
export interface KustoCall {
  readonly endpoint: KustoEndpoint;
  /** The name of the database; empty if the call names none. */
  readonly database: string;
  readonly text: string;
  /** Request properties, by name in lower case. */
  readonly options: ReadonlyMap<string, unknown>;
  /** Values of query parameters: KQL literals as text, or JSON numbers, texts and truth values. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly identity: KustoIdentity;
}

/** The ids by which support finds a call. */
export interface KustoIdentity {
  readonly clientRequestId: string;
  readonly activityId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The ids of a request; the client's is taken over. */
export function identityOf(request: ServiceRequest, now: number): KustoIdentity {
  return { clientRequestId: request.headers["x-ms-client-request-id"] ?? `unspecified;${randomUUID()}`, activityId: randomUUID(), now };
}

/** The headers of every answer. */
export function kustoHeaders({ clientRequestId, activityId }: KustoIdentity): Record<string, string> {
  return { "x-ms-client-request-id": clientRequestId, "x-ms-activity-id": activityId };
}

/** Reads a call: a JSON body, or the query of a GET. Throws the service's refusal if it is none. */
export function readKustoCall(request: ServiceRequest, endpoint: KustoEndpoint, identity: KustoIdentity): KustoCall {
  const members = request.method === "GET" ? Object.fromEntries(request.query) : asObject(request.json());
  if (members === undefined) throw kustoProblem(identity, "General_BadRequest", "The request's body is not a JSON object with the members db and csl.");
  const { csl, db } = members;
  if (typeof csl !== "string" || csl.trim() === "") throw kustoProblem(identity, "General_BadRequest", "The required parameter csl (the text of the query) is missing.");
  if (db !== undefined && db !== null && typeof db !== "string") throw kustoProblem(identity, "General_BadRequest", "The parameter db is not a text.");
  const properties = propertiesOf(members["properties"], identity);
  const given = Object.entries(asObject(properties["Options"] ?? {}) ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { endpoint, database: db ?? "", text: csl, options: new Map([...given, ...setStatements(csl)]), parameters: asObject(properties["Parameters"] ?? {}) ?? {}, identity };
}

/** The properties come as an object, or as the text of one. */
function propertiesOf(given: unknown, identity: KustoIdentity): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null || given === "") return {};
  const properties = asObject(typeof given === "string" ? parsed(given) : given);
  if (properties) return properties;
  throw kustoProblem(identity, "General_BadRequest", "The member properties is neither a JSON object nor the text of one.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

/** Properties that the text itself sets before its first query. Source: page "Set statement". */
function setStatements(text: string): (readonly [string, unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  const statement = /^\s*set\s+(\w+)\s*(?:=\s*("[^"]*"|'[^']*'|[^;]*?))?\s*;/i;
  for (let rest = text, match = statement.exec(rest); match; rest = rest.slice(match[0].length), match = statement.exec(rest)) found.push([(match[1] ?? "").toLowerCase(), match[2]?.replace(/^["']|["']$/g, "") ?? true]);
  return found;
}
