import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { defenderSchemaData } from "@huntkit/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attackFacts, generateSample, type SampleReport } from "./index.js";
import { sampleRow } from "./sample-events.js";
import { makeSampleWeek, sampleWeekRange, type SampleWeek } from "./make-sample-week.js";

const date = "2026-07-08";
const events: SampleWeek = makeSampleWeek({ date });
const week = new Map([...events].map(([name, list]) => [name, list.map(sampleRow)]));
const table = (name: string) => week.get(name) ?? [];

describe("the sample week", () => {
  it("is the same for the same date and seed, and another for another seed", () => {
    const text = (made: SampleWeek) => [...made].map(([name, rows]) => `${name}${JSON.stringify(rows)}`).join("\n");
    expect(text(makeSampleWeek({ date })) === text(events)).toBe(true);
    expect(text(makeSampleWeek({ date, seed: 1 })) === text(events)).toBe(false);
  });

  it("has 40 devices, 60 accounts and at least 60,000 events over the device tables", () => {
    expect(new Set(table("DeviceInfo").map((row) => row["DeviceId"])).size).toBe(40);
    const events = [...week].filter(([name]) => /^Device\w+Events$/.test(name)).reduce((sum, [, rows]) => sum + rows.length, 0);
    expect(events).toBeGreaterThanOrEqual(60_000);
    expect([...week.keys()]).toEqual(expect.arrayContaining(["DeviceProcessEvents", "DeviceNetworkEvents", "DeviceFileEvents", "DeviceRegistryEvents", "DeviceImageLoadEvents", "DeviceLogonEvents", "DeviceEvents"]));
  });

  it("lies wholly within the seven days before the date, in order of time", () => {
    const { start, end } = sampleWeekRange(date);
    for (const rows of week.values()) {
      const times = rows.map((row) => Number(row["Timestamp"]));
      expect(Math.min(...times.slice(0, 1))).toBeGreaterThanOrEqual(start);
      expect(times.every((time, index) => time >= start && time < end && (index === 0 || (times[index - 1] ?? 0) <= time))).toBe(true);
    }
  });

  it("has only columns that the Defender schema has", () => {
    for (const [name, rows] of week) {
      const known = new Set(defenderSchemaData().tables.find((one) => one.name === name)?.columns.map((column) => column.name));
      expect([...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !known.has(column)), name).toEqual([]);
    }
  });

  it("holds each step of the attack once, and a harmless near miss of the encoded command", () => {
    const commands = table("DeviceProcessEvents").map((row) => String(row["ProcessCommandLine"]));
    expect(commands.filter((command) => / -enc /.test(command))).toHaveLength(1);
    expect(commands.filter((command) => /-EncodedCommand/.test(command)).length).toBeGreaterThan(10);
    expect(commands.filter((command) => command.includes("comsvcs.dll, MiniDump"))).toHaveLength(1);
    expect(table("DeviceRegistryEvents").filter((row) => row["RegistryValueName"] === attackFacts.runValue)).toHaveLength(1);
    expect(table("DeviceEvents").filter((row) => row["ActionType"] === "ServiceInstalled")).toHaveLength(1);
    expect(table("EmailAttachmentInfo").filter((row) => row["FileName"] === attackFacts.attachment)).toHaveLength(1);
  });

  it("names a parent that really started before, on the same device", () => {
    const started = new Map(table("DeviceProcessEvents").map((row) => [`${row["DeviceId"]}|${row["ProcessId"]}|${row["ProcessCreationTime"]}`, row["FileName"]]));
    const children = table("DeviceProcessEvents").filter((row) => Number(row["InitiatingProcessCreationTime"]) >= sampleWeekRange(date).start);
    expect(children.length).toBeGreaterThan(1000);
    for (const row of children) expect(started.get(`${row["DeviceId"]}|${row["InitiatingProcessId"]}|${row["InitiatingProcessCreationTime"]}`)).toBe(row["InitiatingProcessFileName"]);
  });

  it.each(["yesterday", "2026-7-8", "2026-13-40", ""])("refuses %j as a date", (text) => {
    expect(() => makeSampleWeek({ date: text })).toThrowError(expect.objectContaining({ code: "sample-date-invalid" }));
  });
});

describe("generateSample", () => {
  let folder = "";
  let first: SampleReport;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "huntkit-sample-"));
    first = await generateSample({ out: folder, date });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("writes every table with every column of the schema, typed, and leaves nothing else behind", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const [name, rows] of week) {
      const file = join(folder, `${name}.parquet`);
      const count = await connection.runAndReadAll(`SELECT count(*)::INTEGER, min(epoch_us("Timestamp")) FROM read_parquet('${file}')`);
      expect(count.getRows()[0]).toEqual([rows.length, BigInt(Math.round(Number(rows[0]?.["Timestamp"]) * 1000))]);
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${file}')`);
      expect(described.getRows().map((row) => row[0])).toEqual(defenderSchemaData().tables.find((one) => one.name === name)?.columns.map((column) => column.name));
    }
    expect((await readdir(folder)).sort()).toEqual([...[...week.keys()].map((name) => `${name}.parquet`), ".huntkit-sample.json"].sort());
  });

  it("leaves a folder alone that already holds the same sample, and replaces another one", async () => {
    const before = await stat(join(folder, "DeviceEvents.parquet"));
    expect(await generateSample({ out: folder, date })).toEqual({ ...first, reused: true });
    expect((await stat(join(folder, "DeviceEvents.parquet"))).mtimeMs).toBe(before.mtimeMs);
    expect((await generateSample({ out: folder, date, seed: 2 })).reused).toBe(false);
    expect(JSON.parse(await readFile(join(folder, ".huntkit-sample.json"), "utf8"))).toMatchObject({ seed: 2 });
  });

  it("stops when asked, and leaves no marker that would make a half sample count", async () => {
    const out = join(folder, "stopped");
    const controller = new AbortController();
    const stop = generateSample({ out, date, signal: controller.signal, onProgress: (event) => event.type === "step" && event.done === 2 && controller.abort() });
    await expect(stop).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(out)).not.toContain(".huntkit-sample.json");
  });
});
