import { HuntError, type ResultColumn } from "@huntkit/provider";
import type { DuckDBAppender, DuckDBDecimalValue } from "@duckdb/node-api";
import { physicalTypes } from "../lower/physical-types.js";
import { engineError } from "../runtime/engine-error.js";
import type { Engine } from "../runtime/open-engine.js";
import type { LocalTableSource } from "../tables/local-table-source.js";
import type { ExternalView } from "./external-data.js";
import type { EngineRow, EngineValue } from "./engine-value.js";

const ROWS_IN_A_TURN = 5000;

let numberOfTables = 0;

/** Tables in the engine's memory that hold what parts of one query gave, for the parts behind them. */
export class StageTables {
  readonly #engine: Engine;
  readonly #sources = new Map<string, LocalTableSource>();
  readonly #views = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The source of a table by its name. */
  source(name: string): LocalTableSource | undefined {
    return this.#sources.get(name);
  }

  /**
   * Makes a table of rows; gives its name, which no table of a user can have.
   * @param columns The columns by KQL name and type, in the order of the values.
   * @param giveWay Lets others work, and fails if the query was cancelled: the rows may be worked out one by one as they are stored.
   */
  async add(columns: readonly ResultColumn[], rows: Iterable<EngineRow>, giveWay: () => Promise<void>): Promise<string> {
    const table = `stage_${++numberOfTables}`;
    const connection = await this.#engine.connect();
    try {
      await connection.run(`CREATE TABLE ${table} (${columns.map(({ type }, index) => `c${index} ${physicalTypes[type]}`).join(", ") || "nothing INTEGER"})`);
      const appender = await connection.createAppender(table);
      let count = 0;
      for (const row of rows) {
        if (++count % ROWS_IN_A_TURN === 0) await giveWay();
        appendRow(appender, columns, row);
      }
      appender.flushSync();
      appender.closeSync();
    } catch (error) {
      await connection.run(`DROP TABLE IF EXISTS ${table}`);
      throw HuntError.isInstance(error) ? error : engineError(error);
    } finally {
      connection.closeSync();
    }
    const name = `\0${table}`;
    this.#sources.set(name, {
      columns: columns.map((column, index) => ({ name: column.name, type: column.type, raw: `c${index}`, stored: "native" })),
      from: { kind: "name", name: table },
    });
    return name;
  }

  /** Makes a view; gives its name, which no table of a user can have. */
  async addView({ body, columns }: ExternalView): Promise<string> {
    const view = `stage_${++numberOfTables}`;
    const connection = await this.#engine.connect();
    try {
      await connection.run(`CREATE VIEW ${view} AS ${body}`);
    } catch (error) {
      throw engineError(error);
    } finally {
      connection.closeSync();
    }
    this.#views.add(view);
    const name = `\0${view}`;
    this.#sources.set(name, {
      columns: columns.map(({ name: column, type, stored }, index) => ({ name: column, type, raw: `c${index}`, stored })),
      from: { kind: "name", name: view },
    });
    return name;
  }

  /** Drops the tables. */
  async clear(): Promise<void> {
    if (this.#sources.size === 0) return;
    const connection = await this.#engine.connect();
    try {
      for (const name of this.#sources.keys()) await connection.run(`DROP ${this.#views.has(name.slice(1)) ? "VIEW" : "TABLE"} IF EXISTS ${name.slice(1)}`);
    } finally {
      connection.closeSync();
      this.#sources.clear();
    }
  }
}

function appendRow(appender: DuckDBAppender, columns: readonly ResultColumn[], row: EngineRow): void {
  columns.forEach(({ type }, index) => appendValue(appender, type, row[index] ?? null));
  if (columns.length === 0) appender.appendInteger(0);
  appender.endRow();
}

function appendValue(appender: DuckDBAppender, type: ResultColumn["type"], value: EngineValue): void {
  if (value === null) return type === "string" ? appender.appendVarchar("") : appender.appendNull();
  switch (type) {
    case "bool":
      return appender.appendBoolean(value as boolean);
    case "int":
      return appender.appendInteger(Number(value));
    case "long":
    case "datetime":
    case "timespan":
      return appender.appendBigInt(BigInt(value as bigint));
    case "real":
      return appender.appendDouble(Number(value));
    case "decimal":
      return appender.appendDecimal(value as DuckDBDecimalValue);
    default:
      return appender.appendVarchar(value as string);
  }
}
