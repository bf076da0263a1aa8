// Reads a JSON file with DuckDB alone, into a table in memory, and prints the milliseconds as JSON. The whole file is sampled:
// recordings bring new keys late, and `read_json` fails on a key that its default sample of 20,480 objects did not have.
import { DuckDBInstance } from "@duckdb/node-api";

const file = process.argv[2] ?? "";
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const start = performance.now();
await connection.run(`CREATE TABLE events AS SELECT * FROM read_json($1, format = 'newline_delimited', maximum_object_size = 67108864, sample_size = -1)`, [file]);
process.stdout.write(`${JSON.stringify({ milliseconds: performance.now() - start })}\n`);
