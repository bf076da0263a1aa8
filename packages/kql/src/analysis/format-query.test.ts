import { QueryError } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKqlService } from "../create-kql-service.js";
import { languageService } from "../service/load-language-service.js";

const service = createKqlService({ schema: "M365D" });

/** Kinds and texts of all tokens, which layout must not touch. */
function tokens(text: string): string[] {
  const { language } = languageService();
  return language.Parsing.TokenParser.ParseTokens(text, language.GlobalState.Default.ParseOptions).map(({ Kind, Text }) => `${Kind} ${Text}`);
}

const operators = [
  "| where DeviceName =~ 'a' and Timestamp > ago(1d)",
  "| where DeviceName has_any (dynamic(['a','b']))",
  '| where DeviceName == @"C:\\Windows" or DeviceName startswith "x\\"y"',
  "| extend n = iff(isempty(DeviceName), 1, -1), m = case(true, 'a', false, 'b', 'c')",
  "| summarize count(), make_set(DeviceName, 10) by bin(Timestamp, 1h), DeviceId",
  "| join kind = leftouter ( DeviceNetworkInfo | project DeviceId, MacAddress ) on $left.DeviceId == $right.DeviceId",
  "| project-away DeviceId",
  "| mv-expand x = todynamic('[1,2]') to typeof(long)",
  "| parse DeviceName with 'host-' number:long '.' *",
  "| sort by Timestamp desc nulls last, DeviceName asc",
  "| take 5",
  "| render timechart with (title = 'a b')",
  "// a comment\n| where true",
];
const query = fc
  .tuple(fc.constantFrom("", "let x = 5;", "let f = (a: string) { DeviceInfo | where DeviceName == a };\n"), fc.array(fc.constantFrom(...operators), { maxLength: 6 }), fc.constantFrom(" ", "\n", "\n\n  ", "\t", "\r\n"))
  .map(([prefix, parts, gap]) => [`${prefix}DeviceInfo`, ...parts].join(gap));

describe("formatting", () => {
  it("puts one operator on a line", () => {
    expect(service.format("DeviceInfo|where DeviceName=='a'|project DeviceId")).toBe("DeviceInfo\n| where DeviceName == 'a'\n| project DeviceId");
  });

  it("does not change tokens, and does not change formatted text", () => {
    fc.assert(
      fc.property(query, (text) => {
        const formatted = service.format(text);
        expect(tokens(formatted)).toEqual(tokens(text));
        expect(service.format(formatted)).toBe(formatted);
      }),
      { numRuns: 150 },
    );
  });

  it("ends lines with LF, and keeps the line ends inside a string", () => {
    expect(service.format("print a = ```x\r\ny```\r\n| take 1\r\n// end")).toBe("print a = ```x\r\ny```\n| take 1\n// end");
  });

  it("keeps comments", () => {
    expect(service.format("// why\nDeviceInfo // here\n| take 1 // end")).toMatch(/\/\/ why[^]*\/\/ here[^]*\/\/ end/);
  });

  it("does not mind names that the schema lacks", () => {
    expect(service.format("Nope|where x==1")).toBe("Nope\n| where x == 1");
  });

  it.each(["DeviceInfo | where (", ".show tables", "", "DeviceInfo | where x == {{name}}"])("refuses %j with the places", (text) => {
    expect(() => service.format(text)).toThrowError(QueryError);
  });
});
