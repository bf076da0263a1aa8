import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { DataError, ParameterError } from "@huntkit/provider";
import { folderDay } from "./day-folders.js";
import { expectedFileNames, parseFileName, type TableFile, type TableFiles } from "./table-file.js";

/** A folder of tables, as found on disk. No file has been opened. */
export interface ScannedFolder {
  /** The folder's real path. */
  readonly path: string;
  /** Sorted by name; no two names differ only in case. */
  readonly tables: readonly TableFiles[];
}

const MAX_DEPTH = 8;

/**
 * Lists the tables of a folder: each data file at its top, and each folder in it with data files at any depth. Names that begin
 * with a dot or an underscore are passed over. Names that differ only in case are one table.
 * @throws {ParameterError} if the path does not exist or is no folder.
 * @throws {DataError} if the folder holds no table, cannot be read, or has a link that leads out of it.
 */
export async function scanFolder(path: string): Promise<ScannedFolder> {
  const root = await realFolder(path);
  const tables = new Map<string, { name: string; files: TableFile[] }>();
  const add = (name: string, files: readonly TableFile[]): void => {
    if (files.length === 0) return;
    const known = tables.get(name.toLowerCase());
    if (known) known.files.push(...files);
    else tables.set(name.toLowerCase(), { name, files: [...files] });
  };
  const entries = await entriesOf(root, root);
  for (const entry of entries) {
    if (entry.isFolder) add(entry.name, await filesBelow(entry.path, root, [], 1));
    else add(parseFileName(entry.name)?.stem ?? "", fileOf(entry, root, []));
  }
  if (tables.size === 0) throw noTables(path, entries.map((entry) => (entry.isFolder ? `${entry.name}/` : entry.name)));
  return { path: root, tables: [...tables.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

async function realFolder(path: string): Promise<string> {
  if (typeof path !== "string" || path === "")
    throw new ParameterError({ code: "path-missing", message: "The Local driver needs the folder that holds the tables. Give `path` (in the CLI: --path)." });
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (cause) {
    if (!isNotThere(cause)) throw new ParameterError({ code: "path-unreadable", message: `The folder "${path}" cannot be opened. Check its permissions.`, cause });
    throw new ParameterError({ code: "path-not-found", message: `The folder "${path}" does not exist. Give the path of a folder of tables: ${expectedFileNames}.`, cause });
  }
  throw new ParameterError({ code: "path-not-a-folder", message: `"${path}" is a file. Give the folder that holds it: each table is ${expectedFileNames}.` });
}

interface FoundEntry {
  readonly name: string;
  /** The real path. */
  readonly path: string;
  readonly isFolder: boolean;
}

async function entriesOf(folder: string, root: string): Promise<FoundEntry[]> {
  const entries = await list(folder);
  const found: FoundEntry[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push({ name: entry.name, path, isFolder: true });
    else if (entry.isFile()) found.push({ name: entry.name, path, isFolder: false });
    else if (entry.isSymbolicLink()) found.push(await followLink(entry.name, path, root));
  }
  return found;
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    throw new DataError({ code: "folder-unreadable", file: folder, cause, message: `The folder ${folder} cannot be listed. Check its permissions, or take it out.` });
  }
}

async function followLink(name: string, path: string, root: string): Promise<FoundEntry> {
  const target = await realpath(path).catch((cause: unknown) => {
    throw new DataError({ code: "link-broken", file: path, cause, message: `The link ${path} leads nowhere. Remove it or mend it.` });
  });
  if (!target.startsWith(root + sep))
    throw new DataError({ code: "link-leaves-folder", file: path, message: `The link ${path} leads out of the folder. Copy the file into the folder, or connect to the folder that really holds it.` });
  return { name, path: target, isFolder: (await stat(target)).isDirectory() };
}

async function filesBelow(folder: string, root: string, partitionKeys: readonly string[], depth: number): Promise<TableFile[]> {
  if (depth > MAX_DEPTH)
    throw new DataError({ code: "folder-too-deep", file: folder, message: `The folders of a table are nested more than ${MAX_DEPTH} deep at ${folder}. Move the files up.` });
  const files: TableFile[] = [];
  for (const entry of await entriesOf(folder, root)) {
    const key = /^([^=]+)=/.exec(entry.name)?.[1];
    if (entry.isFolder) files.push(...(await filesBelow(entry.path, root, key === undefined ? partitionKeys : [...partitionKeys, key], depth + 1)));
    else files.push(...fileOf(entry, root, partitionKeys));
  }
  return files;
}

function fileOf(entry: FoundEntry, root: string, partitionKeys: readonly string[]): TableFile[] {
  const parsed = parseFileName(entry.name);
  if (parsed === undefined) return [];
  if (/[*?[\]]/.test(entry.path))
    throw new DataError({ code: "file-name-unusable", file: entry.path, message: `The path ${entry.path} holds one of the characters * ? [ ], which the engine takes for a pattern. Rename the file or folder.` });
  const day = folderDay(entry.path.slice(root.length));
  return [{ path: entry.path, format: parsed.format, compressed: parsed.compressed, partitionKeys, ...(day === undefined ? {} : { day }) }];
}

function noTables(path: string, names: readonly string[]): DataError {
  const there = names.length === 0 ? "It is empty." : `It holds: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}.`;
  return new DataError({ code: "folder-without-tables", file: path, message: `The folder "${path}" holds no table. ${there} Expected: ${expectedFileNames}. \`huntkit import\` makes such files from recorded logs.` });
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
