import { type DataSchema, KqlDateTime, QueryError, type SplitPlan, type SplitRange, type SplitRefusal, type SplitRequest, textPlace } from "@huntkit/provider";
import { defenderEnvironmentNamed } from "@huntkit/schemas";
import type { BindingScope } from "../catalog/schema-globals.js";
import { defenderSchema } from "../catalog/defender-schema.js";
import { compileToIr } from "../ir/compile-to-ir.js";
import type { IrProgram } from "../ir/ir-types.js";
import { distributiveTables } from "./distributive-tables.js";
import { finalOrder } from "./final-order.js";
import { type TableNode, tablesBelow } from "./find-tables.js";
import { offsetInText, restrictText, type TablePlace } from "./restrict-text.js";
import { refuse, SplitRefused } from "./split-refused.js";
import { timeColumnOf } from "./time-column.js";

/**
 * Tells how a query can be run in parts of time, or why it cannot; see `QueryDialect.planSplit`.
 * @throws {QueryError} if the text is wrong.
 */
export function planSplit(text: string, request: SplitRequest): SplitPlan | SplitRefusal {
  const scope = scopeOf(request);
  try {
    return plan(compileToIr(text, scope), request, scope);
  } catch (refusal) {
    if (!(refusal instanceof SplitRefused)) throw refusal;
    const place = refusal.span ? { place: textPlace(text, refusal.span.start, refusal.span.length) } : {};
    return Object.freeze({ splittable: false as const, reason: refusal.reason, ...place, ...(refusal.timeless ? { timeless: true } : {}) });
  }
}

/** The scopes by the request's environment and tables, so that their symbols are made once. */
const scopes = new WeakMap<object, Map<string, BindingScope>>();
const noTables: readonly never[] = Object.freeze([]);

/** What the names in a text are looked up in. */
export function scopeOf({ environment, tables = noTables }: SplitRequest): BindingScope {
  const byEnvironment = scopes.get(tables) ?? new Map<string, BindingScope>();
  scopes.set(tables, byEnvironment);
  const known = byEnvironment.get(environment);
  if (known) return known;
  const defender = defenderEnvironmentNamed(environment);
  const shipped: DataSchema = defender ? defenderSchema(defender, { sentinel: true }) : { tables: [] };
  const own = new Set(tables.map(({ name }) => name));
  const scope = { schema: { tables: [...shipped.tables.filter(({ name }) => !own.has(name)), ...tables] } };
  byEnvironment.set(environment, scope);
  return scope;
}

function plan(program: IrProgram, request: SplitRequest, scope: BindingScope): SplitPlan {
  const [result, second] = program.results;
  if (!result || second) refuse("The query gives several results, where one is needed.");
  const { rows, order } = request.vouched === true ? orderIfKnown(result.relation) : finalOrder(result.relation);
  const timeColumn = request.timeColumn;
  const tables = request.vouched === true ? timedTables(program, timeColumn) : distributiveTables(rows, { program, timeColumn });
  const places = tablePlaces(program, tables, timeColumn);
  checkRestricted(program, places, scope);
  const timeColumns = [...new Set(places.map((place) => place.timeColumn))];
  const restrict = (range: SplitRange): string => restrictText(program.text, places, range);
  const offsetInQuery = (range: SplitRange, offset: number): number | undefined => offsetInText(program.text, places, { range, offset });
  return Object.freeze({ splittable: true as const, restrict, offsetInQuery, timeColumns, ...(order ? { order } : {}) });
}

function orderIfKnown(relation: IrProgram["results"][number]["relation"]): ReturnType<typeof finalOrder> {
  try {
    return finalOrder(relation);
  } catch (refusal) {
    if (refusal instanceof SplitRefused) return { rows: relation };
    throw refusal;
  }
}

function timedTables(program: IrProgram, timeColumn: string | undefined): TableNode[] {
  const tables = tablesBelow(program.results, program).filter(({ columns }) => timeColumnOf(columns, timeColumn) !== undefined);
  if (tables.length > 0) return tables;
  throw new SplitRefused("The query reads no table whose rows have a time. Run it unsplit.", undefined, true);
}

/** The places of the tables' names in the text, each once; a name may be read twice, by a function that is called twice. */
function tablePlaces({ text }: IrProgram, tables: readonly TableNode[], wanted: string | undefined): TablePlace[] {
  const places = new Map<number, TablePlace>();
  for (const { name, columns, span } of tables) {
    const written = text.slice(span.start, span.start + span.length);
    if (bareName(written) !== name) refuse(`The query names ${name} by a wildcard or through another operator (\`${written.slice(0, 40)}\`). Name the table itself.`, span);
    places.set(span.start, { ...span, timeColumn: timeColumnOf(columns, wanted) ?? "" });
  }
  return [...places.values()];
}

function bareName(written: string): string {
  return /^\[\s*(["'])(.*)\1\s*\]$/.exec(written)?.[2] ?? written.trim();
}

/** The restricted text must be right and give the same columns: else the places were not those of tables. */
function checkRestricted(program: IrProgram, places: readonly TablePlace[], scope: BindingScope): void {
  const sample = restrictText(program.text, places, { start: exampleTime });
  const before = JSON.stringify(program.results[0]?.relation.columns);
  if (JSON.stringify(columnsOf(sample, scope)) !== before) refuse("The query reads its tables in a form that cannot be restricted to a part of the time.");
}

function columnsOf(text: string, scope: BindingScope): unknown {
  try {
    return compileToIr(text, scope).results[0]?.relation.columns;
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

const exampleTime = KqlDateTime.fromDate(new Date(Date.UTC(2026, 0, 1)));
