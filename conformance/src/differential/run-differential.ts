import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { type DriverConnection, KqlDateTime, type KqlValue, type ResultTable, tableRows } from "@huntkit/provider";
import { joined, united } from "./random-join.js";
import { randomStep } from "./random-operator.js";
import { datatableText, randomTable, relatedTable } from "./random-table.js";
import { type Random, seeded } from "./random.js";
import { keyOf, type Plain, type PlainTable, PlainTime, type PlainType } from "./values.js";

/** A query on which the engine and the second implementation differ. */
export interface Difference {
  readonly seed: number;
  readonly query: string;
  readonly detail: string;
}

/** What a run found. */
export interface DifferentialReport {
  readonly queries: number;
  readonly differences: readonly Difference[];
  /** How often each operator was run. */
  readonly operators: ReadonlyMap<string, number>;
}

/** Runs generated queries over random tables on the engine and on a second, naive implementation of the same rules. */
export async function runDifferential(queries: number, firstSeed: number): Promise<DifferentialReport> {
  const folder = await mkdtemp(join(tmpdir(), "huntkit-differential-"));
  await writeFile(join(folder, "Unused.csv"), "a\n1\n");
  const connection = await localDriver.connect({ path: folder });
  const operators = new Map<string, number>();
  const differences: Difference[] = [];
  try {
    for (let seed = firstSeed; seed < firstSeed + queries; seed++) {
      const { query, table, names } = randomQuery(seeded(seed));
      for (const name of names) operators.set(name, (operators.get(name) ?? 0) + 1);
      const detail = await differenceOf(connection, query, table);
      if (detail !== undefined) differences.push({ seed, query, detail });
    }
  } finally {
    await connection.close();
    await rm(folder, { recursive: true });
  }
  return { queries, differences, operators };
}

function randomQuery(random: Random): { readonly query: string; readonly table: PlainTable; readonly names: readonly string[] } {
  const keyType = random.of(["long", "string"] as const);
  const left = randomTable(random, keyType);
  const kind = random.of(["join", "join", "union", "one", "one", "one"] as const);
  const right = kind === "union" ? relatedTable(random, left) : randomTable(random, keyType);
  const start = kind === "join" ? joined(random, left, right) : kind === "union" ? united(random, left, right) : undefined;
  const steps = start === undefined ? [] : [start];
  let table = start?.table ?? left;
  for (let length = 1 + random.below(4); length > 0; length--) {
    const step = randomStep(random, table);
    steps.push(step);
    ({ table } = step);
  }
  const [first, ...rest] = steps.map(({ text }) => text);
  const text = start === undefined ? ["L", first, ...rest] : [first, ...rest];
  return { query: `let L = ${datatableText(left)};\nlet R = ${datatableText(right)};\n${text.join("\n| ")}`, table, names: steps.map(({ name }) => name) };
}

async function differenceOf(connection: DriverConnection, query: string, expected: PlainTable): Promise<string | undefined> {
  const result = await connection.query(query).catch((error: unknown) => (error instanceof Error ? error : new TypeError(String(error))));
  if (result instanceof Error) return `failed: ${result.message}`;
  return result.status === "complete" ? compareTables(result.table, expected) : "the result is partial";
}

function compareTables(found: ResultTable, expected: PlainTable): string | undefined {
  const columns = (table: { readonly columns: readonly { readonly name: string; readonly type: string }[] }): string => table.columns.map(({ name, type }) => `${name}:${type}`).join(", ");
  if (columns(found) !== columns(expected)) return `columns ${columns(found)}, expected ${columns(expected)}`;
  const theirs = [...tableRows(found)].map((row) => keyOf(row.map((value, index) => plainOf(value, expected.columns[index]?.type ?? "string"))));
  const ours = expected.rows.map(keyOf);
  if (!expected.ordered) for (const rows of [theirs, ours]) rows.sort();
  const at = ours.findIndex((row, index) => row !== theirs[index]);
  if (at < 0 && ours.length === theirs.length) return undefined;
  return `${theirs.length} rows, expected ${ours.length}; the first that differs: ${theirs[Math.max(0, at)] ?? "none"}, expected ${ours[Math.max(0, at)] ?? "none"}`;
}

function plainOf(value: KqlValue, type: PlainType): Plain {
  if (value instanceof KqlDateTime) return new PlainTime(value.toMilliseconds());
  if (Array.isArray(value)) return value.map((item) => plainOf(item as KqlValue, "long"));
  if (typeof value === "number" && type !== "real") return BigInt(value);
  return value as Plain;
}
