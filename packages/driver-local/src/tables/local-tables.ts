import { HuntError, type DataSchema, type ResultWarning, type TableSchema } from "@huntkit/provider";
import type { Engine } from "../runtime/open-engine.js";
import { unlessCancelled } from "../runtime/unless-cancelled.js";
import { isUnchanged } from "./check-file.js";
import { knownTables } from "./known-tables.js";
import type { LocalTableSource } from "./local-table-source.js";
import { mapLimited } from "./map-limited.js";
import { openTable, type OpenedTable } from "./open-table.js";
import type { ScannedFolder } from "./scan-folder.js";
import type { TableFiles } from "./table-file.js";

/** The tables that a query text may read, opened. */
export interface TableScope {
  /** What the text is bound against: the folder's tables, then the other tables of the Defender schema. The same object while it does not change. */
  readonly schema: DataSchema;
  /** The source of a table; a table of the Defender schema without a file has one without rows. Undefined for other names. */
  source(name: string): LocalTableSource | undefined;
  /** A warning for each of these tables that no file holds. */
  warnings(names: Iterable<string>): ResultWarning[];
}

/** The tables of a folder, and what is wrong with those that cannot be opened. */
export interface LocalSchema extends DataSchema {
  /** One for each table with a broken file. If the table is one of the Defender schema, it is among the tables with that schema's columns, else it is not. */
  readonly problems: readonly HuntError[];
}

/** The tables of a folder. Files are opened when a query first names their table, once for each connection. */
export class LocalTables {
  readonly #engine: Engine;
  readonly #folder: ScannedFolder;
  readonly #files = new Map<string, TableFiles>();
  readonly #opened = new Map<string, OpenedTable>();
  readonly #opening = new Map<string, Promise<OpenedTable>>();
  #schema: DataSchema | undefined;
  readonly #closed: AbortSignal;

  /** @param closed Stops the opening of files, which several queries may wait for, when the connection is closed. */
  constructor(engine: Engine, folder: ScannedFolder, closed: AbortSignal) {
    this.#engine = engine;
    this.#closed = closed;
    this.#folder = folder;
    for (const table of folder.tables) this.#files.set(knownTables().get(table.name.toLowerCase())?.name ?? table.name, table);
  }

  /** The folder's tables with all of their columns. Opens every one; of a table with a broken file it tells what is wrong. */
  async schema(options: { readonly signal?: AbortSignal } = {}): Promise<LocalSchema> {
    const names = [...this.#files.keys()];
    const opened = await unlessCancelled(Promise.allSettled(names.map((name) => this.#open(name))), options.signal);
    const tables: TableSchema[] = [];
    const problems: HuntError[] = [];
    opened.forEach((outcome, index) => {
      const name = names[index] ?? "";
      const known = knownTables().get(name.toLowerCase());
      if (outcome.status === "fulfilled") return tables.push(outcome.value.schema);
      if (!HuntError.isInstance(outcome.reason) || outcome.reason.kind !== "data") throw outcome.reason;
      problems.push(outcome.reason);
      return known ? tables.push(known) : undefined;
    });
    return Object.freeze({ tables: Object.freeze(tables), problems: Object.freeze(problems) });
  }

  /** Opens the tables that a text may name and gives what is needed to bind and compile it. */
  async scopeFor(text: string, options: { readonly signal?: AbortSignal } = {}): Promise<TableScope> {
    const wantsAll = /\b(?:search|find)\b|\bunion\b[^|;]*\*/.test(text);
    const named = [...this.#files.keys()].filter((name) => wantsAll || text.includes(name) || !/^[\w .-]+$/.test(name));
    await unlessCancelled(Promise.all(named.map((name) => this.#open(name))), options.signal);
    return { schema: this.#bindingSchema(), source: (name) => this.#source(name), warnings: (names) => this.#warnings(names) };
  }

  /** Opens a table, or gives it as it was opened before, unless a file has changed since. */
  async #open(name: string): Promise<OpenedTable> {
    const before = this.#opening.get(name);
    if (before === undefined) return this.#openAnew(name);
    const opened = await before;
    const unchanged = await mapLimited(opened.files, 16, isUnchanged);
    if (!unchanged.includes(false)) return opened;
    const now = this.#opening.get(name);
    return now === undefined || now === before ? this.#openAnew(name) : now;
  }

  #openAnew(name: string): Promise<OpenedTable> {
    const files = this.#files.get(name) ?? { name, files: [] };
    const view = `table_${[...this.#files.keys()].indexOf(name)}`;
    const opening = openTable(this.#engine, files, knownTables().get(name.toLowerCase()), view, { signal: this.#closed }).then((opened) => {
      this.#opened.set(name, opened);
      this.#schema = undefined;
      return opened;
    });
    this.#opening.set(name, opening);
    opening.catch(() => this.#opening.delete(name)); // a mended file may be tried again
    return opening;
  }

  /** Tables that are not open stand with the schema's columns, or none: the text does not name them, but a mistyped name finds them. */
  #bindingSchema(): DataSchema {
    if (this.#schema !== undefined) return this.#schema;
    const tables: TableSchema[] = [];
    for (const name of this.#files.keys()) tables.push(this.#opened.get(name)?.schema ?? knownTables().get(name.toLowerCase()) ?? { name, columns: [] });
    for (const table of knownTables().values()) if (!this.#files.has(table.name)) tables.push(table);
    this.#schema = Object.freeze({ tables: Object.freeze(tables) });
    return this.#schema;
  }

  #source(name: string): LocalTableSource | undefined {
    const opened = this.#opened.get(name);
    if (opened !== undefined) return opened.source;
    const known = knownTables().get(name.toLowerCase());
    return known?.name === name && !this.#files.has(name) ? emptySource(known) : undefined;
  }

  #warnings(names: Iterable<string>): ResultWarning[] {
    return [...new Set(names)]
      .filter((name) => !this.#files.has(name) && knownTables().get(name.toLowerCase())?.name === name)
      .map((name) => ({ code: "table-without-data", message: `The folder ${this.#folder.path} has no file of ${name}, so it gave no rows. Import logs that fill it, or leave it out of the query.` }));
  }
}

function emptySource(table: TableSchema): LocalTableSource {
  const columns = table.columns.map(({ name, type }) => Object.freeze({ name, type, stored: "native" as const }));
  const noRows = { kind: "select", items: [{ value: { kind: "constant", value: 1 }, as: "nothing" }], where: { kind: "constant", value: false } } as const;
  return { columns, from: { kind: "select", query: noRows, as: "empty" }, isEmpty: true };
}
