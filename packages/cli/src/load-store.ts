import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type QueryIndex, loadIndex, type QueryStore } from "@huntkit/templates";
import type { CommandSurroundings } from "./command-surroundings.js";

// Written beside the bundle by the build; when the command runs from its sources, the library's files are read instead.
const indexFile = new URL("./query-index.json", import.meta.url);

/**
 * The queries: those of the library, and those of further files and folders, which replace queries of the same name.
 * @throws {TemplateError} if a further file is broken, {@link ParameterError} if it is not there.
 */
export async function loadStore(furtherPaths: readonly string[] | undefined, surroundings: CommandSurroundings): Promise<QueryStore> {
  const store = await loadLibrary();
  if (!furtherPaths || furtherPaths.length === 0) return store;
  const { loadQueryStore } = await import("@huntkit/core");
  const further = await loadQueryStore(furtherPaths.map((path) => resolve(surroundings.cwd, path)));
  for (const template of new Set(further.list().map((query) => query.template)))
    for (const warning of store.add(template, { replace: true })) surroundings.stderr.write(`warning: ${warning.message}\n`);
  return store;
}

async function loadLibrary(): Promise<QueryStore> {
  if (existsSync(indexFile)) return loadIndex(JSON.parse(await readFile(indexFile, "utf8")) as QueryIndex);
  const [{ loadQueryStore }, { queryLibraryFolder }] = await Promise.all([import("@huntkit/core"), import("@huntkit/query-library")]);
  return loadQueryStore(queryLibraryFolder);
}
