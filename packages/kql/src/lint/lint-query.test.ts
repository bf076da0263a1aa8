import { describe, expect, it } from "vitest";
import { createKqlService } from "../create-kql-service.js";
import { safeRenames } from "./deprecated-names.table.js";
import { withLintFix } from "./lint-query.js";

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
    expect(rules(`search * ${bounded} | take 5`)).toContain("reads-every-table");
    expect(rules(`let x = 5; search in (*) "evil.exe" ${bounded} | count`)).toContain("reads-every-table");
    expect(rules(`find where Timestamp > ago(1d) and * has "evil.exe" | take 5`)).toContain("reads-every-table");
    expect(rules(`search in (DeviceEvents) "evil.exe" ${bounded} | take 5`)).not.toContain("reads-every-table");
  });

  it.each([
    ["makeset(FileName)", "make_set(FileName, 128)"],
    ["makelist(FileName, 10)", "make_list(FileName, 10)"],
    ["Name = any(FileName)", "Name = take_any(FileName)"],
    ["makeset(parsejson(AdditionalFields).a)", "makeset(parse_json(AdditionalFields).a)"],
  ])("gives the new name of an old function, with a fix that gives the same columns: %s", (old, wanted) => {
    const text = (aggregate: string): string => `DeviceProcessEvents ${bounded} | summarize ${aggregate} by DeviceId`;
    const found = lint(text(old)).filter(({ rule }) => rule === "deprecated-name");
    const fix = found.at(-1)?.fix;
    expect(fix && withLintFix(text(old), fix)).toBe(text(wanted));
    expect(service.analyze(text(wanted)).resultColumns).toEqual(service.analyze(text(old)).resultColumns);
  });

  it.each(["any(FileName)", "Name = argmax(Timestamp, FileName)", "X = cnt()"])("tells of an old function without a fix where the new one is not the same: %s", (old) => {
    const [finding] = lint(`DeviceProcessEvents ${bounded} | summarize ${old} by DeviceId`);
    expect(finding).toMatchObject({ rule: "deprecated-name" });
    expect(finding?.fix).toBeUndefined();
  });

  it("has for each safe name a function of the service, and one that is not old", () => {
    const obsolete = (call: string): boolean => lint(`DeviceProcessEvents ${bounded} | project ${call}`).some(({ rule }) => rule === "deprecated-name");
    for (const [old, { to }] of Object.entries(safeRenames)) {
      if (["any", "anyif", "makelist", "makeset"].includes(old)) continue;
      const parameters = { datepart: '"day", Timestamp', replace: '"a", "b", FileName', extractall: '"(a)", FileName', columnifexists: '"FileName", ""', pack: '"a", 1', pack_dictionary: '"a", 1', make_string: "97", weekofyear: "Timestamp" }[old] ?? "FileName";
      const call = old === "arraylength" ? "dynamic([1])" : parameters;
      expect([old, obsolete(`X = ${old}(${call})`), obsolete(`X = ${to}(${call})`)]).toEqual([old, true, false]);
    }
  });

  it("points at a table that another one replaces, and renames it only where that gives the same columns", () => {
    const found = (text: string) => lint(text).map(({ rule, fix }) => [rule, fix?.edits[0]?.text]);
    expect(found(`AADSignInEventsBeta ${bounded} | project Timestamp, AccountUpn`)).toEqual([["deprecated-table", "EntraIdSignInEvents"]]);
    expect(found(`AADSignInEventsBeta ${bounded} | project AadDeviceId`)).toEqual([["deprecated-table", undefined]]);
    expect(found(`AADSignInEventsBeta ${bounded}`)).toEqual([["deprecated-table", undefined]]);
    expect(found(`EntraIdSignInEvents ${bounded}`)).toEqual([]);
    const older = createKqlService({ schema: "MDE" });
    expect(older.lint(`DeviceAlertEvents ${bounded}`)).toEqual([]); // what replaces it is not served there
  });

  it("points at a comparison without regard to case of a text that has none", () => {
    const found = (condition: string) => lint(`DeviceNetworkEvents ${bounded} | where ${condition}`).map(({ rule, fix }) => [rule, fix?.edits[0]?.text]);
    expect(found('RemoteIP =~ "10.0.0.1"')).toEqual([["needless-case-folding", "=="]]);
    expect(found('RemoteIP !~ "::1"')).toEqual([["needless-case-folding", "!="]]);
    expect(found('RemoteIP !~ ""')).toEqual([]);
    expect(found('RemoteIP =~ "fe80::1"')).toEqual([]);
    expect(found('RemoteIP =~ "\u00df"')).toEqual([]);
    expect(found("RemoteIP =~ LocalIP")).toEqual([]);
  });

  it("suggests =~ for a folded comparison", () => {
    expect(lint(`DeviceProcessEvents ${bounded} | where tolower(FileName) == "a.exe"`)[0]).toMatchObject({ rule: "case-folding", message: expect.stringContaining('FileName =~ "a.exe"') });
    expect(rules(`DeviceProcessEvents ${bounded} | where FileName == "a.exe" | extend Lower = tolower(FileName)`)).toEqual([]);
  });

  it("gives only the service's findings for a query with errors", () => {
    expect(lint("DeviceProcessEvents | where Nope == 1").every(({ code }) => code.startsWith("KS"))).toBe(true);
  });
});
