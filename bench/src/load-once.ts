// Loads the query library and prints the number of queries and the milliseconds, the loading of the package included. The parameters: `files` and the
// library's folder, or `index` and the file of a compiled index.
import { readFileSync } from "node:fs";

const [form = "", path = ""] = process.argv.slice(2);
const start = performance.now();
const { loadIndex, loadQueries } = await import("@huntkit/templates");
const store = form === "index" ? loadIndex(JSON.parse(readFileSync(path, "utf8")) as Parameters<typeof loadIndex>[0]) : (await loadQueries([path])).store;
const queries = store.list().length;
process.stdout.write(JSON.stringify({ queries, milliseconds: performance.now() - start }));
