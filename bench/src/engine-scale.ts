import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { localDriver } from "@huntkit/driver-local";
import type { DriverConnection } from "@huntkit/provider";
import { engineHunts } from "./engine-hunts.table.js";
import { median, report } from "./report.js";

const millions = Number(process.env["HUNTKIT_BENCH_MILLIONS"] ?? 10);

/** Writes the two tables, a week of a company of 2,000 devices, in order of time as a service exports them. */
export async function writeTables(duck: DuckDBConnection, folder: string, rows: number): Promise<void> {
  const time = `TIMESTAMP '2026-07-01' + to_microseconds(i * ${604_800_000_000 / rows})`;
  const file = "['svchost.exe','powershell.exe','cmd.exe','chrome.exe','Teams.exe','rundll32.exe','wscript.exe','explorer.exe','mshta.exe','taskhostw.exe'][1 + (hash(i, 1) % 10)::INT]";
  const processes = `SELECT ${time} AS Timestamp, 'dev' || (hash(i, 2) % 2000) AS DeviceName, ${file} AS FileName, 'user' || (hash(i, 3) % 500) AS AccountName, (hash(i, 4) % 65536)::BIGINT AS ProcessId,
    'C:\\Windows\\System32\\run.exe -k ' || hash(i, 5) || CASE hash(i, 6) % 1000 WHEN 0 THEN ' -EncodedCommand SQBFAFgA' WHEN 1 THEN ' mimikatz' ELSE ' /service netsvcs' END AS ProcessCommandLine FROM range(${rows}) t(i)`;
  const connections = `SELECT ${time} AS Timestamp, 'dev' || (hash(i, 12) % 2000) AS DeviceName, (hash(i, 14) % 65536)::BIGINT AS InitiatingProcessId, [443, 80, 445, 53, 3389][1 + (hash(i, 15) % 5)::INT]::INTEGER AS RemotePort,
    '10.0.' || (hash(i, 16) % 256) || '.' || (hash(i, 17) % 256) AS RemoteIP FROM range(${rows}) t(i)`;
  await duck.run(`COPY (${processes}) TO '${join(folder, "DeviceProcessEvents.parquet")}' (FORMAT parquet)`);
  await duck.run(`COPY (${connections}) TO '${join(folder, "DeviceNetworkEvents.parquet")}' (FORMAT parquet)`);
}

const rounds = 9;
/** Before the clock counts, so that both ways run compiled code. */
const warmUpRounds = 3;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** A hunt in KQL and by hand, in turns, each the median of its rounds. */
async function compare(connection: DriverConnection, duck: DuckDBConnection, hunt: (typeof engineHunts)[number], folder: string): Promise<{ readonly own: number; readonly byHand: number }> {
  const sql = hunt.sql.replace(/\bFROM P\b/g, `FROM '${join(folder, "DeviceProcessEvents.parquet")}'`).replace(/\bFROM N\b/g, `FROM '${join(folder, "DeviceNetworkEvents.parquet")}'`);
  const [own, byHand]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    const pair = [await timed(() => connection.query(hunt.kql)), await timed(async () => (await duck.runAndReadAll(sql)).getRows())] as const;
    if (round < warmUpRounds) continue;
    own.push(pair[0]);
    byHand.push(pair[1]);
  }
  return { own: median(own), byHand: median(byHand) };
}

/** 12 everyday hunts over millions of rows in Parquet, against the same by hand in DuckDB's SQL. */
export async function measureEngineScale(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-scale-"));
  const instance = await DuckDBInstance.create(":memory:");
  const duck = await instance.connect();
  try {
    await writeTables(duck, folder, millions * 1_000_000);
    const connection = await localDriver.connect({ path: folder });
    const ratios: number[] = [];
    for (const hunt of engineHunts) {
      const { own, byHand } = await compare(connection, duck, hunt, folder);
      ratios.push(own / byHand);
      process.stdout.write(`      ${hunt.name.padEnd(34)} ${own.toFixed(0).padStart(6)} ms, by hand ${byHand.toFixed(0).padStart(6)} ms, ${(own / byHand).toFixed(2)} times\n`);
    }
    await connection.close();
    report({ name: `engine-${millions}m-median`, value: median(ratios), unit: "times hand-written SQL", target: 1.1, detail: `${engineHunts.length} hunts over 2 tables of ${millions} million rows, medians of ${rounds} in turns` });
    report({ name: `engine-${millions}m-worst`, value: Math.max(...ratios), unit: "times hand-written SQL", target: 1.5 });
  } finally {
    duck.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}
