import type { LocalConnection } from "@huntkit/driver-local";
import { type CompleteResult, type DriverConnection, HuntError, InternalError, type KqlValue, QueryError, UnsupportedError } from "@huntkit/provider";
import type { KustoCall } from "./kusto-call.js";
import { kustoProblem } from "./kusto-problem.js";
import { isTrue } from "./kusto-results.js";

/** Request properties that would change the answer and that the emulator cannot obey; passing over them would be a wrong answer. */
const refusedOptions = /^(query_now|query_datetimescope_.*|query_results_apply_getschema|query_cursor_.*|query_bin_auto_.*|query_datascope|validatepermissions)$/;

const defaultMilliseconds = 4 * 60_000;
const mostMilliseconds = 60 * 60_000;

/** The engine behind a tenant's tables. @throws {InternalError} if it is another one. */
export function engineOf(connection: DriverConnection): LocalConnection {
  if ("queryAll" in connection && "explain" in connection) return connection as LocalConnection;
  throw new InternalError({ code: "emulator-engine", message: "The emulator's tables are not those of the local driver. That is a fault of huntkit: please report it." });
}

/** Runs all statements of a query. Throws the service's refusals: wrong text, wrong parameter, too long. */
export async function runKustoQuery(call: KustoCall, connection: DriverConnection, signal: AbortSignal): Promise<readonly CompleteResult[]> {
  refuseOptions(call);
  const limit = AbortSignal.timeout(timeLimit(call));
  try {
    return await engineOf(connection).queryAll(call.text, { signal: AbortSignal.any([signal, limit]), parameters: parametersOf(call) });
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw kustoProblem(call.identity, "Timeout", "Query execution lacks time to complete: it ran longer than its servertimeout. (E_RUNAWAY_QUERY)");
    throw refusalOf(error, call);
  }
}

function refuseOptions({ options, identity }: KustoCall): void {
  const refused = [...options.keys()].find((name) => refusedOptions.test(name));
  if (refused !== undefined) throw kustoProblem(identity, "General_BadRequest", `The emulator does not have the request property ${refused}, which would change the answer. Leave it out.`);
  const language = options.get("query_language");
  if (language !== undefined && !/^(kql|csl)$/i.test(String(language))) throw kustoProblem(identity, "General_BadRequest", `The emulator speaks KQL only, not ${String(language)}.`);
}

/** Source: page "Request properties", `servertimeout`; a timespan as KQL or .NET writes it. */
function timeLimit({ options, identity }: KustoCall): number {
  if (isTrue(options.get("norequesttimeout"))) return mostMilliseconds;
  const text = options.get("servertimeout");
  if (text === undefined) return defaultMilliseconds;
  const milliseconds = spanMilliseconds(String(text).trim());
  if (milliseconds !== undefined && milliseconds > 0) return Math.min(milliseconds, mostMilliseconds);
  throw kustoProblem(identity, "General_BadRequest", "The request property servertimeout is no timespan, such as 00:04:00 or 4m.");
}

function spanMilliseconds(text: string): number | undefined {
  const clock = /^(?:(\d+)\.)?(\d+):(\d+)(?::(\d+(?:\.\d+)?))?$/.exec(text);
  if (clock) return (((Number(clock[1] ?? 0) * 24 + Number(clock[2])) * 60 + Number(clock[3])) * 60 + Number(clock[4] ?? 0)) * 1000;
  const short = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return short ? Number(short[1]) * (units[short[2] ?? ""] ?? Number.NaN) : undefined;
}

/** Texts are literals of the declared type, for a string the text itself; numbers and truth values come as JSON. Source: page "Query/management HTTP request". */
function parametersOf({ parameters, identity, text }: KustoCall): Record<string, KqlValue> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (typeof value === "string") return [name, isDeclaredString(name, text) ? value : withoutType(value)];
      if (typeof value === "number" || typeof value === "boolean") return [name, String(value)];
      throw kustoProblem(identity, "General_BadRequest", `The value of the query parameter ${name} is neither a text, a number nor a truth value. Give it as a KQL literal in a text.`);
    }),
  );
}

function isDeclaredString(name: string, text: string): boolean {
  const declared = /\bdeclare\s+query_parameters\s*\(([\s\S]*?)\)\s*;/i.exec(text)?.[1] ?? "";
  return new RegExp(`(?:^|,)\\s*${name.replace(/\W/g, "\\$&")}\\s*:\\s*string\\b`).test(declared);
}

/** `datetime(2026-07-01)` and the like without the type around it. */
function withoutType(text: string): string {
  return (/^\s*(?:datetime|date|timespan|time|dynamic|guid|long|int|real|double|decimal|bool)\s*\(([\s\S]*)\)\s*$/.exec(text)?.[1] ?? text).trim();
}

function refusalOf(error: unknown, { identity }: KustoCall): unknown {
  if (error instanceof UnsupportedError) return kustoProblem(identity, "General_BadRequest", `${error.message} (The emulator's engine cannot run this.)`);
  if (!HuntError.isInstance(error) || !(error instanceof QueryError)) return error;
  const [problem] = error.problems;
  const text = problem?.message ?? error.message;
  const { line, column } = problem?.place ?? {};
  const place = line === undefined ? "" : ` [line:position=${line}:${column ?? 0}]`;
  const isSyntax = Number(/^KS(\d+)$/.exec(problem?.code ?? "")?.[1] ?? Number.NaN) < 100;
  if (isSyntax) return kustoProblem(identity, "Syntax", `Syntax error: ${text}${place}`);
  return kustoProblem(identity, "Semantic", `Semantic error: ${text}${place}`);
}
