import { QueryError, UnsupportedError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { compile, expressionText, relationOfKind } from "./__fixtures__/describe-ir.js";
import type { IrExpression } from "./ir-types.js";

const valueOf = (text: string): string => {
  const item = relationOfKind("print", `print ${text}`).items[0];
  if (!item) throw new TypeError("nothing printed");
  return expressionText(item.value);
};

describe("literals and operators", () => {
  it.each([
    ["9223372036854775807", `long("9223372036854775807n")`],
    ["-9223372036854775808", `long("-9223372036854775808n")`],
    ["0x1F", "long(31)"],
    ["int(null)", "int(null)"],
    ["'a' \"b\" @'\\c'", `string("ab\\\\c")`],
    ["h'secret'", `string("secret")`],
    ["```one\ntwo```", `string("one\\ntwo")`],
    ["dynamic({'a': [1, -2.5, null, 'x', 12345678901234567890], 'b': datetime(2020-01-01)})", `dynamic({"a":[1,-2.5,null,"x","12345678901234567890n"],"b":"2020-01-01T00:00:00.0000000Z"})`],
    ["dynamic([2d, time(-00:00:30), 150nanoseconds, datetime(2020-01-01)])", `dynamic([1728000000000,-300000000,1,"2020-01-01T00:00:00.0000000Z"])`],
    ["dynamic({'n': real(nan), 'i': [real(+inf), real(-inf)]})", `dynamic({"n":"NaN","i":["Infinity","-Infinity"]})`],
    ["decimal(0.10)", `decimal("0.10")`],
    ["guid(74BE27DE1E4E49D9B579FE0B331D3642)", `guid("74be27de-1e4e-49d9-b579-fe0b331d3642")`],
    [`bool("true")`, "bool(true)"],
    ["bool('false')", "bool(false)"],
    ["1.5h", `timespan("01:30:00")`],
    ["-1d", `timespan("-1.00:00:00")`],
    ["datetime()", "now()"],
    ["now() - 1d", `(now() - timespan("1.00:00:00"))`],
    ["iff(true, 1, 2.5)", "iff(bool(true), real(1), real(2.5))"],
    ["extract('a', 0, 'b', typeof(long))", `extract(string("a"), long(0), string("b"), string("long"))`],
    ["parse_json('{}').a.b[0]['c d']", `parse_json(string("{}"))[string("a")][string("b")][long(0)][string("c d")]`],
    ["1 in (1, 2) and 'a' !has_cs 'b' or 'a' matches regex 'b'", `(((long(1) in [long(1), long(2)]) and (string("a") !has_cs string("b"))) or (string("a") matches regex string("b")))`],
    ["toscalar(Events | count) !between (1 .. 2)", "(toscalar(count) !between long(1) .. long(2))"],
  ])("%s", (text, described) => expect(valueOf(text)).toBe(described));

  it("tells aggregates and window functions from scalar ones", () => {
    const kinds = compile("Events | summarize n = max(id); Events | serialize n = row_number() | extend m = strlen(host)");
    const text = JSON.stringify(kinds.results);
    expect(text).toContain(`"name":"max","function":"aggregate"`);
    expect(text).toContain(`"name":"row_number","function":"window"`);
    expect(text).toContain(`"name":"strlen","function":"scalar"`);
  });
});

describe("a program", () => {
  it("is frozen throughout", () => {
    const waiting: unknown[] = [compile("let n = toscalar(Events | count); Events | where extra.a in (dynamic([1])) | summarize arg_max(at, *) by host")];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (typeof value !== "object" || value === null) continue;
      expect(Object.isFrozen(value)).toBe(true);
      waiting.push(...Object.values(value).filter((part) => part !== undefined));
    }
  });

  it("has a result for each statement, and one cell for a value", () => {
    expect(compile("print 1; Events | count; 1 + 2").results.map(({ relation }) => relation.kind)).toEqual(["print", "count", "print"]);
  });

  it("points with spans at the text", () => {
    const text = "Events\n| where host has 'x'";
    const { predicate } = relationOfKind("where", text);
    expect(text.slice(predicate.span.start, predicate.span.start + predicate.span.length)).toBe("host has 'x'");
  });
});

describe("refusals", () => {
  it("lists every error with its code, place and caret", () => {
    const text = "Events\n| where Foo == 1\n| where Bar == 2";
    let error: unknown;
    try {
      compile(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(QueryError);
    expect((error as QueryError).problems.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([["KS142", 2, 9], ["KS142", 3, 9]]);
    expect((error as QueryError).message).toContain("2 | | where Foo == 1\n  |         ^^^");
  });

  it.each([["print 99999999999999999999", 7], ["print datetime(2020-13-01)", 7], ["datatable(a:long)['x']", 19]])("refuses the literal in %s", (text, column) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ place: expect.objectContaining({ column }) })] }));
  });

  it.each([
    ["Events | getschema kind=csl", 20],
    ["cluster('x').database('y').T | count", 1],
  ])("names the construct and its place in %s", (text, column) => {
    expect(() => compile(text)).toThrow(UnsupportedError);
    expect(() => compile(text)).toThrow(expect.objectContaining({ place: expect.objectContaining({ line: 1, column }) }));
  });
});

describe("what the service lets through", () => {
  it.each([["print [''] = 1", "name must not be empty"], ["Events | project ['']", "name must not be empty"], ["Events | summarize", "summarize needs"]])("%s is the query's mistake", (text, message) => {
    expect(() => compile(text)).toThrow(QueryError);
    expect(() => compile(text)).toThrow(message);
  });

  it("gives * in a call, and pack_all(), the columns of the row", () => {
    const relation = compile("Events | project id, host | extend p = pack_all()").results[0]?.relation;
    expect(JSON.stringify(relation)).toContain('"name":"pack_all","function":"scalar","arguments":[{"kind":"star","columns":[{"name":"id","type":"long"},{"name":"host","type":"string"}]');
  });
});

describe("long texts", () => {
  const chain = (length: number): string => `Events | where ${Array.from({ length }, (_, index) => `id == ${index}`).join(" or ")}`;
  const depth = (node: IrExpression): number => (node.kind === "binary" ? 1 + Math.max(depth(node.left), depth(node.right)) : 0);

  it("makes a flat tree of a long or", () => expect(depth(relationOfKind("where", chain(450)).predicate)).toBeLessThan(12));

  it("refuses an or of 10,000 terms with advice instead of overflowing", () => {
    expect(() => compile(chain(10_000))).toThrow(QueryError);
    expect(() => compile(chain(10_000))).toThrow(/in \(|nested too deeply/);
  });

  it("takes 10,000 values in a list", () => {
    const { predicate } = relationOfKind("where", `Events | where id in (${Array.from({ length: 10_000 }, (_, index) => index).join(",")})`);
    expect(predicate).toMatchObject({ kind: "list", right: { length: 10_000 } });
  });
});
