import { caretLines, CloudError, type HuntError, ParameterError, QueryError, type QueryProblem, QuotaError, ServiceError, SignInError, type TextPlace, textPlace } from "@huntkit/provider";
import { retryAfter } from "./retry-after.js";
import { readFailure, type ServiceAnswer, type ServiceFailure } from "./service-answer.js";

/** What was asked, as far as an error tells of it. */
export interface AskedService {
  /** The data environment, for example `M365DGraph`. */
  readonly environment: string;
  /** The connection's name. */
  readonly connection: string;
  /** The host that was called. */
  readonly host: string;
  /** The query text. */
  readonly query: string;
  /** The permission that the call needs. */
  readonly permission: { readonly api: string; readonly application: string; readonly delegated: string };
  /** The id that was sent with the call. */
  readonly clientRequestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What to know about the service's end; undefined for one that stays. */
  readonly ending?: string | undefined;
}

/**
 * What an answer with an error means, by its status first and then by the tail of its text, since the codes alone do not part
 * the causes (pages common-errors, api-error-codes, advanced-hunting-errors; Graph's errors and throttling).
 */
export function refusalOf(answer: ServiceAnswer, asked: AskedService): HuntError {
  const failure = readFailure(answer);
  const { status } = answer;
  if (status === 401) return signIn("token-refused", `${asked.environment} refused the token of ${asked.connection}. Sign in again (\`huntkit connect\`); if it goes on, check the machine's clock, the tenant and the cloud.`, { failure, asked });
  if (status === 403) return forbidden(failure, asked);
  if (status === 429) return quota(answer, failure, asked);
  if (status === 413) return tooLongText(failure, asked);
  if (status === 404 || status === 410) return notFound(failure, asked);
  if (status >= 300 && status < 400) return service("service-redirects", `${asked.host} sends the call elsewhere (status ${status}), which is not followed so that no token leaves. Check the host in the settings.`, { failure, asked, retryable: false });
  if (status === 504 || status === 408) return service("query-timeout", "The service did not finish the query in time. Ask for a shorter time range (--split-by auto does it), or filter earlier.", { failure, asked, retryable: true });
  if (status >= 500) return service("service-failed", `${asked.environment} failed (status ${status}${saying(failure)}).`, { failure, asked, retryable: true });
  return badRequest(failure, { asked, status });
}

function notFound(failure: ServiceFailure, asked: AskedService): CloudError {
  const advice = asked.ending === undefined ? "Check the cloud and the host (apiUri) in the settings." : `${asked.ending} Before that day, check the cloud and the host (apiUri) in the settings.`;
  return new CloudError({ code: "service-not-found", message: withIds(`${asked.host} has no advanced hunting at the path of ${asked.environment}. ${advice}`, failure, asked) });
}

const syntax = /fix syntax errors in your query/i;
const semantic = /fix semantic errors in your query|failed to resolve|semantic error/i;

/** The rules for status 400, the first that fits; the recorded texts are on the pages named above. */
function badRequest(failure: ServiceFailure, { asked, status }: { readonly asked: AskedService; readonly status: number }): HuntError {
  const { message } = failure;
  if (/allowed result size|result size limit/i.test(message)) return service("result-too-large", "The answer is larger than the service gives out. Ask for a shorter time range (--split-by auto does it), fewer columns (project), or summarize.", { failure, asked, retryable: false });
  if (/processing resources allocated/i.test(message)) return quotaError("cpu", undefined, failure, asked);
  if (/exceeded the (?:allowed limits|timeout)|timeout period|excessive resource|query stopped|preempted/i.test(message)) return tooHeavy(failure, asked);
  if (/exceeds the allowed size limit/i.test(message)) return tooLongText(failure, asked);
  if (syntax.test(message)) return wrongQuery("query-syntax", "The service cannot read the query", failure, asked);
  const unknown = /failed to resolve (?:table|table or column|entity)(?: expression)?(?: or column expression)? named '([^']*)'/i.exec(message);
  if (unknown) return wrongQuery("table-unknown", `There is no table ${unknown[1] ?? ""} for ${asked.connection}: the name is wrong, or the tenant has no licence for it (the service does not say which). The service's words`, failure, asked);
  if (semantic.test(message)) return wrongQuery("query-semantic", "The query does not fit the tables", failure, asked);
  if (/invalidrequestbody|missingrequiredparameter|invalidinput/i.test(failure.code)) return new ParameterError({ code: "request-refused", message: withIds(`The service does not take the request${saying(failure)}.`, failure, asked) });
  if (message !== "") return wrongQuery("query-refused", "The service refused the query", failure, asked);
  return service("service-refused", `${asked.host} refused the call (status ${status}) without words that can be read. A proxy may stand between: check the host and the proxy in the settings.`, { failure, asked, retryable: false });
}

function tooHeavy(failure: ServiceFailure, asked: AskedService): HuntError {
  const code = /time-?out/i.test(failure.message) ? "query-timeout" : "query-too-heavy";
  return service(code, "The query is too heavy for the service, and asking the same again would not help. Ask for a shorter time range (--split-by auto does it), or filter earlier.", { failure, asked, retryable: false });
}

function tooLongText(failure: ServiceFailure, asked: AskedService): HuntError {
  return new QueryError({ code: "query-too-long", message: withIds(`The query text (${asked.query.length} characters) is longer than the service takes. Shorten its lists, or run it in pieces.`, failure, asked), query: asked.query });
}

function wrongQuery(code: string, what: string, failure: ServiceFailure, asked: AskedService): QueryError {
  const place = placeIn(failure.message, asked.query);
  const problem: QueryProblem = { code, message: failure.message, ...(place === undefined ? {} : { place }) };
  const shown = place === undefined ? "" : `\nline ${place.line}, column ${place.column}\n${caretLines(asked.query, place)}`;
  return new QueryError({ code, message: `${withIds(`${what}: ${failure.message}`, failure, asked)}${shown}`, query: asked.query, problems: [problem] });
}

/** The place that the service names, or that of the name that it could not resolve if this stands in the text only once. */
function placeIn(message: string, query: string): TextPlace | undefined {
  const told = /line[:=\s]+(\d+)[^\d]{1,20}(?:position|column)[:=\s]+(\d+)/i.exec(message);
  if (told) return placeAt(query, Number(told[1]), Number(told[2]));
  const name = /named '([A-Za-z_][\w]*)'/.exec(message)?.[1];
  const found = name === undefined ? [] : [...query.matchAll(new RegExp(`(?<![\\w])${name}(?![\\w])`, "g"))];
  const [only] = found;
  return found.length === 1 && only !== undefined && name !== undefined ? textPlace(query, only.index, name.length) : undefined;
}

function placeAt(query: string, line: number, column: number): TextPlace | undefined {
  const before = query.split("\n").slice(0, line - 1);
  if (line < 1 || before.length < line - 1) return undefined;
  const offset = before.reduce((length, text) => length + text.length + 1, 0) + Math.max(0, column - 1);
  return offset < query.length ? textPlace(query, offset, 1) : undefined;
}

function forbidden(failure: ServiceFailure, asked: AskedService): HuntError {
  if (/^disabled/i.test(failure.code) || /^disallowed/i.test(failure.code)) return signIn("hunting-not-allowed", `Advanced hunting is switched off or not allowed for ${asked.connection}${saying(failure)}. Check the tenant's licence.`, { failure, asked });
  const { api, application, delegated } = asked.permission;
  return signIn("permission-missing", `${asked.connection} may not hunt by ${asked.environment}. An application needs the permission ${application} (a signed-in user ${delegated}, and a role that may read, for example Security Reader) of ${api}, and an administrator's consent: Entra admin center, App registrations, the application, API permissions, "Grant admin consent"; then sign in again.${failure.message === "" ? "" : ` The service says: ${failure.message}`}`, { failure, asked });
}

function quota(answer: ServiceAnswer, failure: ServiceFailure, asked: AskedService): HuntError {
  const kind = /processing resources|cpu/i.test(failure.message) ? "cpu" : "calls";
  return quotaError(kind, retryAfter(answer.headers["retry-after"], failure.message, serverTime(answer) ?? asked.now), failure, asked);
}

/** The time by the service's own clock, so that a date in `Retry-After` means the same wait whatever the clock here says. */
function serverTime({ headers }: ServiceAnswer): number | undefined {
  const time = Date.parse(headers["date"] ?? "");
  return Number.isNaN(time) ? undefined : time;
}

function quotaError(kind: "cpu" | "calls", wait: number | undefined, failure: ServiceFailure, asked: AskedService): HuntError {
  const what = kind === "cpu" ? "The tenant has used up its processor time for hunting (counted in cycles of 15 minutes). Run fewer or lighter queries" : "The tenant has made as many hunting calls as it may (45 a minute, 1,500 an hour, all programs together)";
  const when = wait === undefined ? "" : ` The service asks to wait ${Math.ceil(wait / 1000)} seconds.`;
  return new QuotaError({ code: kind === "cpu" ? "cpu-quota" : "calls-quota", quota: kind, message: withIds(`${what}.${when}`, failure, asked), ...(wait === undefined ? {} : { retryAfterMilliseconds: wait }) });
}

interface Told {
  readonly failure: ServiceFailure;
  readonly asked: AskedService;
}

function service(code: string, message: string, { failure, asked, retryable }: Told & { readonly retryable: boolean }): ServiceError {
  return new ServiceError({ code, message: withIds(message, failure, asked), retryable });
}

function signIn(code: string, message: string, { failure, asked }: Told): SignInError {
  return new SignInError({ code, message: withIds(message, failure, asked) });
}

function saying({ code, message }: ServiceFailure): string {
  const told = message || code;
  return told === "" ? "" : `: ${told}`;
}

function withIds(message: string, { requestId }: ServiceFailure, { clientRequestId }: AskedService): string {
  return `${message} (request ${requestId ?? "without an id"}, client request ${clientRequestId})`;
}
