// Compiles the query files into dist/query-index.json, so that programs start without reading YAML.
import { writeFile } from "node:fs/promises";
import { libraryIndexFile, queryLibraryFolder } from "../dist/index.js";
import { buildIndex, loadQueries } from "@huntkit/templates";

const { store, problems } = await loadQueries([queryLibraryFolder]);
for (const problem of problems) process.stderr.write(`${problem.message}\n`);
if (problems.length > 0 || store.list().length === 0) process.exit(1);

// Paths of the machine that builds have no place in what is published.
const relative = JSON.stringify(buildIndex(store), (key, value) =>
  key === "file" && typeof value === "string" && value.startsWith(queryLibraryFolder) ? `query-library${value.slice(queryLibraryFolder.length)}`.replaceAll("\\", "/") : value,
);
await writeFile(libraryIndexFile, relative);
