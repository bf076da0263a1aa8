import { expect, it } from "vitest";
import { rows, valuesOf } from "../functions/__fixtures__/evaluate.js";

it("R161: what is not there is null, a negative index counts from the end, JSON null is null", async () => {
  const expected = {
    "dynamic([1,2,3])[0]": 1, "dynamic([1,2,3])[-1]": 3, "dynamic([1,2,3])[9]": null, 'dynamic({"a":1}).a': 1, 'dynamic({"a":1})["a"]': 1, 'dynamic({"a":1}).zzz': null,
    'dynamic({"a":{"b":7}}).a.b': 7, 'dynamic({"a":1}).a.b': null, 'isnull(dynamic({"a":null}).a)': true, 'dynamic({"a b":{"c.d":[5]}})["a b"]["c.d"][0]': 5,
    'dynamic({"0":5})["0"]': 5, "dynamic([7])[0]": 7, 'dynamic({"x\\"y":1})["x\\"y"]': 1, 'dynamic({"*":1,"b":2})["*"]': 1,
  };
  expect(await valuesOf(expected)).toEqual(expected);
});

it("R161: the key may be a column", async () => {
  expect(await rows('datatable(d:dynamic, k:string, i:long)[dynamic({"a":1,"b/c":2}), "b/c", 0, dynamic([5,6]), "a", -1] | project d[k], d[i]')).toEqual([
    [2, null],
    [null, 6],
  ]);
});

it("R160: fields of parsed text are read, and text that is no JSON has none", async () => {
  const table = `datatable(s:string)['{"a":{"b":"x"},"n":[1,2]}', "no json", "", '"text"']`;
  expect(await rows(`${table} | project tostring(parse_json(s).a.b), parse_json(s).n[1], todynamic(s), isnull(parse_json(s))`)).toEqual([
    ["x", 2, { a: { b: "x" }, n: [1, 2] }, false],
    ["", null, "no json", false],
    ["", null, null, true],
    ["", null, "text", false],
  ]);
});

it("a dynamic in a condition of text, number or bool is converted", async () => {
  const table = 'datatable(d:dynamic)[dynamic({"name":"cmd.exe","pid":4,"ok":true}), dynamic({})]';
  expect(await rows(`${table} | where d.name =~ "CMD.EXE" and d.pid == 4 and d.ok == true | count`)).toEqual([[1]]);
  expect(await rows(`${table} | where isempty(d.name) | count`)).toEqual([[1]]);
});
