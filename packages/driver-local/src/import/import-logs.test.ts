import { mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CancelledError, DataError } from "@huntkit/provider";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { importRecords, importText, readTable, withFolder } from "./__fixtures__/import-records.js";
import { byPowershell, guids, powershellStarted, security, sysmon } from "./__fixtures__/sample-events.js";
import { importLogs, type ImportOptions } from "./index.js";

const started = JSON.stringify(powershellStarted);
const fileCreated = JSON.stringify(sysmon(11, { ...byPowershell, TargetFilename: "C:\\a.txt" }));

async function writeZip(path: string, entries: Readonly<Record<string, string | Buffer>>, tail = ""): Promise<void> {
  await writeFile(path, zipSync(Object.fromEntries(Object.entries(entries).map(([name, content]) => [name, Buffer.from(content)]))));
  if (tail) await writeFile(path, tail, { flag: "a" });
}

/** Runs an import that must fail, and checks that it left nothing behind. */
async function failure(prepare: (folder: string) => Promise<readonly string[]>, options: Partial<ImportOptions> = {}): Promise<DataError> {
  return withFolder(async (folder) => {
    const files = await prepare(folder);
    const before = await readdir(folder);
    const error: unknown = await importLogs(files, { out: join(folder, "out"), ...options }).catch((caught: unknown) => caught);
    expect(await readdir(folder)).toEqual(before);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).not.toContain("\n");
    return error as DataError;
  });
}

/** A tar archive as `tar --format=ustar` writes it; `kind` and `size` can be told otherwise. */
function tarOf(entries: readonly { readonly name: string; readonly content: string | Buffer; readonly kind?: string }[]): Buffer {
  const blocks = entries.flatMap(({ name, content, kind = "0" }) => {
    const data = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, "utf8");
    header.write(data.length.toString(8).padStart(11, "0"), 124, "latin1");
    header.write(`        ${kind}`, 148, "latin1");
    header.write("ustar\u000000", 257, "latin1");
    header.write(`${[...header].reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const oneFile = (name: string, content: string | Buffer) => async (folder: string): Promise<readonly string[]> => {
  await writeFile(join(folder, name), content);
  return [join(folder, name)];
};

describe("packings and forms", () => {
  it("reads plain, gzip and zip files as one recording, and follows processes over them", async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, "a.json"), fileCreated);
      await writeFile(join(folder, "b.json.gz"), Buffer.concat([gzipSync(`${started}\n`), gzipSync(fileCreated)]));
      await writeZip(join(folder, "c.ZIP"), { "deep/er/c.ndjson": fileCreated, "deep/d.json.gz": gzipSync(fileCreated), "readme.md": "# no log", "__MACOSX/._c.json": "x" }, "\n");
      const files = ["a.json", "b.json.gz", "c.ZIP"].map((name) => join(folder, name));
      const report = await importLogs(files, { out: join(folder, "out") });
      expect(report.tables.map((table) => [table.table, table.rows])).toEqual([["DeviceFileEvents", 4], ["DeviceProcessEvents", 1]]);
      expect(report.files.map((file) => [file.entry, file.records])).toEqual([[undefined, 1], [undefined, 2], ["deep/er/c.ndjson", 1], ["deep/d.json.gz", 1]]);
      expect(report.skippedEntries.map((entry) => entry.entry)).toEqual(["readme.md"]);
      const rows = await readTable(join(folder, "out", "DeviceFileEvents.parquet"));
      expect(rows.every((row) => row["InitiatingProcessCommandLine"] === "powershell.exe -enc SQBFAFgA")).toBe(true);
      expect((await readdir(folder)).sort()).toEqual(["a.json", "b.json.gz", "c.ZIP", "out"]);
      expect((await readdir(join(folder, "out"))).sort()).toEqual(["DeviceFileEvents.parquet", "DeviceProcessEvents.parquet"]);
    });
  });

  it("reads tar archives, packed or not, with every record of every log in them", async () => {
    await withFolder(async (folder) => {
      const long = `${"deep/".repeat(30)}long.json`;
      const archive = tarOf([
        { name: "logs/", content: "", kind: "5" },
        { name: "logs/a.json", content: `${started}\n${fileCreated}\n` },
        { name: "readme.md", content: "# no log" },
        { name: "._a.json", content: "x" },
        { name: "././@LongLink", content: `${long}\0`, kind: "L" },
        { name: long.slice(0, 100), content: fileCreated },
        { name: "PaxHeader", content: "22 path=pax/name.json\n", kind: "x" },
        { name: "short", content: gzipSync(fileCreated) },
      ]);
      await writeFile(join(folder, "a.tar"), archive);
      await writeFile(join(folder, "b.tar.gz"), gzipSync(archive));
      await writeFile(join(folder, "c.TGZ"), gzipSync(archive));
      const report = await importLogs(["a.tar", "b.tar.gz", "c.TGZ"].map((name) => join(folder, name)), { out: join(folder, "out") });
      expect(report.tables.map((table) => [table.table, table.rows])).toEqual([["DeviceFileEvents", 9], ["DeviceProcessEvents", 3]]);
      expect(report.badLines.total).toBe(0);
      expect(report.files.slice(0, 3).map((file) => [file.entry, file.records])).toEqual([["logs/a.json", 2], [long, 1], ["pax/name.json", 1]]);
      expect(report.skippedEntries.map((entry) => entry.entry)).toEqual(Array(3).fill("readme.md"));
    });
  });

  it("refuses a tar archive that was cut short, damaged, or holds no log", async () => {
    const archive = tarOf([{ name: "a.json", content: `${started}\n`.repeat(5) }, { name: "b.json", content: started }]);
    const damaged = Buffer.from(archive);
    damaged[archive.indexOf("b.json") + 130] = 0x39;
    const codes = [];
    for (const content of [archive.subarray(0, 700), gzipSync(archive.subarray(0, archive.length - 3000)), damaged, tarOf([{ name: "a.evtx", content: "x" }])]) codes.push((await failure(oneFile("x.tar.gz".slice(0, content[0] === 0x1f ? 8 : 5), content))).code);
    expect(codes).toEqual(["tar-broken", "tar-broken", "tar-broken", "tar-without-logs"]);
  });

  it.each([
    ["a list", `[${started},\n ${fileCreated}]`],
    ["a pretty-printed list", JSON.stringify([powershellStarted, JSON.parse(fileCreated)], undefined, 2)],
    ["objects that span lines", [powershellStarted, JSON.parse(fileCreated) as unknown].map((event) => JSON.stringify(event, undefined, 2)).join("\n")],
    ["Windows line ends and a byte order mark", `\ufeff${started}\r\n\r\n${fileCreated}\r\n`],
    ["UTF-16", Buffer.from(`\ufeff${started}\r\n${fileCreated}`, "utf16le")],
  ])("reads %s", async (_name, content) => {
    await importText(content, "log.json", async ({ report, rows }) => {
      expect(report.badLines.total).toBe(0);
      expect(await rows("DeviceFileEvents")).toMatchObject([{ FileName: "a.txt", InitiatingProcessFileName: "powershell.exe" }]);
    });
  });
});

describe("bad input", () => {
  it("counts bad lines with their numbers, names the first twenty, and imports the rest", async () => {
    const lines = ["{oops", started, "", "42", ...Array.from({ length: 30 }, () => "no json"), fileCreated, JSON.stringify({ ...powershellStarted, UtcTime: "", "@timestamp": "yesterday", EventTime: "" })];
    await importText(lines.join("\n"), "log.json", async ({ report }) => {
      expect(report.badLines.total).toBe(33);
      expect(report.badLines.first).toHaveLength(20);
      expect(report.badLines.first.slice(0, 3).map((bad) => [bad.line, bad.reason])).toEqual([[1, "not valid JSON"], [4, "not a JSON object"], [5, "not valid JSON"]]);
      expect(report.tables.map((table) => table.rows)).toEqual([1, 1]);
      expect(JSON.stringify(report)).not.toContain("oops");
    });
  });

  it("stops at the first bad line when strict, and writes nothing", async () => {
    const error = await failure(oneFile("log.json", `${started}\n{oops\n`), { strict: true });
    expect(error.code).toBe("bad-line");
    expect(error.message).toMatch(/log\.json, line 2: not valid JSON/);
  });

  it.each([
    ["zip-expected", oneFile("x.zip", "no zip")],
    ["zip-broken", oneFile("x.zip", "PK\u0003\u0004 no zip either")],
    ["gzip-expected", oneFile("x.json.gz", started)],
    ["gzip-broken", oneFile("x.json.gz", gzipSync(started.repeat(50)).subarray(0, 200))],
    ["file-empty", oneFile("x.json", "")],
    ["file-empty", oneFile("x.json.gz", gzipSync(""))],
    ["file-without-records", oneFile("x.json", "certainly\nnot JSON\n")],
    ["file-without-records", oneFile("x.evtx", Buffer.from([0x45, 0x6c, 0x66, 0, 1, 2, 0xff, 0xfe]))],
    ["nothing-to-import", oneFile("x.json", JSON.stringify(security(4634, {})))],
    ["file-not-readable", async (folder: string) => [join(folder, "missing.json")]],
    ["no-files", async () => []],
  ])("says %s in one paragraph", async (code, prepare) => {
    expect((await failure(prepare)).code).toBe(code);
  });

  it("names a folder as such", async () => {
    const error = await failure(async (folder) => {
      await mkdir(join(folder, "logs"));
      return [join(folder, "logs")];
    });
    expect(error.code).toBe("file-is-folder");
  });

  it("refuses a zip archive that was cut short, changed or forged", async () => {
    const cut = await failure(async (folder) => {
      await writeZip(join(folder, "x.zip"), { "a.json": started });
      await truncate(join(folder, "x.zip"), 300);
      return [join(folder, "x.zip")];
    });
    const changed = await failure(async (folder) => {
      const file = join(folder, "x.zip");
      await writeZip(file, { "a.json": `${started}\n`.repeat(20) });
      const bytes = await readFile(file);
      bytes[120] = (bytes[120] ?? 0) ^ 0xff;
      await writeFile(file, bytes);
      return [file];
    });
    const empty = await failure(async (folder) => {
      await writeZip(join(folder, "x.zip"), { "a.evtx": "x" });
      return [join(folder, "x.zip")];
    });
    const climbing = await failure(async (folder) => {
      await writeZip(join(folder, "x.zip"), { "a.json": started, "../../evil.json": started });
      return [join(folder, "x.zip")];
    });
    expect([cut.code, changed.code, empty.code, climbing.code]).toEqual(["zip-broken", "zip-broken", "zip-without-logs", "zip-unsafe-name"]);
  });

  it("stops reading what unpacks without end", async () => {
    const error = await failure(oneFile("bomb.json.gz", gzipSync(Buffer.alloc(80 * 1024 * 1024, 32))));
    expect(error.code).toBe("unpacked-too-large");
  });

  it("leaves nothing behind when it is cancelled", async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, "a.json"), started);
      const stop = new AbortController();
      const running = importLogs([join(folder, "a.json")], { out: join(folder, "out"), signal: stop.signal, onProgress: (event) => event.type === "step" && event.message.startsWith("Writing") && stop.abort() });
      await expect(running).rejects.toBeInstanceOf(CancelledError);
      expect(await readdir(folder)).toEqual(["a.json"]);
    });
  });
});

describe("the output folder", () => {
  const twice = (existing: ImportOptions["existing"], use: (folder: string, second: Promise<unknown>) => Promise<void>): Promise<void> =>
    withFolder(async (folder) => {
      await writeFile(join(folder, "a.json"), fileCreated);
      await writeFile(join(folder, "b.json"), JSON.stringify(sysmon(11, { ...byPowershell, TargetFilename: "C:\\b.txt" }, "2026-03-02 09:00:00.1234567")));
      const out = join(folder, "it's [out]");
      await importLogs([join(folder, "a.json")], { out });
      await writeFile(join(out, "DeviceInfo.csv"), "kept");
      await use(out, importLogs([join(folder, "b.json")], { out, ...(existing && { existing }) }));
      expect(await readFile(join(out, "DeviceInfo.csv"), "utf8")).toBe("kept");
      expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
    });
  const names = async (out: string): Promise<unknown> => {
    const file = join(out, "DeviceFileEvents.parquet").replaceAll("'", "''").replaceAll("[", "[[]");
    return (await readTable(file)).map((row) => row["FileName"]);
  };

  it("refuses tables that exist", () =>
    twice(undefined, async (out, second) => {
      await expect(second).rejects.toMatchObject({ code: "table-exists" });
      expect(await names(out)).toEqual(["a.txt"]);
    }));

  it("replaces on request", () =>
    twice("replace", async (out, second) => {
      await second;
      expect(await names(out)).toEqual(["b.txt"]);
    }));

  it("appends on request, in the order of time and over differing precision", () =>
    twice("append", async (out, second) => {
      await second;
      expect(await names(out)).toEqual(["b.txt", "a.txt"]);
    }));

  it.each(["refuse", "append", "replace"] as const)("never touches a table of another form (%s)", async (existing) => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, "out"));
      await writeFile(join(folder, "out", "DeviceFileEvents.csv"), "theirs");
      await writeFile(join(folder, "a.json"), fileCreated);
      await expect(importLogs([join(folder, "a.json")], { out: join(folder, "out"), existing })).rejects.toMatchObject({ code: "table-exists" });
      expect(await readdir(join(folder, "out"))).toEqual(["DeviceFileEvents.csv"]);
    });
  });

  it("refuses a file as the folder", async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, "a.json"), fileCreated);
      await expect(importLogs([join(folder, "a.json")], { out: join(folder, "a.json") })).rejects.toMatchObject({ code: "out-is-file" });
    });
  });
});

describe("rows", () => {
  it("lie in the order of time, and are the same in a second import", async () => {
    const events = ["10:00:03", "10:00:01", "10:00:02"].map((clock, at) => ({ ...sysmon(11, { ...byPowershell, TargetFilename: `C:\\${at}` }, `2026-03-02 ${clock}.000`), RecordNumber: undefined }));
    const first = await importRecords(events, ({ rows }) => rows("DeviceFileEvents"));
    expect(first.map((row) => row["FileName"])).toEqual(["1", "2", "0"]);
    expect(new Set(first.map((row) => row["ReportId"])).size).toBe(3);
    expect(await importRecords(events, ({ rows }) => rows("DeviceFileEvents"))).toEqual(first);
  });

  it("keep 100 ns digits where a recording has them", async () => {
    await importRecords([{ ...security(4720, { TargetUserName: "x" }), TimeCreated: "2026-03-02T10:00:00.1234567Z" }], async ({ rows }) => {
      expect((await rows("DeviceEvents"))[0]).toMatchObject({ Timestamp: "2026-03-02 10:00:00.1234567" });
    });
  });

  it("count what no table has a place for, by channel and id", async () => {
    await importRecords([powershellStarted, security(4634, {}), security(4634, {}), { some: "thing" }, sysmon(2, {})], async ({ report }) => {
      expect(report.unmappedEvents).toEqual([{ channel: "Security", id: 4634, count: 2 }, { channel: "Microsoft-Windows-Sysmon/Operational", id: 2, count: 1 }]);
      expect(report.unknownRecords).toBe(1);
      expect(report.mappedEvents).toEqual([{ channel: "Microsoft-Windows-Sysmon/Operational", id: 1, count: 1, table: "DeviceProcessEvents" }]);
    });
  });

  it("get a process id that Sysmon's record lost from the Security log's record of the same start", async () => {
    const { ProcessId: _lost, ...withoutId } = powershellStarted;
    const twin = { ...security(4688, { NewProcessId: "0x10d8", NewProcessName: powershellStarted["Image"], CommandLine: powershellStarted["CommandLine"], TokenElevationType: "%%1936" }), "@timestamp": "2026-03-02T10:01:01Z", EventTime: "2026-03-02 04:59:58" };
    await importRecords([withoutId, twin, sysmon(11, { ProcessGuid: guids.powershell, TargetFilename: "C:\\a" })], async ({ report, rows }) => {
      expect((await rows("DeviceProcessEvents")).map((row) => row["ProcessId"])).toEqual(["4312", "4312"]);
      expect((await rows("DeviceProcessEvents"))[0]).toMatchObject({ ProcessTokenElevation: "TokenElevationTypeDefault" });
      expect((await rows("DeviceFileEvents"))[0]).toMatchObject({ InitiatingProcessId: "4312" });
      expect(report.notes).toMatchObject([{ code: "duplicate-process-records", rows: 2 }]);
    });
  });
});
