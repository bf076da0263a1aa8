import { HuntError } from "@huntkit/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { call, caseWhen, columnOf, constant, operator, parameter } from "./sql-builders.js";
import type { SqlExpression, SqlSelect } from "./sql-nodes.js";
import { renderSql } from "./render-sql.js";

const selectOf = (value: SqlExpression): SqlSelect => ({ kind: "select", items: [{ value, as: "x" }] });
const flat = (query: SqlSelect): string => renderSql(query).sql.replace(/\s+/g, " ");

describe("renderSql", () => {
  it("binds every user value, each distinct one once", () => {
    const value = operator("OR", parameter("o'neil; DROP", "VARCHAR"), parameter("o'neil; DROP", "VARCHAR"), parameter("5", "VARCHAR"), parameter(5n, "BIGINT"));
    const { sql, parameters } = renderSql(selectOf(value));
    expect(parameters).toEqual(["o'neil; DROP", "5", 5n]);
    expect(sql.replace(/\s+/g, " ")).toBe('SELECT (CAST($1 AS VARCHAR) OR CAST($1 AS VARCHAR) OR CAST($2 AS VARCHAR) OR CAST($3 AS BIGINT)) AS "x"');
  });

  it("keeps values apart that print alike: 1 and true, -0 and 0, the same text under two types", () => {
    const values = [parameter(1, "DOUBLE"), parameter(true, "BOOLEAN"), parameter(-0, "DOUBLE"), parameter(0, "DOUBLE"), parameter("1", "DOUBLE")];
    expect(renderSql({ kind: "select", items: values.map((value, index) => ({ value, as: `c${index}` })) }).parameters).toEqual([1, true, -0, 0, "1"]);
  });

  it("refuses what would grow without end", () => {
    let value: SqlExpression = parameter("a", "VARCHAR");
    for (let doubled = 0; doubled < 40; doubled++) value = operator("||", value, value);
    expect(() => renderSql(selectOf(value))).toThrow(/more than 500,000 parts/);
  });

  it("quotes names, so that a column named like an attack stays a name", () => {
    expect(flat(selectOf(columnOf("t", 'a" FROM secrets --')))).toBe('SELECT "t"."a"" FROM secrets --" AS "x"');
  });

  it("never lets bytes of a value into the text, whatever the value", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (text) => {
        const marked = `‹${text}›`;
        const { sql, parameters } = renderSql(selectOf(call("lower", parameter(marked, "VARCHAR"))));
        return !sql.includes("‹") && parameters.length === 1 && parameters[0] === marked;
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses function and operator names that are not ours, names with NUL and empty names", () => {
    const bad: SqlExpression[] = [call("x(); --"), operator("= 1; --", constant(1)), columnOf("t", "a\0b"), columnOf("", "a")];
    for (const expression of bad) {
      const error = (() => {
        try {
          return renderSql(selectOf(expression));
        } catch (caught) {
          return caught;
        }
      })();
      expect(HuntError.isInstance(error) && error.code).toBe("sql-tree-invalid");
    }
  });

  it("writes constants of ours as text: quotes doubled, infinities as casts", () => {
    expect(flat(selectOf(constant("it's")))).toBe(`SELECT 'it''s' AS "x"`);
    expect(flat(selectOf(constant(-Infinity)))).toBe(`SELECT CAST('-infinity' AS DOUBLE) AS "x"`);
    expect(flat(selectOf(constant(null, "BIGINT")))).toBe(`SELECT CAST(NULL AS BIGINT) AS "x"`);
  });

  it("writes aggregates with DISTINCT, ORDER BY and FILTER, windows, CASE, IN and lambdas", () => {
    const x = columnOf("t", "x");
    const key = { value: x, direction: "DESC", nulls: "LAST" } as const;
    expect(flat(selectOf({ kind: "call", name: "list", arguments: [x], distinct: true, orderBy: [key], filter: x }))).toBe(
      'SELECT list(DISTINCT "t"."x" ORDER BY "t"."x" DESC NULLS LAST) FILTER (WHERE "t"."x") AS "x"',
    );
    expect(flat(selectOf({ kind: "window", call: call("row_number"), partitionBy: [x], orderBy: [key] }))).toBe(
      'SELECT row_number() OVER (PARTITION BY "t"."x" ORDER BY "t"."x" DESC NULLS LAST) AS "x"',
    );
    expect(flat(selectOf(caseWhen([[x, constant(1)]], constant(2))))).toBe('SELECT CASE WHEN "t"."x" THEN 1 ELSE 2 END AS "x"');
    expect(flat(selectOf({ kind: "in", operand: x, list: [], negated: false }))).toBe('SELECT FALSE AS "x"');
    expect(flat(selectOf({ kind: "lambda", parameters: ["e"], body: { kind: "column", name: "e" } }))).toBe('SELECT lambda "e": "e" AS "x"');
  });

  it("writes WITH, joins, VALUES, table functions, GROUP BY, QUALIFY and LIMIT", () => {
    const inner: SqlSelect = { kind: "select", items: [{ value: constant(1), as: "a" }] };
    const query: SqlSelect = {
      kind: "select",
      with: [{ name: "let_1", query: inner, materialized: true }],
      items: [{ value: call("count"), as: "n" }],
      from: {
        kind: "join",
        type: "LEFT",
        left: { kind: "values", rows: [[constant(1)]], as: "v", columns: ["c"] },
        right: { kind: "call", name: "read_parquet", arguments: [parameter("/a.parquet", "VARCHAR")], named: [{ name: "union_by_name", value: constant(true) }], as: "p" },
        on: operator("=", columnOf("v", "c"), columnOf("p", "c")),
      },
      where: constant(true),
      groupBy: [constant(1)],
      qualify: constant(true),
      limit: constant(3),
    };
    expect(flat(query)).toBe(
      'WITH "let_1" AS MATERIALIZED ( SELECT 1 AS "a" ) SELECT count() AS "n" FROM (VALUES (1)) AS "v"("c") ' +
        'LEFT JOIN read_parquet(CAST($1 AS VARCHAR), union_by_name = TRUE) AS "p" ON ("v"."c" = "p"."c") WHERE TRUE GROUP BY 1 QUALIFY TRUE LIMIT 3',
    );
  });
});
