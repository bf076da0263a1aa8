import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { DataError } from "@huntkit/provider";

/** What to do with tables that the output folder already has: refuse (nothing is written), add the rows, or replace the file. */
export type ExistingTables = "refuse" | "append" | "replace";

/**
 * A folder beside the output folder in which everything is written first, so that a failure leaves nothing half-written.
 * `publish` renames it (or, into a folder that exists, each table's file) to its place.
 */
export class OutputFolder {
  private constructor(
    /** The output folder, absolute. */
    readonly out: string,
    /** The working folder. */
    readonly work: string,
    private readonly existing: ExistingTables,
  ) {}

  /** @throws {DataError} if `out` is a file or its parent cannot be written. */
  static async open(out: string, existing: ExistingTables): Promise<OutputFolder> {
    const target = resolve(out);
    const found = await stat(target).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw notWritable(out, error);
    });
    if (found && !found.isDirectory()) throw new DataError({ code: "out-is-file", message: `${out} is a file, but tables need a folder. Name another place with --out.`, file: out });
    try {
      await mkdir(dirname(target), { recursive: true });
      const work = join(dirname(target), `.${basename(target)}.import-${randomBytes(6).toString("hex")}`);
      await mkdir(work);
      return new OutputFolder(target, work, existing);
    } catch (error) {
      throw notWritable(out, error);
    }
  }

  /** The path of a table's new file in the working folder. */
  tablePath(table: string): string {
    return join(this.work, `${table}.parquet`);
  }

  /**
   * The file of a table that rows are appended to; undefined if there is none or it is replaced.
   * @throws {DataError} if the table exists and may not be touched.
   */
  async previousTable(table: string): Promise<string | undefined> {
    const names = await readdir(this.out).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return [];
      throw notWritable(this.out, error);
    });
    const taken = names.filter((name) => name === table || new RegExp(`^${table}\\.(parquet|ndjson|jsonl|json|csv)(\\.gz)?$`, "i").test(name));
    const own = `${table}.parquet`;
    const foreign = taken.filter((name) => name !== own);
    if (foreign.length > 0) throw foreignTable(this.out, table, foreign);
    if (!taken.includes(own)) return undefined;
    if (this.existing === "refuse") throw tableExists(this.out, own);
    return this.existing === "append" ? join(this.out, own) : undefined;
  }

  /** Puts the tables in their place. */
  async publish(tables: readonly string[]): Promise<void> {
    if (existsSync(this.out)) {
      for (const table of tables) await rename(this.tablePath(table), join(this.out, `${table}.parquet`));
      await rm(this.work, { recursive: true, force: true });
    } else await rename(this.work, this.out);
  }

  /** Removes the working folder. */
  async discard(): Promise<void> {
    await rm(this.work, { recursive: true, force: true });
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function notWritable(out: string, cause: unknown): DataError {
  return new DataError({ code: "out-not-writable", message: `The folder ${out} cannot be written (${codeOf(cause) || "the system refused"}). Name another place, or change the permissions.`, file: out, cause });
}

function tableExists(out: string, name: string): DataError {
  return new DataError({
    code: "table-exists",
    message: `${join(out, name)} is there already and was left as it is; nothing was imported. Choose an empty folder, or say whether to append to the tables or to replace them.`,
    file: join(out, name),
  });
}

function foreignTable(out: string, table: string, names: readonly string[]): DataError {
  return new DataError({
    code: "table-exists",
    message: `${out} already has the table ${table} as ${names.join(", ")}, which an import neither appends to nor replaces; nothing was imported. Choose another folder, or move that away.`,
    file: join(out, names[0] ?? ""),
  });
}
