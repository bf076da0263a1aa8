import type { DataSchema } from "@huntkit/provider";
import { HuntError, QueryError, textPlace } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKqlService, type Analysis } from "./index.js";

const service = createKqlService({ schema: "M365D" });
const columnsOf = (analysis: Analysis) => analysis.resultColumns?.map(({ name, type }) => `${name}:${type}`);
const findings = (text: string) =>
  service.analyze(text).diagnostics.map(({ code, severity, place }) => `${code} ${severity} ${place.line}:${place.column}+${place.length}`);

describe("diagnostics", () => {
  it.each([
    ["an unknown table", "DeviceProcesEvents | take 1", ["KS204 error 1:1+18"]],
    ["an unknown column", "DeviceInfo\n| where DevicName == 'x'", ["KS142 error 2:9+9"]],
    ["a column in the wrong case", "DeviceInfo | where devicename == 'x'", ["KS142 error 1:20+10"]],
    ["an unknown function", "DeviceInfo | extend x = foo(1)", ["KS211 error 1:25+3"]],
    ["an operator that does not exist", "DeviceInfo\n\n| filterr", ["KS176 error 3:3+7"]],
    ["an unclosed bracket", "DeviceInfo | where (DeviceName == 'x'", ["KS005 error 1:38+0"]],
    ["an unclosed string", 'DeviceInfo | where DeviceName == "x', ["KS001 error 1:36+0"]],
    ["types that cannot be compared", "DeviceInfo | where Timestamp > true", ["KS106 error 1:30+1"]],
    ["a missing value", "DeviceInfo | where DeviceName ==", ["KS006 error 1:33+0"]],
    ["an aggregate outside summarize", "DeviceInfo | extend n = count()", ["KS144 error 1:25+5"]],
    ["too few arguments", "DeviceInfo | extend n = strlen()", ["KS119 error 1:25+6"]],
    ["a template's placeholder", "DeviceInfo | where DeviceName == {{host_name}}", ["KS006 error 1:33+0", "KS198 error 1:34+1"]],
    ["an unknown argument of FileProfile", "DeviceProcessEvents | invoke FileProfile(SHA3)", ["KS142 error 1:42+4"]],
    ["Windows line ends before it", "DeviceInfo\r\n| where Nope == 1", ["KS142 error 2:9+4"]],
    ["letters outside the basic plane before it", "print '😀' | where Nope == 1", ["KS142 error 1:20+4"]],
  ])("tell the place and code of %s", (_case, text, expected) => {
    expect(findings(text)).toEqual(expected);
  });

  it("have the line and column of the offset", () => {
    const text = "DeviceInfo\n| where A == 1\r\n| where B == 1\n";
    for (const { place } of service.analyze(text).diagnostics) expect(place).toEqual(textPlace(text, place.offset, place.length));
  });

  it.each([
    [".show tables", "HK001", 1],
    ["  .drop table X", "HK001", 3],
    ["", "HK004", 1],
    [" \n\t", "HK004", 1],
    ["// only a comment", "HK004", 1],
  ])("tell that %j is no query", (text, code, column) => {
    const analysis = service.analyze(text);
    expect(analysis).toMatchObject({ isQuery: false, hasErrors: true, resultColumns: undefined, tablesRead: [] });
    expect(analysis.diagnostics).toMatchObject([{ code, severity: "error", place: { line: 1, column } }]);
  });

  it("know a query by itself: comments and lets may come first", () => {
    expect(service.analyze("// c\n\nlet x = 1; print x")).toMatchObject({ isQuery: true, hasErrors: false });
  });
});

describe("hostile texts end in a diagnostic", () => {
  const deep = (open: string, close: string, count: number) => open.repeat(count) + "1" + close.repeat(count);
  it.each([
    ["deep parentheses", `print ${deep("(", ")", 20_000)}`, "HK002"],
    ["deep calls", `print ${deep("not(", ")", 5_000)}`, "HK002"],
    ["parentheses that the binder cannot follow", `print ${deep("not(", ")", 140)}`, "KS245"],
    ["deep arrays", `print dynamic(${deep("[", "]", 20_000)})`, "HK002"],
    ["only opening brackets", "print " + "([{".repeat(10_000), "HK002"],
    ["many signs", `print ${"-".repeat(20_000)}1`, "HK002"],
    ["a long sum", `print ${"1+".repeat(20_000)}1`, "KS245"],
    ["a long path", `print ${"a.".repeat(5_000)}b`, "KS245"],
    ["many operators", `DeviceInfo ${"| where true ".repeat(5_000)}`, "KS245"],
    ["a NUL", "DeviceInfo | take 1 \0", "KS002"],
    ["only a NUL", "\0", "KS002"],
    ["a lone surrogate", "print \ud800", "KS002"],
    ["a long unknown name", `print ${"a".repeat(1_000_000)}`, "KS142"],
    ["an unclosed string of a megabyte", `print '${"a".repeat(1_000_000)}`, "KS001"],
    ["a megabyte of line ends and a mistake", `${"\n".repeat(1_000_000)}Nope`, "KS142"],
    ["more text than a service takes", `print '${"a".repeat(2_000_000)}'`, "HK003"],
  ])("%s", (_case, text, code) => {
    const { diagnostics, hasErrors } = service.analyze(text);
    expect(hasErrors).toBe(true);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it("whatever the text, with places inside it", () => {
    const words = ["DeviceInfo", "|", "where", "(", ")", "[", "{", "let", "=", ";", "'", '"', "```", "invoke", "FileProfile(", "SHA1", "union", "*", "//", "\n", "\0", "declare query_parameters", "\ud800", "@", "h'", "1d", ",", "$left", "search", "datatable", "by"];
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary", maxLength: 40 })), (text) => {
        const analysis = service.analyze(text);
        expect(analysis.tablesRead.length).toBe(analysis.columnsRead.size);
        for (const { place } of analysis.diagnostics) expect(place.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 400 },
    );
  });

  it("binds right text after them", () => {
    expect(service.analyze("DeviceInfo | summarize n = count() by DeviceName").hasErrors).toBe(false);
  });
});

describe("the columns of a result", () => {
  it.each([
    ["DeviceInfo | project DeviceId, n = strlen(DeviceName), t = Timestamp - 1d", ["DeviceId:string", "n:long", "t:datetime"]],
    ["DeviceInfo | summarize count(), dcount(OSPlatform), make_set(DeviceName) by bin(Timestamp, 1h)", ["Timestamp:datetime", "count_:long", "dcount_OSPlatform:long", "set_DeviceName:dynamic"]],
    ["print a = 1, b = 1.5, c = 'x', d = dynamic({'a': 1}), e = 1d, f = true, g = datetime(2026-01-01), h = int(1), i = decimal(1), j = guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
      ["a:long", "b:real", "c:string", "d:dynamic", "e:timespan", "f:bool", "g:datetime", "h:int", "i:decimal", "j:guid"]],
    ["DeviceInfo | project DeviceId | join kind=inner (DeviceNetworkInfo | project DeviceId, MacAddress) on DeviceId", ["DeviceId:string", "DeviceId1:string", "MacAddress:string"]],
    ["DeviceInfo | count", ["Count:long"]],
    ["DeviceProcessEvents | project SHA1 | invoke FileProfile(SHA1, 5) | project SHA1, SHA11, FileSize, GlobalFirstSeen", ["SHA1:string", "SHA11:string", "FileSize:int", "GlobalFirstSeen:datetime"]],
    ["AssignedIPAddresses('id', now())", ["Timestamp:datetime", "IPAddress:string", "IPType:string", "NetworkAdapterType:int", "ConnectedNetworks:int"]],
    ["DeviceInfo | invoke SeenBy()", ["DeviceId:string"]],
    ["DeviceNetworkEvents | project IP = LocalIP | invoke DeviceFromIP()", ["IP:string", "DeviceId:string"]],
    ["BehaviorInfo | extend Insights = '' | project BehaviorId, Insights | invoke GetFirstSeenBehaviors()", ["BehaviorId:string", "Insights:string"]],
    ["DeviceInfo | take 1; DeviceInfo | project DeviceId", ["DeviceId:string"]],
  ])("%s", (text, expected) => {
    const analysis = service.analyze(text);
    expect(analysis.diagnostics).toEqual([]);
    expect(columnsOf(analysis)).toEqual(expected);
  });

  it.each([
    ["DeviceInfo | project p = parse_json(AdditionalFields) | evaluate bag_unpack(p)"],
    ["DeviceInfo | where Nope == 1"],
  ])("are unknown for: %s", (text) => {
    expect(service.analyze(text).resultColumns).toBeUndefined();
  });
});

describe("what a query reads", () => {
  const reads = (text: string) => {
    const { tablesRead, columnsRead, diagnostics } = service.analyze(text);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect([...columnsRead.keys()]).toEqual(tablesRead);
    return Object.fromEntries(columnsRead);
  };
  it.each<[string, Record<string, string[]>]>([
    ["DeviceInfo | where DeviceName == 'a' | project DeviceId", { DeviceInfo: ["DeviceId", "DeviceName"] }],
    ["let t = DeviceInfo | project DeviceId; t | count", { DeviceInfo: ["DeviceId"] }],
    ["let unused = DeviceEvents; let t = DeviceInfo; t | project DeviceId", { DeviceInfo: ["DeviceId"] }],
    ["let f = (t: (DeviceId: string)) { t | project DeviceId }; f(DeviceInfo)", { DeviceInfo: ["DeviceId"] }],
    ["let f = () { let inner = DeviceInfo | project DeviceId; inner }; f() | count", { DeviceInfo: ["DeviceId"] }],
    ["let hosts = toscalar(DeviceInfo | summarize make_set(DeviceName)); DeviceEvents | where DeviceName in (hosts) | count", { DeviceEvents: ["DeviceName"], DeviceInfo: ["DeviceName"] }],
    ["union DeviceFile*, (DeviceInfo | project DeviceName) | project DeviceName", { DeviceFileCertificateInfo: ["DeviceName"], DeviceFileEvents: ["DeviceName"], DeviceInfo: ["DeviceName"] }],
    ["table('DeviceInfo') | project DeviceId", { DeviceInfo: ["DeviceId"] }],
    ["DeviceEvents | where DeviceId in ((DeviceInfo | project DeviceId)) | project FileName", { DeviceEvents: ["DeviceId", "FileName"], DeviceInfo: ["DeviceId"] }],
    ["find in (DeviceEvents, DeviceInfo) where DeviceName == 'a' project DeviceId", { DeviceEvents: ["DeviceId", "DeviceName"], DeviceInfo: ["DeviceId", "DeviceName"] }],
    ["print 1", {}],
  ])("%s", (text, expected) => {
    expect(reads(text)).toEqual(expected);
  });

  it("is every column of a table that is returned as it is", () => {
    expect(reads("AlertInfo | take 1")["AlertInfo"]).toHaveLength(9);
  });

  it("is every table for a search without tables", () => {
    expect(service.analyze("search 'x' | count").tablesRead).toHaveLength(65);
    expect(service.analyze("DeviceInfo | search 'x' | count").tablesRead).toEqual(["DeviceInfo"]);
  });
});

describe("schemas", () => {
  const own: DataSchema = { tables: [{ name: "My Table", columns: [{ name: "Timestamp", type: "datetime" }, { name: "odd name", type: "long" }] }] };

  it("may be those of a connection, with names that need brackets", () => {
    const analysis = createKqlService({ schema: own }).analyze("['My Table'] | where ['odd name'] > 1");
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.columnsRead.get("My Table")).toEqual(["Timestamp", "odd name"]);
  });

  it("have TimeGenerated only when asked for", () => {
    const text = "['My Table'] | where TimeGenerated > ago(1d) | project TimeGenerated";
    expect(createKqlService({ schema: own }).analyze(text).diagnostics.map(({ code }) => code)).toEqual(["KS142", "KS142"]);
    expect(columnsOf(createKqlService({ schema: own, sentinel: true }).analyze(text))).toEqual(["TimeGenerated:datetime"]);
  });

  it("may have saved functions, whose tables count as read", () => {
    const functions = [{ name: "hostsNamed", parameters: "(name: string)", body: "DeviceInfo | where DeviceName == name | project DeviceId" }];
    const analysis = createKqlService({ schema: "MDE", functions }).analyze("hostsNamed('a') | count");
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.tablesRead).toEqual(["DeviceInfo"]);
  });

  it("may lack the functions of advanced hunting", () => {
    const plain = createKqlService({ schema: "M365D", defenderFunctions: false });
    expect(plain.analyze("DeviceInfo | invoke SeenBy()").hasErrors).toBe(true);
  });

  it("take values by name that the caller declares", () => {
    const text = "DeviceInfo | where DeviceName == host and Timestamp > since | project DeviceId";
    expect(service.analyze(text).hasErrors).toBe(true);
    expect(service.analyze(text, { parameters: [{ name: "host", type: "string" }, { name: "since", type: "datetime" }] }).diagnostics).toEqual([]);
  });

  it("refuse a name of no Defender environment", () => {
    expect(() => createKqlService({ schema: "Sentinel" })).toThrowError(expect.objectContaining({ code: "environment-unknown", kind: "parameter" }));
  });
});

describe("check", () => {
  it("throws all errors with their places, and shows the first with a caret", () => {
    const text = "DeviceInfo\n| where Nope == 1";
    const error = (() => {
      try {
        service.check(text);
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(HuntError.isInstance(error) && error instanceof QueryError && error.problems).toMatchObject([{ code: "KS142", place: { line: 2, column: 9, length: 4 } }]);
    expect((error as QueryError).message).toContain("line 2, column 9: The name 'Nope' does not refer to any known column, table, variable or function. (KS142)\n2 | | where Nope == 1\n  |         ^^^^");
  });

  it("gives the analysis of a right text", () => {
    expect(service.check("DeviceInfo | count").tablesRead).toEqual(["DeviceInfo"]);
  });
});

describe("completion", () => {
  it("offers the columns of the table at hand", () => {
    const text = "DeviceInfo | where DeviceN";
    const { items, start, length } = service.complete(text, text.length);
    expect({ start, length }).toEqual({ start: 19, length: 7 });
    expect(items.filter(({ kind }) => kind === "Column").map(({ label }) => label)).toContain("DeviceName");
  });
  it("offers tables in an empty text", () => {
    expect(service.complete("", 0).items.map(({ label }) => label)).toContain("DeviceProcessEvents");
  });
});
