import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DriverConnection, SettingError } from "@huntkit/provider";
import type { EmulatorClock } from "../server/emulator-clock.js";
import type { HuntingData } from "./hunting-options.js";
import { jsonText } from "./json-text.js";

type Rows = Extract<HuntingData, { tables: unknown }>["tables"];

/** What an opened tenant answers from, with the queries that run on it. */
interface OpenTables {
  readonly connection: Promise<DriverConnection>;
  readonly running: Set<Promise<unknown>>;
  readonly folder: Promise<string> | undefined;
}

/** The data of the tenants, each opened when it is first asked for. */
export class TenantTables {
  readonly #data = new Map<string, HuntingData>();
  readonly #open = new Map<string, OpenTables>();
  readonly #retiring = new Set<Promise<void>>();
  readonly #clock: EmulatorClock;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /**
   * Gives a tenant other data; queries that run go on over the old.
   * @throws {SettingError} if the folder is none, or a name cannot be that of a table.
   */
  async set(tenant: string, data: HuntingData): Promise<void> {
    await checkData(data);
    this.#data.set(tenant, data);
    const before = this.#open.get(tenant);
    this.#open.delete(tenant);
    if (before === undefined) return;
    const retired = retire(before).finally(() => this.#retiring.delete(retired));
    this.#retiring.add(retired);
  }

  /** Whether a tenant was given data. */
  hasData(tenant: string): boolean {
    return this.#data.has(tenant);
  }

  /** Works with the tables of a tenant, which stay open until the work has ended. A tenant without data has no rows in any table. */
  async use<Value>(tenant: string, work: (connection: DriverConnection) => Promise<Value>): Promise<Value> {
    const open = this.#open.get(tenant) ?? openTables(this.#data.get(tenant) ?? { tables: {} }, this.#clock);
    this.#open.set(tenant, open);
    const running = open.connection.then(work);
    open.running.add(running);
    try {
      return await running;
    } finally {
      open.running.delete(running);
    }
  }

  /** Closes all, once the queries that run have ended. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all([...open.map(retire), ...this.#retiring]);
  }
}

async function retire({ connection, running, folder }: OpenTables): Promise<void> {
  while (running.size > 0) await Promise.allSettled(running);
  await connection.then((opened) => opened.close(), () => undefined); // one that did not open was told of to those who asked
  if (folder) await rm(await folder, { recursive: true, force: true });
}

async function checkData(data: HuntingData): Promise<void> {
  const wrong = "tables" in data ? Object.keys(data.tables).find((name) => !/^[A-Za-z]\w*$/.test(name)) : undefined;
  if (wrong !== undefined) throw new SettingError({ code: "emulator-data", message: `"${wrong}" cannot be the name of a table of the emulator. Use letters, digits and underscores.` });
  if (!("path" in data)) return;
  const folder = await stat(data.path).catch((cause: unknown) => {
    throw new SettingError({ code: "emulator-data", message: `The emulator's data folder "${data.path}" cannot be opened. Give an existing folder of tables.`, cause });
  });
  if (!folder.isDirectory()) throw new SettingError({ code: "emulator-data", message: `The emulator's data "${data.path}" is a file. Give the folder that holds it.` });
}

function openTables(data: HuntingData, clock: EmulatorClock): OpenTables {
  const folder = "tables" in data ? writtenTables(data.tables) : undefined;
  const connection = connect(folder ?? Promise.resolve("path" in data ? data.path : ""), clock);
  connection.catch(() => undefined); // whoever asks is told; nobody may be asking at present
  return { connection, running: new Set(), folder };
}

async function connect(path: Promise<string>, clock: EmulatorClock): Promise<DriverConnection> {
  const { localDriver } = await import("@huntkit/driver-local");
  return localDriver.connect({ path: await path, now: () => new Date(clock.now()) });
}

// The engine refuses a folder without any table; a tenant without data still answers `print 1`.
const placeholder = "EmulatorWithoutData_CL";

async function writtenTables(tables: Rows): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-emulator-data-"));
  const files: readonly (readonly [string, string])[] = Object.entries(tables).map(([name, rows]) => [`${name}.ndjson`, rows.map((row) => `${jsonText(row)}\n`).join("")]);
  const written = files.length === 0 ? [[`${placeholder}.csv`, "TimeGenerated\n"] as const] : files;
  await Promise.all(written.map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })));
  return folder;
}
