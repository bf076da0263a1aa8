import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { InternalError, KqlDateTime, TICKS_PER_DAY, type TimeRange } from "@huntkit/provider";
import type { EmulatorService, ServiceContext } from "../server/emulator-service.js";
import type { ServiceRequest } from "../server/service-request.js";
import type { ServiceResponse } from "../server/service-response.js";
import { authorizeHunting } from "./authorize-hunting.js";
import { HuntingQuotas } from "./call-quota.js";
import { encodeAnswer } from "./encode-answer.js";
import { type HuntingFace, huntingFaces } from "./hunting-faces.table.js";
import type { HuntingOptions } from "./hunting-options.js";
import { badRequest, huntingHeaders, huntingProblem, type HuntingPlace } from "./hunting-problem.js";
import { readTimespan } from "./read-timespan.js";
import { runHuntingQuery } from "./run-hunting-query.js";
import type { TenantTables } from "./tenant-tables.js";

/** What the hunting services work on. */
export interface HuntingState {
  /** How they behave; may be replaced at any time. */
  options: HuntingOptions;
  readonly tables: TenantTables;
}

const largestBody = 1_000_000;

/** The three faces of advanced hunting, with quotas per tenant. */
export function createHuntingService(state: HuntingState): EmulatorService {
  const quotas = new HuntingQuotas();
  return {
    name: "hunting",
    match: (path) => faceOf(path) !== undefined,
    async handle(request, context) {
      const face = faceOf(request.path);
      if (face === undefined) throw new InternalError({ code: "emulator-path", message: `The path ${request.path} is that of another service.` });
      return answer({ face, request, now: context.clock.now() }, { state, quotas, context });
    },
  };
}

function faceOf(path: string): HuntingFace | undefined {
  return huntingFaces.find((face) => face.path.test(path));
}

interface Surroundings {
  readonly state: HuntingState;
  readonly quotas: HuntingQuotas;
  readonly context: ServiceContext;
}

async function answer(place: HuntingPlace, { state, quotas, context }: Surroundings): Promise<ServiceResponse> {
  const { face, request, now } = place;
  const { options } = state;
  if (request.method !== "POST") throw huntingProblem(place, 405, { graph: "MethodNotAllowed", older: "MethodNotAllowed" }, `${request.method} is not allowed here.`);
  const { tenantId } = await authorizeHunting(place, context);
  const { query, timespan } = readBody(place);
  quotas.count(place, tenantId, options);
  const begun = performance.now();
  const range = rangeOf(place, timespan, options);
  if (options.answerDelayMilliseconds) await wait(options.answerDelayMilliseconds, undefined, { signal: request.signal });
  const usage = process.cpuUsage();
  const call = { text: query, range, signal: request.signal, milliseconds: options.executionMilliseconds ?? face.executionMilliseconds, missingTables: options.missingTables ?? (state.tables.hasData(tenantId) ? "empty" : "refused") } as const;
  const charge = (): void => quotas.charge(tenantId, options.cpuMillisecondsPerCall ?? performance.now() - begun, now); // one that fails has cost as much
  const table = await state.tables.use(tenantId, (connection) => runHuntingQuery(place, connection, call)).finally(charge);
  const body = encodeAnswer(face.name, table, { rowCap: options.rowCap ?? 100_000, seconds: (performance.now() - begun) / 1000, processor: process.cpuUsage(usage) });
  if (Buffer.byteLength(body) > (options.sizeCapBytes ?? 50_000_000)) throw huntingProblem(place, 400, badRequest, "Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again");
  return { status: 200, headers: { "content-type": face.name === "graph" ? "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8" : "application/json; charset=utf-8", ...huntingHeaders(face, request, randomUUID()) }, body, compress: true };
}

/** The query and the time span. Member names are exact on the older services; Graph takes both spellings. */
function readBody(place: HuntingPlace): { readonly query: string; readonly timespan: unknown } {
  const { face, request } = place;
  if (request.body.byteLength > largestBody) throw huntingProblem(place, 413, { graph: "RequestEntityTooLarge", older: "RequestEntityTooLarge" }, "The request is too large.");
  const body = bodyMembers(request);
  if (!body) throw huntingProblem(place, 400, { graph: "BadRequest", older: "InvalidRequestBody" }, "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
  const query = body["Query"] ?? (face.name === "graph" ? body["query"] : undefined);
  if (typeof query !== "string" || query.trim() === "") throw huntingProblem(place, 400, { graph: "BadRequest", older: "MissingRequiredParameter" }, "The required parameter Query is missing.");
  return { query, timespan: face.name === "graph" ? (body["Timespan"] ?? body["timespan"]) : undefined };
}

function bodyMembers(request: ServiceRequest): Readonly<Record<string, unknown>> | undefined {
  const body = request.json();
  if (!/json/i.test(request.headers["content-type"] ?? "")) return undefined;
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;
}

/** What is looked at: the time span, within what the tenant's data goes back. */
function rangeOf(place: HuntingPlace, timespan: unknown, { lookBackDays }: HuntingOptions): TimeRange | undefined {
  const given = typeof timespan === "string" && timespan !== "" ? readTimespan(timespan, place.now) : undefined;
  if (timespan !== undefined && timespan !== null && timespan !== "" && given === undefined) throw huntingProblem(place, 400, badRequest, "Invalid Timespan. Give it as ISO 8601.");
  if (lookBackDays === undefined) return given;
  const now = KqlDateTime.fromDate(new Date(place.now)).ticks;
  const oldest = now - BigInt(Math.round(lookBackDays * 86_400)) * (TICKS_PER_DAY / 86_400n);
  const start = given && given.start.ticks > oldest ? given.start : new KqlDateTime(oldest);
  return { start, end: given?.end ?? new KqlDateTime(now + TICKS_PER_DAY) };
}
