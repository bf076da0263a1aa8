import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { HuntError } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection } from "../index.js";

const SECONDS_AT_MOST = 5;
/** How long a cancelled query may go on. */
const CANCEL_MILLISECONDS = 1500;
/** More runs than in an ordinary test run: `HUNTKIT_MUTATIONS=10000`. */
const runs = Number(process.env["HUNTKIT_MUTATIONS"] ?? 1000);

let folder = "";
let outside = "";
let connection: LocalConnection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "huntkit-hostile-"));
  outside = mkdtempSync(join(tmpdir(), "huntkit-secret-"));
  writeFileSync(join(outside, "secret.csv"), "a\nzqsecret\n");
  const rows = Array.from({ length: 50 }, (_, index) => JSON.stringify({ Timestamp: `2026-07-0${1 + (index % 7)}T10:00:00.1234567Z`, DeviceName: `pc${index % 5}`, FileName: index % 2 ? "cmd.exe" : "ä'\"\\.EXE", ProcessId: index, ReportId: index, AdditionalFields: `{"a":[${index},null]}` }));
  writeFileSync(join(folder, "DeviceProcessEvents.ndjson"), `${rows.join("\n")}\n`);
  writeFileSync(join(folder, "Names.csv"), "na'me,na\"me,;--\nx,y,z\n");
  const opened = await localDriver.connect({ path: folder, memoryLimit: "1GB" });
  if (isLocalConnection(opened)) connection = opened;
});
afterAll(async () => {
  await connection.close();
  for (const path of [folder, outside]) rmSync(path, { recursive: true, force: true });
});

const texts = [
  'DeviceProcessEvents | where Timestamp > ago(3000d) and FileName =~ "cmd.exe" | project Timestamp, DeviceName, ProcessId',
  "DeviceProcessEvents | where FileName has_any ('cmd', 'exe') | summarize Count = count(), Ids = make_set(ProcessId, 5) by DeviceName, bin(Timestamp, 1d) | sort by Count desc",
  "let s = datetime(2026-07-01); DeviceProcessEvents | where Timestamp between (s .. 7d) | summarize dcount(FileName) by DeviceName | top 5 by dcount_FileName",
  "DeviceProcessEvents | extend x = parse_json(AdditionalFields) | mv-expand y = x.a to typeof(long) | where y > 3 | distinct DeviceName, y",
  "DeviceProcessEvents | join kind=leftouter (DeviceProcessEvents | summarize n = count() by DeviceName) on DeviceName | extend r = n * 2 + ProcessId % 7 | project-away n",
  "union withsource=T DeviceProcessEvents, Names | parse FileName with a '.' b | extend l = strlen(a), u = toupper(b) | count",
  "Names | project ['na\\'me'], x = strcat(['na\"me'], ';--')",
  "DeviceProcessEvents | project a = DeviceName, b = FileName, k = ProcessId | make-graph a --> b with_node_id=n | graph-match cycles=none (x)-[e*1..3]-(y) where x.n != 'pc1' and any(e, k > 3) project x.n, y.n, p = map(e, k), d = node_degree_in(x)",
  "DeviceProcessEvents | project a = DeviceName, b = FileName | make-graph a --> b with_node_id=n | graph-shortest-paths output=all (x)-[e*1..4]->(y) where x.n == 'pc1' project y.n, n = array_length(map(e, a))",
  "declare pattern P = (a:string)[b:string] { ('x').['y'] = { DeviceProcessEvents | take 3 }; }; P('x').['y'] | partition by DeviceName { range i from 1 to 3 step 1 | extend d = toscalar(DeviceName) }",
  "DeviceProcessEvents | make-series n = count() default = 0 on Timestamp from datetime(2026-07-01) to datetime(2026-07-08) step 1d by DeviceName | extend s = series_decompose_anomalies(n, 1.5), f = series_fit_line(n)",
  "DeviceProcessEvents | sort by Timestamp asc | scan declare (c:long = 0) with (step s: true => c = s.c + ProcessId; ) | top-nested 2 of DeviceName by max(c), top-nested 1 of FileName by sum(c)",
  "range x from 1 to 100 step 1 | extend g = geo_point_to_s2cell(toreal(x), 10.0), d = geo_distance_2points(1.0, 2.0, toreal(x), 4.0), h = hash_sha256(tostring(x)) | where x % 7 == 3 | mv-apply y = range(1, x) to typeof(long) on (summarize sum(y)) | count",
  "print a = strcat('x', 1), b = dynamic({'k': [1, 'y', null]}), c = extract(@'(\\d+)', 1, 'abc123'), d = todatetime('2026-07-01'), e = 1.5 / 2",
];

const values = ["''", "'it\\'s'", '"\\""', "'%_'", "'ß\u{1F600}'", "'zqsecret'", "\"zq'secret\"", "-1", "0", "9223372036854775807", "1e300", "real(nan)", "long(null)", "datetime(null)", "dynamic(null)", "dynamic([])", "dynamic({'a': 'zqsecret'})", "datetime(9999-12-31 23:59:59.9999999)", "-1tick", "true", "decimal(1.5)", "'('", "'.*'", "'$.a[0]'", "'not json'", "'/etc/passwd'", "now()", "['zq\"secret']", "'); COPY (SELECT 1) TO \\'x\\'; --'", "//", "/*", "`", ";", "\0", "|", "(", "typeof(string)"];

const tokens = (text: string): string[] => text.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|\d[\w.]*|\s+|[^\sA-Za-z0-9_]/g) ?? [text];
const mutation = fc.record({ kind: fc.constantFrom("value", "value", "value", "drop", "double", "swap", "take"), at: fc.nat(), other: fc.nat(), from: fc.nat(texts.length - 1), value: fc.constantFrom(...values) });
const mutated = fc.tuple(fc.nat(texts.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 })).map(([index, mutations]) => {
  const parts = tokens(texts[index] ?? "");
  for (const { kind, at, other, from, value } of mutations) {
    const literals = parts.flatMap((part, place) => (/^["'\d]/.test(part) ? [place] : []));
    const place = kind === "value" && literals.length > 0 ? (literals[at % literals.length] ?? 0) : at % Math.max(1, parts.length);
    if (kind === "value") parts[place] = value;
    if (kind === "drop") parts.splice(place, 1);
    if (kind === "double") parts.splice(place, 0, parts[other % parts.length] ?? "");
    if (kind === "swap") [parts[place], parts[other % parts.length]] = [parts[other % parts.length] ?? "", parts[place] ?? ""];
    if (kind === "take") parts[place] = tokens(texts[from] ?? "")[other % tokens(texts[from] ?? "").length] ?? "";
  }
  return parts.join("");
});

/** How it ended; a query that has to be cancelled took too long, and one that then goes on hangs. */
async function outcome(text: string): Promise<unknown> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const end = await connection.query(text, { signal: AbortSignal.timeout(SECONDS_AT_MOST * 1000) }).then(
    () => "answered",
    (error: unknown) => (HuntError.isInstance(error) ? error.kind : error),
  );
  const milliseconds = performance.now() - start;
  ends.set(String(end), (ends.get(String(end)) ?? 0) + 1);
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, text };
  // The work counts, not the waiting for a machine that others keep busy; what waits for ever meets the test's own limit.
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(milliseconds, (user + system) / 1000) > SECONDS_AT_MOST * 1000 + CANCEL_MILLISECONDS ? `hung for ${Math.round(milliseconds)} ms` : end;
}

const ends = new Map<string, number>();
let slowest = { milliseconds: 0, text: "" };

describe("mutated and hostile texts", () => {
  it("are answered or refused as the user's mistake, in time, and their texts never become SQL", async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        // a loop over all numbers is cancelled, as the user would cancel it
        expect(["answered", "query", "unsupported", "parameter", "cancelled"], text).toContain(await outcome(text));
        const sql = await connection.explain(text).then(({ sql }) => sql, () => "");
        expect(sql.replace(/"(?:[^"]|"")*"/g, '""')).not.toMatch(/secret|passwd|COPY/);
      }),
      { numRuns: runs, ...(process.env["HUNTKIT_MUTATIONS"] === undefined ? { seed: 20260701 } : {}) },
    );
    process.stdout.write(`${runs} mutated texts: ${[...ends].map(([end, count]) => `${end} ${count}`).join(", ")}; slowest ${Math.round(slowest.milliseconds)} ms: ${slowest.text.slice(0, 200)}\n`);
    expect(readdirSync(folder).sort()).toEqual(["DeviceProcessEvents.ndjson", "Names.csv"]);
  }, runs * 1000 + 60_000);

  it.each([
    ["externaldata", (path: string) => `externaldata(a:string)[@'${path}'] with (format='csv')`],
    ["a path for a table", (path: string) => `['${path}']`],
    ["a table function of the engine", (path: string) => `read_csv('${path}')`],
    ["a table function of the engine for a table", (path: string) => `table('read_csv(\\'${path}\\')')`],
    ["another database", () => "database('information_schema').tables"],
    ["another cluster", () => "cluster('https://example.org').database('d').T"],
    ["a catalogue of the engine", () => "duckdb_settings"],
    ["a view of the engine", () => "table_0"],
    ["a plug-in", () => "evaluate python(typeof(*), 'print(1)')"],
    ["an http request", () => "evaluate http_request('http://127.0.0.1/')"],
    ["a command", () => ".show tables"],
    ["an ingestion", () => ".set-or-append T <| print 1"],
  ])("do not reach %s", async (_title, text) => {
    const path = join(outside, "secret.csv");
    const error = await connection.query(text(path)).catch((caught: unknown) => caught);
    expect(HuntError.isInstance(error) && ["query", "unsupported", "parameter"].includes(error.kind), String(error)).toBe(true);
    expect(JSON.stringify(String(error))).not.toContain("zqsecret");
  });

  it.each(["it's", 'a"b', "a]b", "x; DROP", "--", "$1", "\u{1F600}", "кол"])("may name a column %s", async (name) => {
    const quoted = `['${name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
    const result = await connection.query(`print ${quoted} = 1 | extend ${quoted} = ${quoted} + 1 | summarize sum(${quoted}) by ${quoted}`);
    expect(result.status === "complete" && [result.table.columns[0]?.name, result.table.cell(0, 1)]).toEqual([name, 2]);
  });

  it("do not overflow anything by depth or length", async () => {
    for (const text of ["(".repeat(5000), `print ${"1+".repeat(5000)}1`, `print ${"-".repeat(3000)}1`, `DeviceProcessEvents ${"| where true ".repeat(400)}`, `print ${"strcat('a',".repeat(300)}'b'${")".repeat(300)}`, `print '${"x".repeat(300_000)}'`, `DeviceProcessEvents | where FileName in (${Array.from({ length: 5000 }, (_, index) => `'f${index}'`).join(",")})`])
      expect(["answered", "query", "unsupported"], text.slice(0, 40)).toContain(await outcome(text));
  });
});
