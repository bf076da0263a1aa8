import { describe, expect, it } from "vitest";
import { rows, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("arrays", () => {
  it("R164: lengths, slices and places; what is no array gives null", () =>
    agree({
      "array_length(dynamic([1,2]))": 2, "array_length(dynamic([]))": 0, 'array_length(parse_json(\'{"a":1}\'))': null, "array_length(dynamic(null))": null, "array_length(split('a,b,c', ',')) - 1": 2,
      "array_slice(dynamic([1,2,3]), 1, 2)": [2, 3], "array_slice(dynamic([1,2,3,4,5]), 2, -1)": [3, 4, 5], "array_slice(dynamic([1,2,3,4,5]), -3, -2)": [3, 4], "array_slice(dynamic([1,2]), 1, 9)": [2],
      "array_index_of(dynamic(['a','b']), 'b')": 1, "array_index_of(dynamic(['a','b']), 'z')": -1, "array_index_of(dynamic([1,2,1]), 1, 1)": 2, "array_reverse(dynamic([1,'a',null]))": [null, "a", 1],
      "array_split(dynamic([1,2,3,4,5]), 2)": [[1, 2], [3, 4, 5]], "array_split(dynamic([1,2,3,4,5]), dynamic([1,3]))": [[1], [2, 3], [4, 5]], "array_concat(dynamic([1,2]), dynamic([3]))": [1, 2, 3],
      "array_sum(dynamic([1,2,3,4]))": 10,
    }));

  it("shifts and rotates to both sides", () =>
    agree({
      "array_shift_left(dynamic([1,2,3,4,5]), 2)": [3, 4, 5, null, null], "array_shift_left(dynamic([1,2,3,4,5]), -2, -1)": [-1, -1, 1, 2, 3], "array_shift_right(dynamic([1,2,3]), 1)": [null, 1, 2],
      "array_rotate_left(dynamic([1,2,3,4,5]), 2)": [3, 4, 5, 1, 2], "array_rotate_right(dynamic([1,2,3,4,5]), 2)": [4, 5, 1, 2, 3], "array_rotate_left(dynamic([1,2,3]), -4)": [3, 1, 2],
    }));

  it("R165: sorts numbers before text, nulls last unless told otherwise, further arrays in the same order", async () => {
    await agree({
      "array_sort_asc(dynamic([null,'blue','yellow','green',null]))": ["blue", "green", "yellow", null, null], "array_sort_asc(dynamic([null,'blue','green']), false)": [null, "blue", "green"],
      "array_sort_desc(dynamic([1,10,9,null]))": [10, 9, 1, null], "array_sort_asc(dynamic(['a',2,1.5]))": [1.5, 2, "a"],
    });
    expect(await rows("print array_sort_asc(dynamic([3,1,2]), dynamic(['c','a','b']))")).toEqual([[[1, 2, 3], ["a", "b", "c"]]]);
  });

  it("array_iff takes elements by conditions; numbers are conditions too", () =>
    agree({
      "array_iff(dynamic([true,false,true]), dynamic([1,2,3]), dynamic([4,5,6]))": [1, 5, 3], "array_iff(dynamic([1,0,50]), 'yes', 'no')": ["yes", "no", "yes"],
      "array_iff(dynamic([true,true,true]), dynamic([1,2]), dynamic([3,4]))": [1, 2, null],
    }));

  it("R165: timespans are sorted by their lengths, though they are texts", async () => {
    expect(await rows("datatable(t:timespan)[1d, -2h, 30m, 10d, 3s, timespan(null), 1d] | summarize t = make_list_with_nulls(t) | project array_sort_asc(t), array_sort_desc(t)")).toEqual([
      [["-02:00:00", "00:00:03", "00:30:00", "1.00:00:00", "1.00:00:00", "10.00:00:00", null], ["10.00:00:00", "1.00:00:00", "1.00:00:00", "00:30:00", "00:00:03", "-02:00:00", null]],
    ]);
  });

  it("R281: a timespan in a literal is the number of its ticks, in pack_array() its text", () =>
    agree({
      "tostring(dynamic([2d, 90m]))": "[1728000000000,54000000000]", "tostring(pack_array(2d, 90m))": '["2.00:00:00","01:30:00"]', "gettype(dynamic({'a': 1h}).a)": "long",
      "totimespan(dynamic({'a': 1h}).a)": "01:00:00", "datetime(2020-01-01) + totimespan(dynamic([1h])[0])": "2020-01-01T01:00:00.0000000Z", "tostring(dynamic([real(nan)]))": '["NaN"]', "todouble(dynamic([real(+inf)])[0]) > 1": true,
      "90m in (dynamic([1d, 90m]))": true,
    }));

  it("R167: conditions of array_iff are bools and numbers only", () =>
    agree({ 'array_iff(dynamic(["true", null, 0.0, 2]), "a", "b")': [null, null, "b", "a"], 'array_iff(parse_json("1"), "a", "b")': null }));

  it("R164: a sum of anything but numbers is null, and a null number of places rotates nothing", () =>
    agree({ "array_sum(dynamic([1, 'a']))": null, "array_sum(dynamic([1, null]))": null, "array_sum(dynamic([1, true]))": null, "array_sum(dynamic([]))": 0, "array_rotate_left(dynamic([1, 2]), int(null))": null }));

  it("range, repeat and zip make arrays", () =>
    agree({
      "range(1, 8, 3)": [1, 4, 7], "range(5, 1, -2)": [5, 3, 1], "range(1, 3)": [1, 2, 3], "range(1.0, 2.0, 0.5)": [1, 1.5, 2], "range(1h, 3h)": ["01:00:00", "02:00:00", "03:00:00"],
      "range(datetime(2020-01-01), datetime(2020-01-02), 1d)": ["2020-01-01T00:00:00.0000000Z", "2020-01-02T00:00:00.0000000Z"], "array_length(range(1, 1000000000))": 1048576,
      "repeat(1, 3)": [1, 1, 1], "zip(dynamic([1,3,5]), dynamic([2,4]))": [[1, 2], [3, 4], [5, null]], "zip(parse_json('A'), dynamic([1,2]))": [["A", 1], [null, 2]],
    }));

  it("R164: long arrays and bags give what short ones give", async () => {
    const source = "range n from 1 to 3000 step 1 | summarize a = make_list(n % 2000), b = make_list(n + 1000), g = make_bag(bag_pack(tostring(n % 2000), n))";
    const [row] = await rows(`${source} | project array_length(set_union(a, b)), set_difference(a, b)[1], array_length(set_difference(a, b)), set_intersect(a, b)[0], array_length(set_intersect(a, b)), jaccard_index(a, b),
      array_length(bag_keys(g)), g["1"], array_sort_desc(a)[0], array_sort_asc(a, b)[0], array_index_of(a, 1999, 0, -1, 1), zip(a, b)[2999], array_shift_left(a, -2998, 7)[2998], array_rotate_right(a, 1)[0]`);
    // the first list holds 1 to 1999, 0, and 1 to 1000 once more, the second 1001 to 4000
    expect(row).toEqual([4001, 2, 1001, 1001, 999, expect.closeTo(999 / 4001, 12), 2000, 1, 1999, 0, 1998, [1000, 4000], 1, 1000]);
  });

  it("R164: edges of arrays: nothing to shift, nothing in common, nulls inside", () =>
    agree({
      "array_shift_left(dynamic([1,2]), 9)": [null, null], "array_shift_right(dynamic([1,2]), 9, 'x')": ["x", "x"], "array_shift_left(dynamic([]), 1)": [], "array_rotate_left(dynamic([]), 1)": [], "array_rotate_right(dynamic([1,2,3]), -10)": [2, 3, 1],
      "array_sort_asc(dynamic([]))": [], "array_sort_desc(dynamic([null,null]))": [null, null], "array_index_of(dynamic([1,2,3,2]), 2, -2, 2)": 3, "array_index_of(dynamic([1,2,3,2]), 2, 2, 1)": -1, "array_index_of(dynamic([1,2,3,2]), 2, 0, -1, 2)": 3,
      "array_iff(dynamic([]), 1, 2)": [], "array_iff(dynamic([true,false]), dynamic([]), 5)": [null, 5], "zip(dynamic([]), dynamic([1]))": [[null, 1]], "set_difference(dynamic([]), dynamic([1]))": [], "set_intersect(dynamic([null,1]), dynamic([null]))": [null],
    }));

  it("R166: sets hold each element once, in order of appearance", () =>
    agree({
      "set_union(dynamic([1,2,1]), dynamic([2,3]))": [1, 2, 3], "set_difference(dynamic([1,2,3,1]), dynamic([2]))": [1, 3], "set_intersect(dynamic([3,1,2]), dynamic([2,3]))": [3, 2],
      "set_has_element(dynamic(['a','b']), 'b')": true, "set_has_element(dynamic([1]), 2)": false, "jaccard_index(dynamic([1,2,3]), dynamic([1,2,3,4]))": 0.75,
      "set_equals(dynamic([1,2]), dynamic([2,1,1]))": true, "set_difference(dynamic([1,2]), dynamic([1,2]))": [],
    }));
});

describe("bags", () => {
  it("pack_array and bag_pack take values of every type; times become text", () =>
    agree({
      "pack_array(1, 'a', 2 * 1s, true, int(null), 1.5, dynamic([1]))": [1, "a", "00:00:02", true, null, 1.5, [1]], "tostring(pack_array(1.0))": "[1.0]",
      "bag_pack('Level', 'Information', 'N', 1234, 'Data', bag_pack('url', 'x'))": { Level: "Information", N: 1234, Data: { url: "x" } },
      "pack_dictionary('t', datetime(2020-01-01))": { t: "2020-01-01T00:00:00.0000000Z" }, "tostring(bag_pack('a', 'q\"uote'))": '{"a":"q\\"uote"}',
    }));

  it("keys, values and merging", () =>
    agree({
      "bag_keys(dynamic({'a':'b','c':123}))": ["a", "c"], "bag_keys(parse_json('[1]'))": null, "bag_has_key(dynamic({'a':1}), 'a')": true, "bag_has_key(dynamic({'a':1}), 'b')": false,
      "bag_merge(dynamic({'A1':12,'B1':2}), dynamic({'A2':81,'A1':1}))": { A1: 12, B1: 2, A2: 81 }, "bag_set_key(dynamic({'a':1}), 'a', 2)": { a: 2 }, "bag_set_key(dynamic({'a':1}), 'b', 'x')": { a: 1, b: "x" },
      "bag_remove_keys(dynamic({'a':1,'b':2}), dynamic(['b','z']))": { a: 1 }, "bag_zip(dynamic(['a','b']), dynamic([1]))": { a: 1, b: null },
    }));

  it("R168: bag_zip passes over keys that are no texts; without an array there are no values", () =>
    agree({
      'bag_zip(dynamic(["x", 1, null, "y"]), dynamic([10, 20, 30, 40]))': { x: 10, y: 40 }, 'bag_zip(dynamic(["x", "y"]), parse_json("7"))': { x: null, y: null }, 'bag_zip(dynamic(["x"]), dynamic([1, 2]))': { x: 1 },
      'bag_zip(parse_json("7"), dynamic([1]))': null,
    }));

  it("R267: a key of bag_has_key and bag_set_key may be a path of names", () =>
    agree({
      'bag_has_key(dynamic({"a":{"b c":null}}), "$.a[\'b c\']")': true, 'bag_has_key(dynamic({"a":{"b":1}}), "$.a.c")': false, 'bag_has_key(dynamic({"a":5}), "$.a.b")': false, 'bag_has_key(dynamic({"$.a":1}), "a")': false,
      'bag_has_key(parse_json("[1]"), "$.a")': null, 'bag_set_key(dynamic({"a":{"b":1},"c":2.0}), "$.a.b", "x")': { a: { b: "x" }, c: 2 }, 'bag_set_key(dynamic({"a":1}), "$.x.y", dynamic([1]))': { a: 1, x: { y: [1] } },
      'bag_set_key(dynamic({"a":1}), "a.b", int(null))': { a: 1, "a.b": null }, 'bag_set_key(parse_json("5"), "$.a.b", 1)': null, 'tostring(bag_set_key(dynamic({"a":1.0}), "$.b.c", 2.0))': '{"a":1.0,"b":{"c":2.0}}',
    }));

  it("R267: keys may come with the rows; places in arrays are refused", async () => {
    expect(await rows('datatable(k:string)["$.a.b", "a", "z", "$.a[0]"] | extend d = dynamic({"a":{"b":1}}) | project bag_has_key(d, k)')).toEqual([[true], [true], [false], [null]]);
    for (const text of ['bag_has_key(dynamic({}), "$.a[0]")', 'bag_set_key(dynamic({}), "$[0]", 1)', 'bag_set_key(dynamic({}), "$..a", 1)']) await expect(rows(`print ${text}`), text).rejects.toMatchObject({ kind: "unsupported" });
  });

  it("R169: treepath names each path once, elements of arrays by [0]", () =>
    agree({
      'treepath(dynamic({"a b":[1, {"c":2}, {"c":3, "d":[]}], "e":null}))': ["['a b']", "['a b'][0]", "['a b'][0]['c']", "['a b'][0]['d']", "['e']"], 'treepath(parse_json("[[1]]"))': ["[0]", "[0][0]"],
      'treepath(parse_json("5"))': null, 'treepath(dynamic({}))': [],
    }));

  it("columns are packed by name", async () => {
    expect(await rows('datatable(Id:string, N:long)["A", 1] | project p = bag_pack_columns(Id, N)')).toEqual([[{ Id: "A", N: 1 }]]);
  });
});
