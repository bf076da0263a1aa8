import { DataError, InternalError } from "@huntkit/provider";
import type { DuckDBConnection } from "@duckdb/node-api";

/** What an engine is allowed to touch. */
export interface LockDownOptions {
  /** The only folders that SQL may read, as real paths. */
  readonly readFolders: readonly string[];
}

/**
 * Settings that an engine starts with: no extension is ever fetched or loaded from disk. DuckDB's own parts (Parquet, JSON,
 * ICU) are compiled in and need none.
 */
export const startSettings: Readonly<Record<string, string>> = Object.freeze({
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  allow_unsigned_extensions: "false",
  allow_persistent_secrets: "false",
});

/** What must be read back from a locked engine, or it is not used. */
export const lockedValues: Readonly<Record<string, string>> = Object.freeze({
  ...startSettings,
  enable_external_access: "false",
  lock_configuration: "true",
  TimeZone: "UTC",
});

/**
 * Locks an engine for good: it reads files below the given folders and nothing else, reaches no network, and no later
 * statement can change a setting. What it does not stop is writing below those folders; `runSelect` does, by running nothing
 * but a single SELECT. Fails closed: the settings are read back.
 * Source: DuckDB documentation, "Securing DuckDB" (`operations_manual/securing_duckdb/overview`).
 * @throws {InternalError} if a setting is not what it must be.
 */
export async function lockDown(connection: DuckDBConnection, options: LockDownOptions): Promise<void> {
  const folders = options.readFolders.map(quoteFolder).join(", ");
  const statements = ["SET GLOBAL TimeZone = 'UTC'", `SET GLOBAL allowed_directories = [${folders}]`, "SET GLOBAL enable_external_access = false", "SET GLOBAL lock_configuration = true"];
  for (const statement of statements) await connection.run(statement);
  const values = await readSettings(connection);
  const wrong = Object.entries(lockedValues).filter(([name, value]) => values.get(name) !== value);
  if (wrong.length > 0)
    throw new InternalError({
      code: "engine-not-locked",
      message: `The local engine could not be locked down (${wrong.map(([name]) => name).join(", ")}), so it was not used. Reinstall @huntkit/driver-local with its pinned version of @duckdb/node-api.`,
    });
}

/** The present values of the settings that {@link lockDown} fixes, as text. */
export async function readSettings(connection: DuckDBConnection): Promise<Map<string, string>> {
  const names = Object.keys(lockedValues).map((name) => `current_setting('${name}')::VARCHAR`).join(", ");
  const reader = await connection.runAndReadAll(`SELECT ${names}`);
  const row = reader.getRows()[0] ?? [];
  return new Map(Object.keys(lockedValues).map((name, index) => [name, String(row[index])]));
}

function quoteFolder(folder: string): string {
  if (folder.includes("\0")) throw new DataError({ code: "path-invalid", message: "The folder's path holds a NUL character. Give the path of a folder that exists." });
  const closed = /[\\/]$/.test(folder) ? folder : `${folder}/`;
  return `'${closed.replaceAll("'", "''")}'`;
}
