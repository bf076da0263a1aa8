import type { KqlFunction } from "@huntkit/kql";
import { compileToIr, type BindingScope, type IrProgram } from "@huntkit/kql/ir";
import { KqlDateTime, QueryError, UnsupportedError, textPlace, type DataSchema, type ResultWarning } from "@huntkit/provider";
import { compileToSql, type CompiledProgram, type CompiledStatement } from "../compile/compile-kql.js";
import type { SelectResult, SelectStatement } from "../runtime/run-select.js";
import { walkIr } from "../lower/ir-walk.js";
import { refuseConstruct } from "../lower/unsupported.js";
import { runStages } from "../stages/run-stages.js";
import type { StageTables } from "../stages/stage-tables.js";
import { approximationWarnings } from "../lower/functions/approximations.js";
import type { TableScope } from "../tables/local-tables.js";
import type { LocalCompileOptions } from "./local-connection.js";
import { withSuggestions } from "./suggest-names.js";

/** A text after compiling. */
export interface CompiledText extends CompiledProgram {
  readonly ir: IrProgram;
  /** About tables without data. */
  readonly warnings: readonly ResultWarning[];
}

/** What is kept for a schema: the scope, by whose identity the language service keeps what it made, and the last texts that were bound. */
interface BoundTexts {
  readonly scope: BindingScope;
  readonly programs: Map<string, IrProgram>;
}

const bounds = new WeakMap<DataSchema, BoundTexts>();
const MOST_PROGRAMS = 100;
const LONGEST_KEPT_TEXT = 20_000;

/** A schema belongs to one connection, and so to one list of functions. */
function boundTextsOf(schema: DataSchema, functions: readonly KqlFunction[]): BoundTexts {
  const known = bounds.get(schema) ?? { scope: { schema, functions }, programs: new Map<string, IrProgram>() };
  bounds.set(schema, known);
  return known;
}

/** Keeps a program (it is frozen), and lets go of the one that has not been used for the longest time. */
function keepProgram(programs: Map<string, IrProgram>, text: string, program: IrProgram): void {
  programs.delete(text);
  if (text.length > LONGEST_KEPT_TEXT) return;
  programs.set(text, program);
  if (programs.size > MOST_PROGRAMS) programs.delete(programs.keys().next().value ?? text);
}

/** What a text is compiled with, beside the tables. */
export interface CompileTextOptions extends LocalCompileOptions {
  readonly now: Date;
  readonly functions: readonly KqlFunction[];
  readonly stages: StageTables;
  /** The folders whose files may be read, as real paths. */
  readonly folders: readonly string[];
  /** Whether places of addresses are known. */
  readonly hasGeoDatabase: boolean;
  /** Runs what must be known before the rest is compiled. */
  readonly select: (statement: SelectStatement) => Promise<SelectResult>;
}

/** Compiles a text against the tables of a folder: text, IR, SQL. */
export async function compileText(text: string, tables: TableScope, options: CompileTextOptions): Promise<CompiledText> {
  const read = new Set<string>();
  const find = (name: string): ReturnType<TableScope["source"]> => {
    const stage = options.stages.source(name);
    if (!stage) read.add(name);
    return stage ?? tables.source(name);
  };
  const nowTicks = KqlDateTime.fromDate(options.now).ticks;
  const bind = (each: string): IrProgram => boundText(each, tables.schema, options);
  const bound = bind(text);
  if (!options.hasGeoDatabase) refuseAddressPlaces(bound);
  const ir = await runStages(bound, { tables: options.stages, find, nowTicks, select: options.select, folders: options.folders, signal: options.signal, bind });
  const { statements } = compileToSql(ir, find, { nowTicks });
  const named = [...read].filter((name) => text.includes(name)); // others are read because of a wildcard
  return { ir, statements, warnings: [...tables.warnings(named), ...missingTables(bound), ...approximationWarnings(bound, ir)] };
}

/** The tables that unions with `isfuzzy=true` left out. Rule R67. Source: Microsoft Learn, "union operator" (`union-operator`). */
function missingTables(program: IrProgram): ResultWarning[] {
  const names = new Set<string>();
  for (const node of [...program.lets.map((each) => each.value), ...program.results.map((result) => result.relation)])
    walkIr(node, (part) => {
      if (part.kind === "union") for (const name of part.missing ?? []) names.add(name);
      return true;
    });
  return [...names].map((name) => ({ code: "table-missing", message: `No table is called ${name}: the union has no rows of it, as isfuzzy=true allows.` }));
}

function refuseAddressPlaces(program: IrProgram): void {
  for (const node of [...program.lets.map((each) => each.value), ...program.results.map((result) => result.relation)])
    walkIr(node, (part) => {
      if (part.kind === "call" && part.name === "geo_info_from_ip_address")
        refuseConstruct("geo_info_from_ip_address() without a database of places", { queryText: program.text, span: part.span }, "Connect with geoDatabase (--geo-database, HUNTKIT_GEO_DATABASE), the path of a MaxMind-format file such as GeoLite2-City.mmdb.");
      return true;
    });
}

function boundText(text: string, schema: DataSchema, options: CompileTextOptions): IrProgram {
  const { scope, programs } = boundTextsOf(schema, options.functions);
  try {
    if (options.parameters !== undefined) return compileToIr(text, scope, { parameters: options.parameters });
    const program = programs.get(text) ?? compileToIr(text, scope);
    keepProgram(programs, text, program);
    return program;
  } catch (error) {
    throw withSuggestions(error, text, schema);
  }
}

/**
 * The only statement of a program.
 * @throws {UnsupportedError} if the text has several results, {@link QueryError} if it has none.
 */
export function onlyStatement(compiled: CompiledText): CompiledStatement {
  const [first] = compiled.statements;
  const query = compiled.ir.text;
  const second = compiled.ir.results[1]?.relation.span;
  if (second !== undefined)
    throw new UnsupportedError({
      code: "several-results",
      construct: "a second result",
      query,
      place: textPlace(query, second.start, second.length),
      message: `The query gives ${compiled.statements.length} results, and one call gives one table. Run the statements one by one, or join them by \`union\`.`,
    });
  if (first === undefined) throw new QueryError({ code: "query-without-result", query, message: "The query has no statement that gives rows. End it with a tabular expression, such as a table's name." });
  return first;
}
