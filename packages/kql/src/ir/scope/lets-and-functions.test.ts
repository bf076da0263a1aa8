import { UnsupportedError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { compileToIr } from "../compile-to-ir.js";
import { compile, expressionText, relationOf, relationOfKind, scope } from "../__fixtures__/describe-ir.js";

const predicateOf = (text: string): string => expressionText(relationOfKind("where", text).predicate);

describe("what grows without end", () => {
  it("is refused: functions that call one another twice", () => {
    const functions = Array.from({ length: 25 }, (_, index) => `let f${index + 1} = (x: long) { f${index}(x) + f${index}(x) };`).join("");
    expect(() => compile(`let f0 = (x: long) { x }; ${functions} print f25(1)`)).toThrow(/more than 1000 calls of functions/);
    expect(() => compile(`let f0 = (x: long) { x }; ${functions} print f3(1)`)).not.toThrow();
  });
});

describe("let", () => {
  it("puts literals in place and makes lets of what has to be worked out", () => {
    const program = compile("let n = -5; let unused = toscalar(Events | count); let m = toscalar(Hosts | count); Events | where id > n and id < m");
    expect(program.lets.map(({ name }) => name)).toEqual(["m"]);
    expect(expressionText(relationOfKind("where", "let n = -5; Events | where id > n").predicate)).toBe("(id > long(-5))");
  });

  it("works a materialized table out once", () => {
    const { lets, results } = compile("let big = materialize(Events | where id > 1); big | join big on id");
    expect(lets).toMatchObject([{ kind: "table-let", materialize: true }]);
    expect(results[0]?.relation).toMatchObject({ left: { kind: "let-table" }, right: { kind: "let-table" } });
  });

  it("orders lets so that each uses only earlier ones", () => {
    const { lets } = compile("let a = toscalar(Events | count); let b = a + toscalar(Hosts | count); let c = Events | where id > b; c | count");
    const seen = new Set<string>();
    for (const item of lets) {
      for (const id of JSON.stringify(item.value).match(/"id":"[^"]+"/g) ?? []) expect(seen).toContain(id);
      seen.add(`"id":"${item.id}"`);
    }
    expect(lets.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("takes query parameters from the options, else their defaults", () => {
    const text = "declare query_parameters(p:long = 5, q:datetime = datetime(2020-01-01)); Events | where id == p and at > q";
    expect(predicateOf(text)).toContain("(id == long(5))");
    const [result] = compileToIr(text, scope, { parameters: { p: 7, q: "2021-02-03" } }).results;
    const relation = result?.relation;
    if (relation?.kind !== "where") throw new TypeError("no where");
    expect(expressionText(relation.predicate)).toBe(`((id == long(7)) and (at > datetime("2021-02-03T00:00:00.0000000Z")))`);
    expect(() => compileToIr(text, scope, { parameters: { p: "many" } })).toThrow("p is not a long");
    expect(() => compile("declare query_parameters(p:long); print p")).toThrow("without a default");
  });
});

describe("functions", () => {
  it("puts arguments that depend on a row in their place", () => {
    expect(predicateOf("let f = (x:string) { let y = tolower(x); strcat(y, '!') }; Events | where f(host) == 'a!'")).toBe(
      `(strcat(tolower(host), string("!")) == string("a!"))`,
    );
  });

  it("takes tables, defaults and named arguments", () => {
    const text = "let f = (T:(id:long), least:long = 3, most:long = 9) { T | where id between (least .. most) }; f(Events, most = 5)";
    expect(predicateOf(text)).toBe("(id between long(3) .. long(5))");
    expect(relationOf(text).columns).toHaveLength(4);
  });

  it("converts arguments to the declared types", () => {
    expect(predicateOf("let f = (x:real) { x * 2 }; Hosts | where size > f(1)")).toBe("(size > (real(1) * long(2)))");
  });

  it("sees the names of the place where a function was declared", () => {
    expect(predicateOf("let n = 1; let f = () { n }; let g = (n:long) { f() + n }; Events | where id == g(10)")).toBe("(id == (long(1) + long(10)))");
  });

  it("gives a function's rows to invoke", () => {
    expect(relationOf("let f = (T:(*), n:long) { T | where 1 == n | count }; Events | invoke f(1)")).toMatchObject({
      kind: "count",
      input: { kind: "where", input: { kind: "table", name: "Events" } },
    });
  });

  it("expands stored functions with their defaults, and refuses endless ones", () => {
    expect(predicateOf("Recent()")).toBe("(id > long(3))");
    expect(predicateOf("Recent(7)")).toBe("(id > long(7))");
    expect(() => compile("Endless()")).toThrow(UnsupportedError);
  });

  it("refuses a column of an outer row inside a sub-query", () => {
    expect(() => compile("let f = (x:string) { toscalar(Hosts | where host == x | count) }; Events | extend n = f(host)")).toThrow("outer row");
  });

  it("points errors in a function's body at the body", () => {
    const text = "let f = () { Events\n | where id > 1\n | getschema kind=csl }; f()";
    expect(() => compile(text)).toThrow(expect.objectContaining({ place: expect.objectContaining({ line: 3, column: 14 }) }));
  });
});
