import { afterAll, beforeAll, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../index.js";
import { type KustoClientAnswer, type KustoClientCall, runKustoClient } from "../testing/kusto-client.js";

let emulator: Emulator;

beforeAll(async () => {
  const rows = Array.from({ length: 25 }, (_, index) => ({ Timestamp: `2026-07-01T00:00:${String(index).padStart(2, "0")}.5Z`, DeviceName: `pc-${index}`, ProcessId: index }));
  emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceProcessEvents: rows } } }] });
});
afterAll(() => emulator.close());

const ask = async (...calls: KustoClientCall[]): Promise<KustoClientAnswer[]> => runKustoClient(emulator, calls);
const primaryRows = ({ tables, error }: KustoClientAnswer = {}): unknown => error ?? tables?.filter(({ kind }) => kind === "PrimaryResult").map(({ rows }) => rows);

it("the official client signs in and gets rows by both versions, with types and values", async () => {
  const text = "print b = true, i = int(7), l = 9007199254740993, r = 1.5, n = real(nan), d = decimal(1.5), t = datetime(2026-07-01T01:02:03.0456Z), s = 1d + 2h + 3ms, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), y = dynamic({'a': [1, null]}), e = '', z = long(null)";
  const [second, first] = await ask({ method: "execute", text, raw: true }, { method: "executeQueryV1", text });
  const frames = second?.raw as { FrameType: string; TableKind?: string; Columns: { ColumnName: string; ColumnType: string }[]; Rows: unknown[][] }[];
  const table = frames.find(({ TableKind }) => TableKind === "PrimaryResult");
  expect(frames.map(({ FrameType }) => FrameType)).toEqual(["DataSetHeader", "DataTable", "DataTable", "DataTable", "DataSetCompletion"]);
  expect(table?.Columns.map(({ ColumnType }) => ColumnType)).toEqual(["bool", "int", "long", "real", "real", "decimal", "datetime", "timespan", "guid", "dynamic", "string", "long"]);
  const same = [7, 9007199254740993, 1.5, "NaN", "1.5", "2026-07-01T01:02:03.0456Z", "1.02:00:00.0030000", "74be27de-1e4e-49d9-b579-fe0b331d3642"];
  expect(table?.Rows).toEqual([[true, ...same, { a: [1, null] }, "", null]]);
  expect(primaryRows(first)).toEqual([[[1, ...same, '{"a":[1,null]}', "", null]]]);
});

it("the client turns times into dates and spans into milliseconds", async () => {
  const [answer] = await ask({ method: "execute", text: "DeviceProcessEvents | where DeviceName == 'pc-3' | project Timestamp, Length = 1m + 1s" });
  expect(answer?.tables?.find(({ kind }) => kind === "PrimaryResult")?.first).toEqual({ Timestamp: "2026-07-01T00:00:03.500Z", Length: 61_000 });
});

it("query parameters stand for values, whatever they hold", async () => {
  const text = "declare query_parameters(name: string, most: long, since: datetime, names: dynamic); DeviceProcessEvents | where DeviceName == name or DeviceName in (names) | where Timestamp > since | take most | count";
  const parameters = { name: "pc-3", most: 10, since: "datetime(2026-07-01)", names: 'dynamic(["pc-4", "pc-5"])' };
  const injected = { ...parameters, name: "x' or true //" };
  const [found, none, wrong] = await ask({ method: "execute", text, parameters }, { method: "execute", text, parameters: injected }, { method: "execute", text, parameters: { ...parameters, most: "many" } });
  expect(primaryRows(found)).toEqual([[[3]]]);
  expect(primaryRows(none)).toEqual([[[2]]]);
  expect(wrong?.error).toMatchObject({ status: 400, body: { error: { code: "General_BadRequest", "@message": expect.stringContaining("most is not a long") as string } } });
});

it("several statements give several results, each with its chart", async () => {
  const text = "DeviceProcessEvents | count; DeviceProcessEvents | summarize n = count() by bin(Timestamp, 10s) | render timechart with (title='by ten')";
  const [second, first] = await ask({ method: "execute", text }, { method: "executeQueryV1", text });
  expect([second?.primary, first?.primary]).toEqual([2, 2]);
  const charts = second?.tables?.find(({ kind }) => kind === "QueryProperties")?.rows.map(([, , value]) => JSON.parse(String(value)) as Record<string, unknown>);
  expect(charts).toEqual([expect.objectContaining({ Visualization: null }), expect.objectContaining({ Visualization: "timechart", Title: "by ten" })]);
});

it("errors come as the service writes them, and the client throws them", async () => {
  const [syntax, semantic, database, command] = await ask(
    { method: "execute", text: "DeviceProcessEvents | where" },
    { method: "execute", text: "DeviceProcessEvents | project Nothing" },
    { method: "execute", text: "print 1", database: "Other" },
    { method: "executeMgmt", text: ".drop table DeviceProcessEvents" },
  );
  expect(syntax?.error).toMatchObject({ status: 400, body: { error: { code: "General_BadRequest", "@type": "Kusto.Data.Exceptions.SyntaxException", "@permanent": true } } });
  expect(semantic?.error).toMatchObject({ status: 400, body: { error: { "@type": "Kusto.Data.Exceptions.SemanticException", "@message": expect.stringContaining("Nothing") as string } } });
  expect(database?.error).toMatchObject({ status: 400, body: { error: { code: "BadRequest_EntityNotFound" } } });
  expect(command?.error).toMatchObject({ status: 400, body: { error: { "@message": expect.stringContaining(".drop table") as string } } });
});

it("an answer that is cut is an error, never a shorter table; unless that is what the call asks for", async () => {
  const text = "DeviceProcessEvents | sort by ProcessId asc | project ProcessId";
  const [cut, taken, whole, first] = await ask(
    { method: "execute", text, options: { truncationmaxrecords: 20 } },
    { method: "execute", text, options: { query_take_max_records: 2 } },
    { method: "execute", text: `set notruncation; set truncationmaxrecords = 3; ${text}` },
    { method: "executeQueryV1", text, options: { truncationmaxrecords: 20 }, raw: true },
  );
  expect(cut?.error?.message).toMatch(/Kusto request had errors.*record count limit 20 \(E_QUERY_RESULT_SET_TOO_LARGE/);
  expect(primaryRows(taken)).toEqual([[[0], [1]]]);
  expect((primaryRows(whole) as unknown[][])[0]).toHaveLength(25);
  expect(first?.raw).toMatchObject({ Exceptions: [expect.stringContaining("record count limit 20") as string] });
});

it("commands about tables are answered, also with operators behind", async () => {
  const [tables, piped, schema, missing, version] = await ask(
    { method: "executeMgmt", text: ".show tables" },
    { method: "execute", text: ".show tables | where TableName startswith 'DeviceProcess' | project TableName" },
    { method: "executeMgmt", text: ".show table DeviceProcessEvents cslschema" },
    { method: "executeMgmt", text: ".show table Nowhere cslschema" },
    { method: "executeMgmt", text: ".show version" },
  );
  expect(tables?.tables?.[0]?.rows).toContainEqual(["DeviceProcessEvents", "Hunting", "", ""]);
  expect(piped?.tables?.[0]?.rows).toEqual([["DeviceProcessEvents"]]);
  expect(String(schema?.tables?.[0]?.rows[0]?.[1])).toContain("DeviceName:string");
  expect(missing?.error).toMatchObject({ status: 400, body: { error: { code: "BadRequest_EntityNotFound" } } });
  expect(version?.tables?.[0]?.rows).toHaveLength(1);
});

it("a progressive answer comes in fragments that make up the table", async () => {
  const options = { results_progressive_enabled: true, query_results_progressive_row_count: 10 };
  const [answer] = await ask({ method: "execute", text: "DeviceProcessEvents | sort by ProcessId asc | project ProcessId", options, raw: true });
  const frames = answer?.raw as { FrameType: string; Rows?: unknown[][]; IsProgressive?: boolean; RowCount?: number; TableProgress?: number }[];
  expect(frames[0]).toMatchObject({ IsProgressive: true });
  expect(frames.filter(({ FrameType }) => FrameType === "TableFragment").flatMap(({ Rows }) => Rows)).toEqual(Array.from({ length: 25 }, (_, index) => [index]));
  expect(frames.filter(({ FrameType }) => FrameType === "TableProgress").at(-1)?.TableProgress).toBe(100);
  expect(frames.find(({ FrameType }) => FrameType === "TableCompletion")).toMatchObject({ RowCount: 25 });
});
