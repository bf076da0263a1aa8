import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, resolve } from "node:path";
import { Writable } from "node:stream";
import { HuntError } from "@huntkit/provider";
import { type QueryIndex, loadIndex, type QueryStore, type QueryWarning } from "@huntkit/templates";
import type { CommandSurroundings } from "./command-surroundings.js";
import { hasSettingsFile } from "./config/has-settings-file.js";
import { openSettings, type SettingsOptions } from "./config/open-settings.js";

// Written beside the bundle by the build; when the command runs from its sources, the library's files are read instead.
const indexFile = new URL("./query-index.json", import.meta.url);

/** Where a command looks for queries beside the library. */
export interface QueryPlaces extends SettingsOptions {
  /** Files and folders of the option `--queries`. */
  readonly queries?: readonly string[];
}

/**
 * The queries: those of the library, then those of the folders of the settings (`QueryDefinitions`), of the variable `HUNTKIT_QUERIES`
 * (paths parted as in `PATH`) and of the option `--queries`. The option's queries replace others of the same name; those of the other
 * places only if they say `replaces: true`. What is broken is told on the standard error, and the others are there.
 * @throws {TemplateError} if a path of the option is not there, or is a file that cannot be read as a query file.
 * @throws {SettingError} if a settings file that the option `--config` names cannot be used.
 */
export async function loadStore(places: QueryPlaces, surroundings: CommandSurroundings): Promise<QueryStore> {
  const library = await loadLibrary();
  const given = (places.queries ?? []).map((path) => resolve(surroundings.cwd, path));
  const standing = [...new Set([...(await settingsPaths(places, surroundings)), ...variablePaths(surroundings)])];
  if (given.length + standing.length === 0) return library;
  const { loadQueryStore, queryProblems } = await import("@huntkit/core");
  const messages = new Set<string>();
  const onWarning = ({ code, message }: QueryWarning): void => void (code === "query-replaced" && messages.add(message));
  const chosen = await loadQueryStore(given, { keepGoing: true, onWarning });
  const unusable = queryProblems(chosen).find(({ code, file }) => code.startsWith("query-file-") && given.includes(file ?? ""));
  if (unusable) throw unusable;
  const store = await loadQueryStore([library, ...standing, { source: chosen, replace: true }], { keepGoing: true, onWarning });
  await warn([...queryProblems(store).map(({ message }) => message), ...messages], surroundings);
  return store;
}

/** The queries of the library alone. */
export async function loadLibrary(): Promise<QueryStore> {
  if (existsSync(indexFile)) return loadIndex(JSON.parse(await readFile(indexFile, "utf8")) as QueryIndex);
  const [{ loadQueryStore }, { queryLibraryFolder }] = await Promise.all([import("@huntkit/core"), import("@huntkit/query-library")]);
  return loadQueryStore(queryLibraryFolder);
}

function variablePaths({ env, cwd }: CommandSurroundings): string[] {
  const paths = (env["HUNTKIT_QUERIES"] ?? "").split(delimiter).map((path) => path.trim());
  return paths.filter((path) => path !== "").map((path) => resolve(cwd, path));
}

/** Settings that nobody named on the command line do not keep a command from its work: what is wrong is told, and it goes on without them. */
async function settingsPaths({ config }: QueryPlaces, surroundings: CommandSurroundings): Promise<readonly string[]> {
  if (config === undefined && !hasSettingsFile(surroundings)) return [];
  // What else there is to warn of in the settings is told where they are used to sign in.
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return (await openSettings(config === undefined ? {} : { config }, { ...surroundings, stderr })).queryFolders();
  } catch (error) {
    if (config !== undefined || !HuntError.isInstance(error)) throw error;
    await warn([`The query folders of the settings are not used. ${error.message}`], surroundings);
    return [];
  }
}

async function warn(messages: readonly string[], { stderr }: CommandSurroundings): Promise<void> {
  if (messages.length === 0) return;
  const { visibleText } = await import("./visible-lines.js");
  for (const message of messages) stderr.write(`warning: ${visibleText(message)}\n`);
}
