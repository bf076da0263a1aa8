import { resolve } from "node:path";
import type { LocalConnectOptions } from "@huntkit/driver-local";
import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { dataFolder } from "../data-folder.js";

/** How a command says which local files are read, and with what means. */
export interface LocalSourceOptions {
  /** The folder with the tables. */
  readonly path?: string;
  /** The most memory that queries may use, as `512MB` or `2GB`. */
  readonly memoryLimit?: string;
  /** A folder for what does not fit into memory. */
  readonly spillFolder?: string;
  /** A MaxMind-format database of places. */
  readonly geoDatabase?: string;
  /** Folders whose files `externaldata` may read. */
  readonly externalFolder?: readonly string[];
}

/** The options for local files alone, by the name that the user gives them. */
const onlyLocal = { memoryLimit: "--memory-limit", spillFolder: "--spill-folder", geoDatabase: "--geo-database", externalFolder: "--external-folder" } as const;

/**
 * The options of a connection to a folder of tables: what the command says, else what the environment says (`HUNTKIT_PATH`, `HUNTKIT_MEMORY_LIMIT`,
 * `HUNTKIT_SPILL_FOLDER`, `HUNTKIT_GEO_DATABASE`).
 * @throws {ParameterError} if no folder is named.
 */
export function localOptions(options: LocalSourceOptions, surroundings: CommandSurroundings): LocalConnectOptions {
  const { cwd, env, now } = surroundings;
  const memoryLimit = options.memoryLimit ?? env["HUNTKIT_MEMORY_LIMIT"];
  const spillFolder = options.spillFolder ?? env["HUNTKIT_SPILL_FOLDER"];
  const geoDatabase = options.geoDatabase ?? env["HUNTKIT_GEO_DATABASE"];
  return {
    path: dataFolder(options.path, surroundings),
    now,
    ...(memoryLimit ? { memoryLimit } : {}),
    ...(spillFolder ? { spillFolder: resolve(cwd, spillFolder) } : {}),
    ...(geoDatabase ? { geoDatabase: resolve(cwd, geoDatabase) } : {}),
    ...(options.externalFolder === undefined ? {} : { externalFolders: options.externalFolder.map((folder) => resolve(cwd, folder)) }),
  };
}

/** @throws {ParameterError} if an option for local files stands beside another data environment. */
export function refuseLocalOptions(options: LocalSourceOptions): void {
  const given = (Object.keys(onlyLocal) as (keyof typeof onlyLocal)[]).find((name) => options[name] !== undefined);
  if (options.path !== undefined) throw new ParameterError({ code: "path-not-local", message: "--path is the folder of the data environment Local. Leave it out, or leave out --env." });
  if (given !== undefined) throw new ParameterError({ code: "option-not-local", message: `${onlyLocal[given]} is for the data environment Local. Leave it out, or leave out --env.` });
}
