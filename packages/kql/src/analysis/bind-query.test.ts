import { describe, expect, it } from "vitest";
import { defenderSchema } from "../catalog/defender-schema.js";
import { scopeGlobals } from "../catalog/schema-globals.js";
import { languageService } from "../service/load-language-service.js";
import { bindQuery } from "./bind-query.js";
import { LineIndex } from "./kql-diagnostic.js";
import { textPlace } from "@huntkit/provider";
import { tableColumns } from "./result-columns.js";
import fc from "fast-check";

const scope = { schema: defenderSchema("M365D") };

describe("binding", () => {
  it.each([
    "DeviceInfo | where DeviceName == 'a' | summarize n = count() by OSPlatform",
    "DeviceInfo | where Nope == 1 | extend x = foo(",
    "let f = (x: string) { DeviceInfo | where DeviceName == x }; f('a') | join kind=inner (DeviceEvents) on DeviceId",
    "union Device* | make-series n = count() on Timestamp from ago(1d) to now() step 1h by DeviceName",
    "DeviceInfo | take 1;\n\n| where",
    "search in (DeviceInfo) 'x'",
    "print '",
  ])("finds and types what the service's own entry point does: %s", (text) => {
    const service = languageService();
    const ours = bindQuery(text, scope);
    const theirs = service.language.KustoCode.ParseAndAnalyze(text, scopeGlobals(service, scope));
    expect(ours.diagnostics.map(({ code, message, place }) => ({ code, message, start: place.offset, length: place.length }))).toEqual(
      service
        .listItems(theirs.GetDiagnostics())
        .filter(({ Severity }) => Severity !== "Hidden")
        .map(({ Code, Message, Start, Length }) => ({ code: Code, message: Message, start: Start, length: Length }))
        .sort((left, right) => left.start - right.start),
    );
    expect(tableColumns(service, ours.code?.ResultType)).toEqual(tableColumns(service, theirs.ResultType));
  });

  it("makes the globals of a scope once", () => {
    const service = languageService();
    expect(scopeGlobals(service, scope)).toBe(scopeGlobals(service, scope));
  });
});

describe("places", () => {
  it("are those of the contract's textPlace for every offset of every text", () => {
    const text = fc.array(fc.constantFrom("a", "\n", "\r\n", "😀", "\t"), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(5), (sample, offset, length) => {
        const at = Math.min(offset, sample.length);
        expect(new LineIndex(sample).place(at, length)).toEqual(textPlace(sample, at, length));
      }),
    );
  });
});
