import { InternalError } from "@huntkit/provider";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBScalarFunction, DuckDBType, DuckDBVector } from "@duckdb/node-api";
import type { HostBody, HostFunction, HostFunctions, HostType, HostValue } from "../lower/functions/host/host-function.js";
import { hostFunctions } from "../lower/functions/host/host-functions.js";
import { loadBindings, loadDuckDb, type DuckDbBindings, type DuckDbModule } from "./load-duckdb.js";
import { readTexts } from "./read-texts.js";

/**
 * Makes host functions callable from SQL, for all connections of the instance.
 * @param names Their SQL names.
 * @param done Names that are there already; the names are added to it.
 * @param own Functions of the connection alone, by SQL name.
 */
export async function registerHostFunctions(connection: DuckDBConnection, names: readonly string[], done: Set<string>, own: HostFunctions = {}): Promise<void> {
  const missing = names.filter((name) => !done.has(name));
  if (missing.length === 0) return;
  const [duckdb, bindings] = await Promise.all([loadDuckDb(), loadBindings()]);
  for (const name of missing) {
    const definition = own[name] ?? hostFunctions.get(name);
    if (!definition) throw new InternalError({ code: "host-function-unknown", message: `The engine's function ${name} does not exist. Report this query to the huntkit project.` });
    connection.registerScalarFunction(scalarFunction(name, definition, await definition.body(), duckdb, bindings));
    done.add(name);
  }
}

function scalarFunction(name: string, definition: HostFunction, body: HostBody, duckdb: DuckDbModule, bindings: DuckDbBindings): DuckDBScalarFunction {
  return duckdb.DuckDBScalarFunction.create({
    name,
    parameterTypes: definition.takes.map((type) => typeOf(type, duckdb)),
    returnType: typeOf(definition.gives, duckdb),
    specialHandling: definition.seesNulls === true,
    mainFunction: (_, input, output) => fill(input, output, definition, body as (...values: readonly HostValue[]) => HostValue, bindings),
  });
}

function typeOf(type: HostType, duckdb: DuckDbModule): DuckDBType {
  return duckdb[type];
}

type Column = (row: number) => HostValue;

function fill(input: DuckDBDataChunk, output: DuckDBVector, definition: HostFunction, body: (...values: readonly HostValue[]) => HostValue, bindings: DuckDbBindings): void {
  const columns = definition.takes.map((type, index) => columnOf(input, index, type, bindings));
  for (let row = 0; row < input.rowCount; row++) {
    const values = columns.map((column) => column(row));
    const gone = definition.seesNulls !== true && values.includes(null);
    output.setItem(row, gone ? null : body(...values));
  }
  output.flush();
}

/** Texts are read all at once: the client's own reader drops a leading byte order mark. */
function columnOf(input: DuckDBDataChunk, index: number, type: HostType, bindings: DuckDbBindings): Column {
  if (type === "VARCHAR") {
    const texts = readTexts(bindings, input, index);
    return (row) => texts[row] ?? null;
  }
  const vector = input.getColumnVector(index);
  return (row) => vector.getItem(row) as HostValue;
}
