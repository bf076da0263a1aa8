import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { KqlDateTime, tableFromRows, tableRows } from "@huntkit/provider";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openCheckpoint } from "./open-checkpoint.js";
import type { StoredPart } from "./part-store.js";
import { contentHash, resumeRange } from "./run-manifest.js";

const at = (day: number, tick = 0n): KqlDateTime => new KqlDateTime(KqlDateTime.fromDate(new Date(Date.UTC(2026, 6, day))).ticks + tick);
const timeRange = { start: at(1), end: at(11) };
const [first, second] = [{ start: at(1), end: at(2) }, { start: at(1), end: at(2, 1n) }];
const rowsPart = (text: string): StoredPart => ({ kind: "rows", table: tableFromRows([{ name: "a", type: "string" }], [[text], [null]]), warnings: [{ code: "w", message: "m" }] });
let folder: string;
beforeEach(() => void (folder = join(mkdtempSync(join(tmpdir(), "huntkit-checkpoint-")), "deep", "er")));
afterEach(() => rmSync(join(folder, "..", ".."), { recursive: true, force: true }));

const request = (changes: object = {}) => ({ folder, environment: "M365DGraph", connection: "tenant", query: "T | where password == 'hunter2'", timeRange, splitBy: "1d", ...changes });
const everyFile = (): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const partFiles = (): string[] => everyFile().filter((file) => file.endsWith(".parquet"));
const runFolder = (): string => join(folder, readdirSync(folder)[0] ?? "");
const rowsOf = (part: StoredPart | undefined) => part?.kind === "rows" && [...tableRows(part.table)];

/** Writes parts, as a run that is over or was killed. */
async function storeParts(changes: object = {}): Promise<void> {
  const checkpoint = await openCheckpoint(request(changes));
  await checkpoint.write(first, rowsPart("x"));
  await checkpoint.write(second, { kind: "halved" });
  await checkpoint.close();
}

it("gives parts back to a later run, by their range to the tick, and says that it goes on", async () => {
  await storeParts();
  const checkpoint = await openCheckpoint(request());
  expect(checkpoint.notices.map(({ code }) => code)).toEqual(["checkpoint-continued"]);
  const part = await checkpoint.read(first);
  expect(rowsOf(part)).toEqual([["x"], [null]]);
  expect(part).toMatchObject({ warnings: [{ code: "w", message: "m" }] });
  expect(await checkpoint.read(second)).toEqual({ kind: "halved" });
  expect(await checkpoint.read({ start: at(2), end: at(3) })).toBeUndefined();
  await checkpoint.write(first, rowsPart("y"));
  expect(rowsOf(await checkpoint.read(first))).toEqual([["y"], [null]]);
  expect(partFiles()).toHaveLength(2);
  await checkpoint.close();
  await expect(checkpoint.read(first)).rejects.toMatchObject({ code: "checkpoint-closed" });
});

it("asks again for a part whose file is cut at any place or has any byte changed, with one notice", async () => {
  await storeParts();
  const whole = partFiles().map((file) => ({ file, bytes: readFileSync(file) }));
  const checkpoint = await openCheckpoint(request());
  let damages = 0;
  for (const { file, bytes } of whole) {
    const range = file.includes("0000001Z") ? second : first;
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ (1 << place % 8);
      for (const damaged of [bytes.subarray(0, place), changed, Buffer.concat([bytes, bytes.subarray(0, place + 1)])]) {
        writeFileSync(file, damaged);
        expect(await checkpoint.read(range)).toBeUndefined();
        damages++;
      }
    }
    rmSync(file);
    expect(await checkpoint.read(range)).toBeUndefined();
    writeFileSync(file, bytes);
    expect(await checkpoint.read(range)).toBeDefined();
  }
  expect(damages).toBeGreaterThan(1000);
  // For each file: damaged, and gone.
  expect(checkpoint.notices.slice(1).map(({ code }) => code)).toEqual(new Array(4).fill("checkpoint-part-damaged"));
  await checkpoint.close();
}, 300_000);

it.each([{ query: "T | take 1" }, { timeRange: { start: at(1), end: at(11, 1n) } }, { splitBy: "6h" }, { options: { floorMinutes: 5 } }])("starts anew and says so for another request: %o", async (changes) => {
  await storeParts();
  const other = await openCheckpoint(request(changes));
  expect(other.notices.map(({ code }) => code)).toEqual(["checkpoint-new-run"]);
  expect(await other.read(first)).toBeUndefined();
  await other.close();
});

it("keeps the parts of connections apart, without calling another connection another query", async () => {
  await storeParts();
  const other = await openCheckpoint(request({ connection: "b" }));
  expect([other.notices, await other.read(first)]).toEqual([[], undefined]);
  await other.close();
});

it("does not take the file of another run or range, even under a fitting name and hash", async () => {
  await storeParts();
  const [file = "", halved = ""] = partFiles().sort((left) => (left.includes("0000001Z") ? 1 : -1));
  const bytes = readFileSync(halved);
  rmSync(halved);
  writeFileSync(file.replace(/\.[0-9a-f]{64}\./, `.${contentHash(bytes)}.`), bytes);
  rmSync(file);
  const checkpoint = await openCheckpoint(request());
  expect(await checkpoint.read(first)).toBeUndefined();
  expect(checkpoint.notices.at(-1)?.message).toContain("another run or range");
  await checkpoint.close();
});

it("clears what a killed run left half written and takes its lock over, however often", async () => {
  await storeParts();
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  writeFileSync(join(runFolder(), "x.unfinished"), "PAR1");
  for (const [generation, lock] of [JSON.stringify({ pid: child.pid, host: hostname(), started: "" }), "", "{\"pid\":", "null"].entries()) writeFileSync(join(runFolder(), `lock.${generation + 1}`), lock);
  const checkpoint = await openCheckpoint(request());
  expect(readdirSync(runFolder()).filter((name) => !name.endsWith(".parquet")).sort()).toEqual(["lock.5", "run.json"]);
  expect(rowsOf(await checkpoint.read(first))).toEqual([["x"], [null]]);
  await checkpoint.close();
  expect(readdirSync(runFolder()).some((name) => name.startsWith("lock"))).toBe(false);
});

it("refuses a run that another process has, one of another machine, and one that this process has", async () => {
  await storeParts();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"]);
  await once(child, "spawn");
  for (const holder of [{ pid: child.pid, host: hostname(), started: "" }, { pid: 1, host: "elsewhere.example", started: "5" }]) {
    writeFileSync(join(runFolder(), "lock.1"), JSON.stringify(holder));
    await expect(openCheckpoint(request())).rejects.toMatchObject({ kind: "parameter", code: "checkpoint-in-use" });
  }
  child.kill("SIGKILL");
  rmSync(join(runFolder(), "lock.1"));
  const open = await openCheckpoint(request());
  await expect(openCheckpoint(request())).rejects.toMatchObject({ code: "checkpoint-in-use" });
  await (await openCheckpoint(request({ query: "other" }))).close();
  await open.close();
});

it("lets exactly one of many that come at once take over a dead lock, or none", async () => {
  await storeParts();
  writeFileSync(join(runFolder(), "lock.1"), "");
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => openCheckpoint(request())));
  const opened = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  expect(opened.length).toBeLessThanOrEqual(1);
  for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "checkpoint-in-use" });
  for (const checkpoint of opened) await checkpoint.close();
  await (await openCheckpoint(request())).close();
});

it("finds the range of the newest unfinished run of a key", async () => {
  const key = contentHash({ template: "MDE.x", start: "-1d" });
  expect(await resumeRange({ folder, key })).toBeUndefined();
  await storeParts({ key });
  expect(await resumeRange({ folder, key })).toEqual(timeRange);
  expect(await resumeRange({ folder, key: contentHash({ template: "MDE.y" }) })).toBeUndefined();
  const checkpoint = await openCheckpoint(request({ key }));
  await checkpoint.finish();
  await checkpoint.close();
  expect(await resumeRange({ folder, key })).toBeUndefined();
});

it("says that a run's description is damaged, and keeps its parts", async () => {
  await storeParts({ key: "k" });
  const path = join(runFolder(), "run.json");
  const content = readFileSync(path, "utf8");
  for (const damaged of ["", "null", content.slice(0, -9), content.replace(/\d{18}/, (ticks) => String(BigInt(ticks) + 1n))]) {
    writeFileSync(path, damaged);
    expect(await resumeRange({ folder, key: "k" })).toBeUndefined();
    const checkpoint = await openCheckpoint(request({ key: "k" }));
    expect(checkpoint.notices.map(({ code }) => code)).toContain("checkpoint-damaged");
    expect(await checkpoint.read(first)).toBeDefined();
    await checkpoint.close();
    expect(await resumeRange({ folder, key: "k" })).toEqual(timeRange);
  }
});

it.skipIf(process.platform === "win32")("writes only for the owner, and nothing of the query", async () => {
  await storeParts({ options: { token: "hunter2" } });
  expect(everyFile().map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  expect(statSync(runFolder()).mode & 0o777).toBe(0o700);
  expect(everyFile().filter((file) => readFileSync(file).includes("hunter2"))).toEqual([]);
});

it("names the folder and the reason when it cannot be used", async () => {
  const file = join(folder, "..", "..", "file");
  writeFileSync(file, "");
  await expect(openCheckpoint(request({ folder: file }))).rejects.toMatchObject({ kind: "data", code: "checkpoint-unwritable", file: expect.stringContaining(file) as string });
});

it.skipIf(process.platform !== "linux")("refuses a folder that the system lets nobody make, at once (Linux only)", async () => {
  await expect(openCheckpoint(request({ folder: "/proc/huntkit-checkpoint" }))).rejects.toMatchObject({ kind: "data", code: "checkpoint-unwritable" });
});
