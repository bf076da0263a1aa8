import { Refusal } from "../server/refusal.js";
import { jsonResponse } from "../server/service-response.js";
import { kustoHeaders, type KustoIdentity } from "./kusto-call.js";

/** An error code of the service, with its status and the exception's type. */
interface ProblemKind {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly permanent: boolean;
}

const invalid = "Request is invalid and cannot be executed.";

/** Source: page "Query V2 HTTP response", and recorded answers in the tests of azure-kusto-python. */
const kinds = {
  General_BadRequest: { status: 400, message: invalid, type: "Kusto.Data.Exceptions.KustoBadRequestException", permanent: true },
  Syntax: { status: 400, message: invalid, type: "Kusto.Data.Exceptions.SyntaxException", permanent: true },
  Semantic: { status: 400, message: invalid, type: "Kusto.Data.Exceptions.SemanticException", permanent: true },
  BadRequest_EntityNotFound: { status: 400, message: invalid, type: "Kusto.Data.Exceptions.EntityNotFoundException", permanent: true },
  Forbidden: { status: 403, message: "Caller is not authorized to perform this action", type: "Kusto.DataNode.Exceptions.ForbiddenException", permanent: true },
  NotFound: { status: 404, message: "The requested resource does not exist.", type: "Kusto.Common.Svc.Exceptions.NotFoundException", permanent: true },
  MethodNotAllowed: { status: 405, message: "The method is not allowed here.", type: "Kusto.Common.Svc.Exceptions.MethodNotAllowedException", permanent: true },
  PayloadTooLarge: { status: 413, message: "The request is too large.", type: "Kusto.Data.Exceptions.KustoBadRequestException", permanent: true },
  Timeout: { status: 504, message: "Request timed out.", type: "Kusto.Data.Exceptions.KustoServiceTimeoutException", permanent: false },
  LimitsExceeded: { status: 400, message: invalid, type: "Kusto.Data.Exceptions.KustoServicePartialQueryFailureLimitsExceededException", permanent: false },
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** A kind of failure. `Syntax` and `Semantic` have the code `General_BadRequest`. */
export type KustoProblemKind = keyof typeof kinds;

/** An error in the form of the guidelines that the service follows ("OneApiErrors"). */
export function oneApiError(identity: KustoIdentity, kind: KustoProblemKind, detail: string): Readonly<Record<string, unknown>> {
  const { message, type, permanent } = kinds[kind];
  const { clientRequestId, activityId, now } = identity;
  const context = { timestamp: new Date(now).toISOString(), machineName: "EMULATOR", processName: "huntkit", clientRequestId, activityId, subActivityId: activityId, activityType: "Emulator", parentActivityId: activityId };
  const code = kind === "Syntax" || kind === "Semantic" ? "General_BadRequest" : kind;
  return { error: { code, message, "@type": type, "@message": detail, "@context": context, "@permanent": permanent } };
}

/** The refusal of a call, with the status that belongs to its kind. */
export function kustoProblem(identity: KustoIdentity, kind: KustoProblemKind, detail: string): Refusal {
  return new Refusal(jsonResponse(kinds[kind].status, oneApiError(identity, kind, detail), kustoHeaders(identity)));
}
