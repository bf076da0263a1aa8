import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DriverConnection } from "@huntkit/provider";
import type { EmulatorClock } from "../server/emulator-clock.js";
import type { HuntingData } from "./hunting-options.js";
import { jsonText } from "./json-text.js";

interface OpenTables {
  readonly connection: Promise<DriverConnection>;
  readonly close: () => Promise<void>;
}

/** The data of the tenants, each opened when it is first asked for. */
export class TenantTables {
  readonly #data = new Map<string, HuntingData>();
  readonly #open = new Map<string, OpenTables>();
  readonly #clock: EmulatorClock;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Gives a tenant other data; queries that run go on over the old. */
  async set(tenant: string, data: HuntingData): Promise<void> {
    const before = this.#open.get(tenant);
    this.#data.set(tenant, data);
    this.#open.delete(tenant);
    await before?.close();
  }

  /** The tables of a tenant; undefined if it has none. */
  async connection(tenant: string): Promise<DriverConnection | undefined> {
    const data = this.#data.get(tenant);
    if (data === undefined) return undefined;
    const open = this.#open.get(tenant) ?? openTables(data, this.#clock);
    this.#open.set(tenant, open);
    return open.connection;
  }

  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map((one) => one.close()));
  }
}

function openTables(data: HuntingData, clock: EmulatorClock): OpenTables {
  const folder = "tables" in data ? writtenTables(data.tables) : undefined;
  const connection = connect(folder ?? Promise.resolve("path" in data ? data.path : ""), clock);
  connection.catch(() => undefined); // whoever asks is told; nobody may be asking at present
  const close = async (): Promise<void> => {
    await connection.then((opened) => opened.close(), () => undefined);
    if (folder) await rm(await folder, { recursive: true, force: true });
  };
  return { connection, close };
}

async function connect(path: Promise<string>, clock: EmulatorClock): Promise<DriverConnection> {
  const { localDriver } = await import("@huntkit/driver-local");
  return localDriver.connect({ path: await path, now: () => new Date(clock.now()) });
}

async function writtenTables(tables: Extract<HuntingData, { tables: unknown }>["tables"]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-emulator-data-"));
  await Promise.all(Object.entries(tables).map(([name, rows]) => writeFile(join(folder, `${name}.ndjson`), rows.map((row) => `${jsonText(row)}\n`).join(""), { mode: 0o600 })));
  return folder;
}
