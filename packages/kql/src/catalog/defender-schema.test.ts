import { defenderEnvironments, defenderSchemaData, defenderTables } from "@huntkit/schemas";
import { describe, expect, it } from "vitest";
import { createKqlService } from "../create-kql-service.js";
import { defenderSchema } from "./defender-schema.js";

describe.each(defenderEnvironments)("the tables of %s", (environment) => {
  const service = createKqlService({ schema: environment });

  it("all bind, with every column in its type and order", () => {
    for (const table of defenderTables(environment)) {
      const analysis = service.analyze(table.name);
      expect(analysis.diagnostics).toEqual([]);
      expect(analysis.resultColumns).toEqual(table.columns.map(({ name, type }) => ({ name, type })));
      expect(analysis.columnsRead.get(table.name)).toHaveLength(table.columns.length);
    }
  });

  it("are the only ones that bind", () => {
    for (const table of defenderSchemaData().tables.filter(({ environments }) => !environments.includes(environment)))
      expect(service.analyze(`${table.name} | count`).diagnostics).toMatchObject([{ code: "KS204", place: { column: 1, length: table.name.length } }]);
  });
});

describe("with Microsoft Sentinel connected", () => {
  const connected = createKqlService({ schema: "M365DGraph", sentinel: true });

  it("tables with a row time have TimeGenerated, at the end", () => {
    for (const table of defenderTables("M365DGraph")) {
      const analysis = connected.analyze(table.name);
      const names = analysis.resultColumns?.map(({ name }) => name) ?? [];
      expect(names.includes("TimeGenerated")).toBe(table.timeColumn !== null);
      if (table.timeColumn !== null) expect(names.at(-1)).toBe("TimeGenerated");
    }
  });

  it("is another schema than without", () => {
    expect(defenderSchema("M365D", { sentinel: true })).not.toBe(defenderSchema("M365D"));
    expect(defenderSchema("M365D")).toBe(defenderSchema("M365D", { sentinel: false }));
    expect(createKqlService({ schema: "M365D" }).analyze("DeviceInfo | where TimeGenerated > ago(1d)").hasErrors).toBe(true);
  });
});

describe("the functions of advanced hunting", () => {
  it.each([
    "DeviceProcessEvents | invoke FileProfile()",
    "DeviceProcessEvents | invoke FileProfile(SHA1)",
    "DeviceProcessEvents | invoke FileProfile(InitiatingProcessSHA256, 1000)",
    "DeviceProcessEvents | invoke FileProfile('SHA256', 500) | where GlobalPrevalence < 100",
    "DeviceInfo | take 1 | invoke SeenBy()",
    "AssignedIPAddresses('device')",
    "DeviceFromIP('10.0.0.1')",
    "DeviceFromIP('10.0.0.1', ago(1d)) | project DeviceId",
    "print IP = '10.0.0.1' | invoke DeviceFromIP()",
    "AssignedIPAddresses('device', datetime(2026-01-01))",
  ])("are called as documented: %s", (text) => {
    expect(createKqlService({ schema: "M365D" }).analyze(text).diagnostics).toEqual([]);
  });

  it("do not make other bare names right", () => {
    const { diagnostics } = createKqlService({ schema: "M365D" }).analyze("DeviceInfo | extend x = strlen(SHA1) | invoke FileProfile(MD5)");
    expect(diagnostics.map(({ code, place }) => [code, place.column])).toEqual([["KS142", 32], ["KS142", 59]]);
  });
});
