import { describe, expect, it } from "vitest";
import { kqlDialect } from "./index.js";
import { checkKqlClauses } from "./check-kql-clauses.js";

describe("clauses that somebody adds to a query", () => {
  it.each(["| take 5", "| where Nope(Foo) == 1 and Bar has \"x\"\n| summarize count() by bin(T, 1h)", "| join kind=inner (U | where a == ';') on b", "| fork (take 1) (count)", "| mv-expand A to typeof(string)"])("parse: %s", (clauses) => {
    expect(() => checkKqlClauses(kqlDialect.clauses(clauses))).not.toThrow();
  });

  it.each([
    ["| where", 1, 8],
    ["| where a ==\n| take 5", 1, 13],
    ["| take 5\n| summarize count( by a", 2, 20],
    ["| where a b", 1, 11],
    ["| project a,,b", 1, 13],
    ["| take 5 count", 1, 10],
  ])("are refused at the place: %j", (clauses, line, column) => {
    expect(() => checkKqlClauses(clauses)).toThrowError(
      expect.objectContaining({ kind: "parameter", code: "clauses-invalid", message: expect.stringMatching(new RegExp(`^The clauses do not parse: .*[^.] \\(line ${line}, column ${column}\\)\\.\\n.*\\n.*\\^`)) }),
    );
  });

  it("are refused, not overflown, when they are nested too deeply", () => {
    for (const clauses of [`| where ${"(".repeat(4000)}1${")".repeat(4000)}`, `| extend a = ${"-".repeat(4000)}1`, `| extend valueOf = toString, constructor = ${"(".repeat(4000)}1`]) expect(() => checkKqlClauses(clauses)).toThrow(/nested too deeply/);
    expect(() => checkKqlClauses("| take 1")).not.toThrow();
  });
});
