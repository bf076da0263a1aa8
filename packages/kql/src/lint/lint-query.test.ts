import { describe, expect, it } from "vitest";
import { createKqlService } from "../create-kql-service.js";

const service = createKqlService({ schema: "M365D" });
const lint = (text: string) => service.lint(text);
const rules = (text: string) => lint(text).map((finding) => finding.rule);
const bounded = "| where Timestamp > ago(1d)";

describe("lint", () => {
  it("finds nothing in a query of good form", () => {
    expect(rules(`DeviceProcessEvents ${bounded} | where FileName =~ "a.exe" | join kind=inner (DeviceNetworkEvents ${bounded}) on DeviceId | summarize count() by DeviceName`)).toEqual([]);
  });

  it("wants a time bound on tables of events, once a table, and none on inventories", () => {
    expect(lint("DeviceProcessEvents | take 5")).toEqual([expect.objectContaining({ code: "HK101", rule: "no-time-bound", severity: "warning", place: { line: 1, column: 1, offset: 0, length: 19 } })]);
    expect(rules("let p = DeviceProcessEvents; p | where Timestamp between (ago(2d) .. ago(1d))")).toEqual([]);
    expect(rules("DeviceTvmSoftwareVulnerabilitiesKB | take 5")).toEqual([]);
  });

  it("points at a first condition that looks through every row", () => {
    expect(lint('DeviceProcessEvents | where ProcessCommandLine contains "enc" and Timestamp > ago(1d)').map(({ rule, place }) => [rule, place.column])).toEqual([["leading-contains", 29]]);
    expect(rules('DeviceProcessEvents | where Timestamp > ago(1d) and ProcessCommandLine contains "enc"')).toEqual([]);
    expect(rules('DeviceProcessEvents | where Timestamp > ago(1d) | where ProcessCommandLine contains "enc"')).toEqual([]);
  });

  it("points at a join with a whole table", () => {
    expect(rules(`DeviceProcessEvents ${bounded} | join DeviceNetworkEvents on DeviceId`)).toEqual(["unbounded-join"]);
    expect(rules(`DeviceProcessEvents ${bounded} | join (DeviceNetworkEvents | project DeviceId) on DeviceId`)).toEqual(["unbounded-join"]);
    expect(rules(`DeviceProcessEvents ${bounded} | join (DeviceNetworkEvents | distinct DeviceId) on DeviceId`)).toEqual([]);
  });

  it("points at queries over every table", () => {
    expect(rules('search "evil.exe"')).toContain("reads-every-table");
    expect(rules('search in (DeviceEvents) "evil.exe"')).not.toContain("reads-every-table");
    expect(rules(`union withsource=T * ${bounded}`)).toContain("reads-every-table");
    expect(rules(`DeviceEvents ${bounded} | search "evil.exe"`)).not.toContain("reads-every-table");
  });

  it("gives the new name of an old function, with a fix that makes the finding go away", () => {
    const text = `DeviceProcessEvents ${bounded} | summarize makeset(FileName) by DeviceId`;
    const [finding] = lint(text);
    expect(finding).toMatchObject({ rule: "deprecated-name", fix: { text: "make_set", length: 7 } });
    const { offset, length, text: replacement } = finding?.fix ?? { offset: 0, length: 0, text: "" };
    expect(rules(text.slice(0, offset) + replacement + text.slice(offset + length))).toEqual([]);
  });

  it("suggests =~ for a folded comparison", () => {
    expect(lint(`DeviceProcessEvents ${bounded} | where tolower(FileName) == "a.exe"`)[0]).toMatchObject({ rule: "case-folding", message: expect.stringContaining('FileName =~ "a.exe"') });
  });

  it("gives only the service's findings for a query with errors", () => {
    expect(lint("DeviceProcessEvents | where Nope == 1").every(({ code }) => code.startsWith("KS"))).toBe(true);
  });
});
