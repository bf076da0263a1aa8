import { expect, it } from "vitest";

it("loading and using the dialect loads no language service", async () => {
  const { kqlDialect } = await import("./index.js");
  expect(kqlDialect.contexts(["print '", "'"])).toEqual([{ kind: "string", form: "single" }]);
  expect(kqlDialect.clauses("| take 1")).toBe("| take 1");
  expect(Object.keys(globalThis).filter((name) => /kusto|bridge/i.test(name))).toEqual([]);
});
