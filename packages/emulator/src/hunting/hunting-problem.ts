import { randomUUID } from "node:crypto";
import { Refusal } from "../server/refusal.js";
import type { ServiceRequest } from "../server/service-request.js";
import { jsonResponse } from "../server/service-response.js";
import type { HuntingFace } from "./hunting-faces.table.js";

/** A request to one of the faces, as far as its errors tell of it. */
export interface HuntingPlace {
  readonly face: HuntingFace;
  readonly request: ServiceRequest;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An error's code, in the words of Graph and of the two older services. */
export interface ProblemCode {
  readonly graph: string;
  readonly older: string;
}

export const badRequest: ProblemCode = { graph: "BadRequest", older: "BadRequest" };

/** An error in the form of the face: Graph's with `innerError`, the older ones' with `target`. */
export function huntingProblem({ face, request, now }: HuntingPlace, status: number, code: ProblemCode, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  const id = randomUUID();
  const clientId = request.headers["client-request-id"] ?? id;
  const date = new Date(now).toISOString().slice(0, 19);
  const inner = status === 429 ? { code: "429", date, message, "request-id": id, "client-request-id": clientId, status: "429" } : { date, "request-id": id, "client-request-id": clientId };
  const error = face.name === "graph" ? { code: code.graph, message, innerError: inner } : { code: code.older, message, target: id };
  return new Refusal(jsonResponse(status, { error }, { ...huntingHeaders(face, request, id), ...headers }));
}

/** The headers by which support finds a call. */
export function huntingHeaders({ name }: HuntingFace, request: ServiceRequest, id: string): Record<string, string> {
  if (name !== "graph") return {};
  return { "request-id": id, "client-request-id": request.headers["client-request-id"] ?? id, "x-ms-ags-diagnostic": '{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"EMULATOR"}}' };
}
