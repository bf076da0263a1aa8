import { type DriverConnection, HuntError, QueryError, type ResultTable, type TimeRange, UnsupportedError } from "@huntkit/provider";
import { badRequest, huntingProblem, type HuntingPlace } from "./hunting-problem.js";

/** A query as it arrived. */
export interface HuntingCall {
  readonly text: string;
  /** The stretch of time beside the text; undefined for all data. */
  readonly range: TimeRange | undefined;
  readonly signal: AbortSignal;
  /** The most milliseconds that it may run. */
  readonly milliseconds: number;
  /** Whether tables without data are refused, as those without a licence. */
  readonly missingTables: "empty" | "refused";
}

/** Runs a query with the embedded engine. Throws the service's refusals: wrong text, too long. */
export async function runHuntingQuery(place: HuntingPlace, connection: DriverConnection, call: HuntingCall): Promise<ResultTable> {
  const limit = AbortSignal.timeout(call.milliseconds);
  try {
    await refuseOtherTables(place, connection, call.text);
    const text = call.range ? await restricted(place, call.text, call.range) : call.text;
    const result = await connection.query(text, { signal: AbortSignal.any([limit, call.signal]) });
    const missing = result.warnings.find(({ code }) => code === "table-without-data");
    if (missing && call.missingTables === "refused") throw huntingProblem(place, 400, badRequest, unknownTable(/ no file of (\w+)/.exec(missing.message)?.[1] ?? ""));
    if (result.status === "complete") return result.table;
    throw result.missing[0]?.error ?? new QueryError({ code: "incomplete", message: "The engine gave a part of the rows." });
  } catch (error) {
    if (limit.aborted && !call.signal.aborted) throw timedOut(place);
    throw refusalOf(error, place, call.text);
  }
}

/** Defender for Endpoint serves the tables of devices only (page advanced-hunting-schema-reference). */
async function refuseOtherTables(place: HuntingPlace, connection: DriverConnection, text: string): Promise<void> {
  if (place.face.name !== "mde") return;
  const { tables = [] } = (await connection.schema?.()) ?? {};
  const code = text.replace(/@?"[^"\n]*"|@?'[^'\n]*'|\/\/[^\n]*/g, " ");
  const others = tables.filter(({ name }) => !name.startsWith("Device"));
  const other = others.find(({ name }) => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(code));
  if (other) throw huntingProblem(place, 400, badRequest, unknownTable(other.name));
  if (others.length > 0 && overAllTables.some((pattern) => pattern.test(code))) throw huntingProblem(place, 400, badRequest, "The emulator cannot run a query over all tables for Defender for Endpoint. Name the tables.");
  const { kqlDialect } = await import("@huntkit/kql/dialect");
  // However a table is named, it is looked up among those of the service.
  await kqlDialect.planSplit?.(text, { environment: "MDE", vouched: true, tables: tables.filter((table) => !others.includes(table)) });
}

const overAllTables: readonly RegExp[] = [/(?:^|[|;(=])\s*(?:search|find)\b(?![^|;]*\bin\s*\()/, /\bunion\b[^|;]*\*/];

/** Each table with a time gives only rows of the range; tables without one all rows. */
async function restricted(place: HuntingPlace, text: string, range: TimeRange): Promise<string> {
  const { kqlDialect } = await import("@huntkit/kql/dialect");
  const plan = await kqlDialect.planSplit?.(text, { environment: "M365DGraph", vouched: true });
  if (plan?.splittable === true) return plan.restrict(range);
  if (plan === undefined || plan.timeless === true) return text;
  throw huntingProblem(place, 400, badRequest, `The emulator cannot restrict this query to a time span. ${plan.reason}`);
}

function timedOut(place: HuntingPlace): Error {
  if (place.face.name === "graph") return huntingProblem(place, 504, { graph: "UnknownError", older: "" }, "");
  return huntingProblem(place, 400, badRequest, "Query exceeded the timeout period. Optimize your query by following best practices and try again.");
}

function refusalOf(error: unknown, place: HuntingPlace, text: string): unknown {
  if (error instanceof UnsupportedError) return huntingProblem(place, 400, badRequest, `${error.message} (The emulator's engine cannot run this.)`);
  if (!HuntError.isInstance(error) || !(error instanceof QueryError)) return error;
  const syntax = error.problems.find(({ code }) => isSyntax(numberOf(code)));
  if (syntax) return huntingProblem(place, 400, badRequest, syntaxTexts.get(numberOf(syntax.code)) ?? "A recognition error occurred.. Fix syntax errors in your query.");
  const [problem] = error.problems;
  const number = numberOf(problem?.code);
  const name = /'([^']+)'/.exec(problem?.message ?? "")?.[1];
  // A name that stands alone is a table for the service, whatever the parser takes it for.
  if ((number === 204 || text.trim().replace(/;$/, "") === name) && name !== undefined) return huntingProblem(place, 400, badRequest, unknownTable(name));
  if (number === 142 && name !== undefined) return huntingProblem(place, 400, badRequest, `Failed to resolve scalar expression named '${name}'. Fix semantic errors in your query.`);
  return huntingProblem(place, 400, badRequest, `${(problem?.message ?? error.message).replace(/\.$/, "")}. Fix semantic errors in your query.`);
}

/** What the service says of texts that it cannot read, by the parser's number; two points are real. */
const syntaxTexts: ReadonlyMap<number, string> = new Map([
  [176, "Query operator expected.. Fix syntax errors in your query."],
  [198, "The incomplete fragment is unexpected. Fix syntax errors in your query."],
]);

/** Findings about the form of a text, which the service tells before it looks up any name: below 100, and a few others. */
function isSyntax(number: number): boolean {
  return number < 100 || number === 174 || syntaxTexts.has(number);
}

function numberOf(code: string | undefined): number {
  return Number(/^KS(\d+)$/.exec(code ?? "")?.[1] ?? Number.NaN);
}

function unknownTable(name: string): string {
  return `Failed to resolve table or column expression named '${name}'. Fix semantic errors in your query.`;
}
