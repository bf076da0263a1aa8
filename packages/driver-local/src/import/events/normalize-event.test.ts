import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertEvent } from "../convert-event.js";
import { eventMappings, mappingOf } from "../mapping/event-mappings.table.js";
import { AccountDirectory } from "../processes/account-directory.js";
import { ProcessIndex } from "../processes/process-index.js";
import { processRows } from "../processes/process-rows.js";
import { normalizeEvent } from "./normalize-event.js";

const system = { Provider: { "#attributes": { Name: "Microsoft-Windows-Security-Auditing" } }, EventID: { "#text": "4688", "#attributes": { Qualifiers: 0 } }, TimeCreated: { "#attributes": { SystemTime: "2026-03-02T10:00:00.1234567Z" } }, EventRecordID: 7, Channel: "Security", Computer: "WS01", Execution: { "#attributes": { ProcessID: 4 } }, Security: null };
const data = { NewProcessId: "0x10", SubjectUserName: "anna" };

const shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "flat with a text id and an odd channel": { EventID: "4688", Channel: "SECURITY", Hostname: "WS01", TimeCreated: "2026-03-02T10:00:00.1234567Z", RecordNumber: "7", ...data },
  "flat without a channel": { EventID: 4688, SourceName: "Microsoft-Windows-Security-Auditing", Hostname: "WS01", "@timestamp": "2026-03-02T10:00:00.1234567Z", RecordNumber: 7, ...data },
  "winlogbeat 7": { "@timestamp": "2026-03-02T10:00:00.1234567Z", winlog: { channel: "Security", event_id: 4688, computer_name: "WS01", provider_name: "Microsoft-Windows-Security-Auditing", record_id: 7, process: { pid: 4 }, event_data: data }, message: "x" },
  "winlogbeat 6": { "@timestamp": "2026-03-02T10:00:00.1234567Z", log_name: "Security", event_id: 4688, computer_name: "WS01", source_name: "Microsoft-Windows-Security-Auditing", record_number: "7", process_id: 4, event_data: data },
  "an Elasticsearch hit": { _index: "x", _source: { "@timestamp": "2026-03-02T10:00:00.1234567Z", winlog: { channel: "Security", event_id: "4688", computer_name: "WS01", record_id: 7, event_data: data } } },
  "an Elasticsearch hit of whole names": { "@timestamp": "2026-03-02T10:00:00.1234567Z", "winlog.channel": "Security", "winlog.event_id": "4688", "winlog.computer_name": "WS01", "winlog.record_id": 7, "winlog.event_data.NewProcessId": "0x10", "winlog.event_data.SubjectUserName": "anna" },
  "a row of Splunk": { preview: false, result: { EventCode: "4688", LogName: "Security", SourceName: "Microsoft Windows security auditing.", ComputerName: "WS01", RecordNumber: "7", _time: "2026-03-02T10:00:00.1234567+00:00", ...data } },
  "flat with the host as an agent names it": { EventID: 4688, Channel: "Security", host: { name: "WS01" }, "@timestamp": "2026-03-02T10:00:00.1234567Z", RecordNumber: 7, ...data },
  "flat with the host's name alone": { EventID: 4688, Channel: "Security", host: "WS01", "@timestamp": "2026-03-02T10:00:00.1234567Z", RecordNumber: 7, ...data },
  "XML as JSON": { Event: { System: system, EventData: data } },
  "XML as JSON with a list": { Event: { System: { ...system, EventID: 4688 }, EventData: { Data: Object.entries(data).map(([name, text]) => ({ "#attributes": { Name: name }, "#text": text })) } } },
  "System and EventData": { System: { ...system, TimeCreated: { SystemTime: "2026-03-02T10:00:00.1234567Z" } }, EventData: { Data: Object.entries(data).map(([name, text]) => ({ "@Name": name, "#text": text })) } },
  "Log Analytics with XML": { EventID: 4688, Channel: "Security", EventSourceName: "Microsoft-Windows-Security-Auditing", Computer: "WS01", TimeGenerated: "2026-03-02T10:00:00.1234567Z", EventRecordId: 7, EventData: '<EventData xmlns="x"><Data Name="NewProcessId">0x10</Data><Data Name="Empty" /><Data Name="SubjectUserName">anna</Data></EventData>' },
  EvtxECmd: { EventId: 4688, Channel: "Security", Provider: "Microsoft-Windows-Security-Auditing", Computer: "WS01", TimeCreated: "2026-03-02T10:00:00.1234567+00:00", EventRecordId: "7", Payload: JSON.stringify({ EventData: { Data: Object.entries(data).map(([name, text]) => ({ "@Name": name, "#text": text })) } }) },
};

describe("normalizeEvent", () => {
  it.each(Object.entries(shapes))("reads %s", (_name, record) => {
    const event = normalizeEvent(record);
    expect(event?.kind).toMatchObject({ family: "security", id: 4688 });
    expect(event?.header).toMatchObject({ host: "WS01" });
    expect(String(event?.header.recordId)).toBe("7");
    expect(event?.time?.text).toBe("2026-03-02 10:00:00.1234567");
    expect([event?.text("NewProcessId"), event?.text("SubjectUserName")]).toEqual(["0x10", "anna"]);
  });

  it("trusts the provider more than the channel: forwarded events, and System events with Sysmon's ids", () => {
    expect(normalizeEvent({ EventID: 1, Channel: "ForwardedEvents", SourceName: "Microsoft-Windows-Sysmon" })?.kind.family).toBe("sysmon");
    expect(normalizeEvent({ EventID: 1, Channel: "System", SourceName: "Microsoft-Windows-Kernel-General" })?.kind.family).toBe("other");
  });

  it.each([[{ some: "thing" }], [{ EventID: "abc", Channel: "Security" }], [{ EventID: 1 }], [{ Timestamp: "2026-03-02", ActionType: "X" }]])("leaves %j alone", (record) => {
    expect(normalizeEvent(record)).toBeUndefined();
  });

  it("takes Sysmon's own time before any other, and local time only when nothing better is there", () => {
    const base = { EventID: 1, Channel: "Microsoft-Windows-Sysmon/Operational", EventTime: "2026-03-02 05:00:00" };
    expect(normalizeEvent({ ...base, UtcTime: "2026-03-02 09:59:58.1", "@timestamp": "2026-03-02T10:00:00Z" })?.time?.text).toBe("2026-03-02 09:59:58.1");
    expect(normalizeEvent({ ...base, "@timestamp": "2026-03-02T10:00:00Z" })?.time?.text).toBe("2026-03-02 10:00:00.000");
    expect(normalizeEvent(base)?.time?.text).toBe("2026-03-02 05:00:00.000");
  });

  it("corrects the clock for matching by the host's own time when the agent was late", () => {
    const event = normalizeEvent({ EventID: 4688, Channel: "Security", EventTime: "2026-03-02 03:07:19", "@timestamp": "2026-03-02T07:08:22.322Z" });
    expect(event?.clock).toBe(Date.parse("2026-03-02T07:07:19Z"));
  });

  it("makes a row of flat cells, or none, of whatever stands in the fields of an event", () => {
    const names = ["Channel", "EventID", "Hostname", "UtcTime", "EventTime", "ProcessId", "ProcessGuid", "Image", "User", "Hashes", "TargetObject", "Details", "Message", "EventData", "Payload", "ContextInfo", "ParentProcessGuid", "ParentProcessId", "NewProcessId", "NewProcessName", "CommandLine", "ImagePath", "ServiceFileName", "IpAddress", "PipeName", "TargetFilename", "winlog", "System"];
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constantFrom("{69e8992a-d6e9-5f51-0c00-000000000400}", "0x1a4", "\\", "HKLM", "<Data Name='Image'>&#x110000;</Data>", "S-1-5-18", "-", "A\\"), fc.jsonValue());
    const cells = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length });
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...eventMappings), cells), { minLength: 1, maxLength: 5 }), (events) => {
      const context = { processes: new ProcessIndex(), accounts: new AccountDirectory() };
      const channels = { sysmon: "Microsoft-Windows-Sysmon/Operational", security: "Security", powershell: "Microsoft-Windows-PowerShell/Operational", system: "System" };
      for (const [mapping, fields] of events) {
        const event = normalizeEvent({ "@timestamp": "2026-03-02T10:00:00Z", ...fields, Channel: channels[mapping.family], SourceName: mapping.family === "system" ? "Service Control Manager" : undefined, EventID: mapping.id });
        const found = event && mappingOf(event.kind.family, event.kind.id);
        expect(found).toBe(mapping);
        const row = event && convertEvent(event, mapping, "{}", context);
        for (const cell of Object.values(row ?? {})) expect(["string", "number", "boolean", "undefined"]).toContain(typeof cell);
      }
      context.processes.settle();
      for (const row of processRows(context.processes, context.accounts)) for (const cell of Object.values(row)) expect(["string", "number", "undefined"]).toContain(typeof cell);
    }), { numRuns: 500 });
  });
});
