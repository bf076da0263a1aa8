import { expect, it } from "vitest";
import { compileKql } from "../../compile/__fixtures__/run-kql.js";
import { rows, values } from "./__fixtures__/evaluate.js";

function sqlOf(query: string): string {
  return compileKql(query).at(-1)?.sql ?? "";
}

it("an argument that costs something is worked out once, a column stays as it is", () => {
  expect(sqlOf("datatable(s:string)['a'] | project ipv4_is_private(strcat(s, '.', tolower(s)))").match(/lower\(/g)).toHaveLength(1);
  expect(sqlOf("datatable(s:string)['a'] | project ipv4_is_private(s)")).not.toContain("lambda");
});

it("macros inside one another do not grow with the power of their depth", () => {
  const nested = (depth: number): string => Array.from({ length: depth }).reduce<string>((inner) => `format_ipv4(${inner}, 24)`, "s");
  const [short, long] = [sqlOf(`datatable(s:string)['a'] | project ${nested(2)}`).length, sqlOf(`datatable(s:string)['a'] | project ${nested(12)}`).length];
  expect(long).toBeLessThan(short * 10);
});

it("deep nesting runs", async () => {
  const nested = Array.from({ length: 12 }).reduce<string>((inner) => `substring(strcat(${inner}, 'x'), 1, 5)`, "s");
  expect(await rows(`datatable(s:string)['abcdef'] | project ${nested}`)).toEqual([["xxxxx"]]);
  const sum = Array.from({ length: 60 }).reduce<string>((inner) => `(${inner} + n * 2)`, "n");
  expect(await rows(`datatable(n:long)[3] | project ${sum}`)).toEqual([[363]]);
  const dates = Array.from({ length: 10 }).reduce<string>((inner) => `datetime_add('day', 1, ${inner} + 1h)`, "t");
  expect(await rows(`datatable(t:datetime)[datetime(2020-01-01)] | project ${dates}`)).toEqual([["2020-01-11T10:00:00.0000000Z"]]);
});

it("several costly arguments, and lambdas inside them, do not take each other's names", async () => {
  expect(await values("ipv4_compare(strcat('1.2.3.', tostring(4 + 0)), strcat('1.2.3.', tostring(5 - 1)))", "ipv6_compare(parse_ipv6(strcat('::', '1')), parse_ipv6(strcat('::', '2')))")).toEqual([0, -1]);
  expect(await rows("datatable(a:string, b:string)['1.2.3.4', '1.2.3.9'] | project ipv4_compare(format_ipv4(strcat(a, '/32'), 24), format_ipv4(strcat(b, '/32'), 24)), ipv4_compare(strcat(a, ''), strcat(b, ''))")).toEqual([[0, -1]]);
});

it("a function written in TypeScript stands once for each of its columns", () => {
  const sql = sqlOf("datatable(s:dynamic)[dynamic([1, 2, 3])] | extend (flag, score, baseline) = series_decompose_anomalies(s)");
  expect(sql.match(/host_series_decompose_anomalies\(/g)).toHaveLength(3);
});

it("a value of toscalar() goes into functions of arrays, whose macros and lambdas take no query", async () => {
  const known = "let known = toscalar(range i from 1 to 3 step 1 | summarize make_list(i));";
  expect(await rows(`${known} print set_difference(dynamic([3, 4]), known), array_iff(known, known, 0), array_index_of(known, 3), zip(known, known), set_union(known, dynamic([9]))`)).toEqual([
    [[4], [1, 2, 3], 2, [[1, 1], [2, 2], [3, 3]], [1, 2, 3, 9]],
  ]);
  expect(await rows(`${known} range n from 2 to 4 step 1 | extend a = array_concat(pack_array(n), known) | project set_has_element(known, n), array_sort_desc(a), array_length(set_intersect(a, known))`)).toEqual([
    [true, [3, 2, 2, 1], 3], [true, [3, 3, 2, 1], 3], [false, [4, 3, 2, 1], 3],
  ]);
});
