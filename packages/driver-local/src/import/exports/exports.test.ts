import { describe, expect, it } from "vitest";
import { importRecords, importText } from "../__fixtures__/import-records.js";
import { exportTable } from "./export-table.js";
import { protectLongNumbers, restoreLongNumbers } from "./long-numbers.js";

const processRow = { Timestamp: "2026-03-02T10:00:00.1234567Z", DeviceId: "d1", DeviceName: "ws01", ActionType: "ProcessCreated", FileName: "cmd.exe", ProcessId: 12, ProcessCommandLine: 'cmd /c "a,b"', LogonId: 42, AdditionalFields: { a: 1 }, ReportId: 7 };

describe("advanced-hunting exports", () => {
  it("keeps types, 100 ns and nested values", async () => {
    await importRecords([processRow], async ({ rows, report }) => {
      expect(await rows("DeviceProcessEvents")).toEqual([{ ...processRow, Timestamp: "2026-03-02 10:00:00.1234567", ProcessId: "12", LogonId: "42", ReportId: "7", AdditionalFields: '{"a":1}' }]);
      expect(report.tables).toMatchObject([{ table: "DeviceProcessEvents", rows: 1, actions: [{ action: "ProcessCreated", rows: 1 }] }]);
    });
  });

  it("reads the answer of a query service and streamed events", async () => {
    await importText(JSON.stringify({ Schema: [], Results: [processRow, processRow] }), "answer.json", async ({ rows }) => expect(await rows("DeviceProcessEvents")).toHaveLength(2));
    await importRecords([{ time: "x", category: "AdvancedHunting-IdentityLogonEvents", properties: { Timestamp: "2026-03-02T10:00:00Z", ActionType: "LogonFailed", ReportId: "r" } }], async ({ rows }) =>
      expect(await rows("IdentityLogonEvents")).toEqual([{ Timestamp: "2026-03-02 10:00:00", ActionType: "LogonFailed", ReportId: "r" }]));
  });

  it("reads CSV with quotes, commas and line breaks in values, and counts bad rows", async () => {
    const csv = 'Timestamp,DeviceName,ActionType,FileName,ProcessId,ProcessCommandLine,IsInitiatingProcessRemoteSession\r\n"2026-03-02T10:00:00Z",ws01,ProcessCreated,cmd.exe,12,"cmd /c ""a,\r\nb""",False\r\nonly,two\r\n2026-03-02T10:00:01Z,ws01,ProcessCreated,x.exe,notanumber,x,True\r\nJul 1, 2026';
    await importText(csv, "export.csv", async ({ rows, report }) => {
      expect(await rows("DeviceProcessEvents")).toEqual([{ Timestamp: "2026-03-02 10:00:00", DeviceName: "ws01", ActionType: "ProcessCreated", FileName: "cmd.exe", ProcessId: "12", ProcessCommandLine: 'cmd /c "a,\r\nb"', IsInitiatingProcessRemoteSession: false }]);
      expect(report.badLines.total).toBe(3);
      expect(report.badLines.first.map((bad) => bad.reason)).toEqual(["another number of values than the header has", "the value of ProcessId is not of the column's type", "another number of values than the header has"]);
    });
  });

  it("takes the table from the file's name, from the row or from the fields that are set", () => {
    expect(exportTable({ Timestamp: "x", ActionType: "Foo" }, "dir/DeviceEvents_2026.csv.gz")).toBe("DeviceEvents");
    expect(exportTable({ Timestamp: "x", $table: "DeviceInfo" }, "x.json")).toBe("DeviceInfo");
    expect(exportTable({ TimeGenerated: "x", Type: "DeviceNetworkEvents" }, "x.json")).toBe("DeviceNetworkEvents");
    expect(exportTable({ Timestamp: "x", ActionType: "FileCreated", FileName: "a", FolderPath: "b", SHA1: "" }, "x.json")).toBe("DeviceFileEvents");
    expect(exportTable({ Timestamp: "x", ActionType: "Directory Services replication", ISP: "i", DestinationDeviceName: "dc", Protocol: "Drsr", ReportId: "r" }, "x.json")).toBe("IdentityDirectoryEvents");
    expect(exportTable({ Timestamp: "x", SenderFromAddress: "a", RecipientEmailAddress: "b", Subject: "c", NetworkMessageId: "d" }, "x.json")).toBe("EmailEvents");
    expect(exportTable({ Timestamp: "x", Foo: 1, Bar: 2 }, "x.json")).toBeUndefined();
  });

  it("tells of columns that the table does not have, and takes suffixed ones for what they are", async () => {
    await importRecords([{ ...processRow, ReportId: undefined, ReportId_long: 9, ReportId_string: "", AdditionalFields: undefined, AdditionalFields_string: "{}", Permissions: "x" }], async ({ rows, report }) => {
      expect((await rows("DeviceProcessEvents"))[0]).toMatchObject({ ReportId: "9", AdditionalFields: "{}" });
      expect(report.ignoredColumns).toEqual([{ table: "DeviceProcessEvents", column: "Permissions", rows: 1 }]);
    });
  });

  it("keeps times that nanoseconds cannot hold, to the microsecond", async () => {
    const old = { ...processRow, ProcessCreationTime: "1601-01-01T00:00:00Z" };
    await importRecords([old, { ...processRow, ProcessCreationTime: "2026-03-02T10:00:00.1234567Z" }], async ({ rows }) =>
      expect((await rows("DeviceProcessEvents")).map((row) => row["ProcessCreationTime"]).sort()).toEqual(["1601-01-01 00:00:00", "2026-03-02 10:00:00.123456"]));
  });

  it("keeps every digit of long numbers, in columns and inside nested values", async () => {
    const line = JSON.stringify({ ...processRow, AdditionalFields: undefined }).replace('"LogonId":42', '"LogonId":9223372036854775807,"AdditionalFields":{"n":[12345678901234567890,1.5],"s":"9223372036854775807"}');
    await importRecords([line], async ({ rows }) => {
      expect((await rows("DeviceProcessEvents"))[0]).toMatchObject({ LogonId: "9223372036854775807", AdditionalFields: '{"n":[12345678901234567890,1.5],"s":"9223372036854775807"}' });
    });
    expect(restoreLongNumbers(protectLongNumbers('{"a":12345678901234567890,"b":"x:12345678901234567890"}'))).toBe('{"a":12345678901234567890,"b":"x:12345678901234567890"}');
  });
});
