import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonValueSplitter } from "./json-value-splitter.js";
import { LineSplitter } from "./line-splitter.js";
import type { RecordSplitter } from "./record-splitter.js";

type Kind = new (onRecord: (text: string, line: number) => void, onBad: (line: number, reason: string) => void) => RecordSplitter;

function split(kind: Kind, text: string, cuts: readonly number[] = []): { records: [string, number][]; bad: [number, string][] } {
  const records: [string, number][] = [];
  const bad: [number, string][] = [];
  const splitter = new kind((record, line) => records.push([record, line]), (line, reason) => bad.push([line, reason]));
  const bytes = Buffer.from(text);
  let start = 0;
  for (const cut of [...cuts.map((at) => at % (bytes.length + 1)).sort((left, right) => left - right), bytes.length]) {
    splitter.push(Buffer.from(bytes.subarray(start, cut)));
    start = cut;
  }
  splitter.end();
  return { records, bad };
}

const objects = fc.array(fc.dictionary(fc.string({ unit: "grapheme" }), fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.array(fc.string()), fc.constant(null))), { minLength: 1, maxLength: 6 });
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe("splitters", () => {
  it("give the same lines wherever the bytes are cut", () => {
    fc.assert(fc.property(objects, cuts, (values, at) => {
      const lines = values.map((value) => JSON.stringify(value));
      expect(split(LineSplitter, lines.join("\r\n"), at)).toEqual({ records: lines.map((line, index) => [line, index + 1]), bad: [] });
    }));
  });

  it("give the same elements wherever the bytes are cut, pretty-printed or not", () => {
    fc.assert(fc.property(objects, cuts, fc.constantFrom(undefined, 2), fc.boolean(), (values, at, indent, list) => {
      const text = list ? JSON.stringify(values, undefined, indent) : values.map((value) => JSON.stringify(value, undefined, indent)).join("\n");
      const { records, bad } = split(JsonValueSplitter, text, at);
      expect(bad).toEqual([]);
      expect(records.map(([record]) => JSON.parse(record) as unknown)).toEqual(values);
    }));
  });

  it("number lines from 1 and count empty ones", () => {
    expect(split(LineSplitter, "a\n\n\nb").records).toEqual([["a", 1], ["b", 4]]);
    expect(split(JsonValueSplitter, '[\n{"a":\n1},\n\n{}]').records).toEqual([['{"a":\n1}', 2], ["{}", 5]]);
  });

  it("tell of what lies between records and of an end inside one", () => {
    expect(split(JsonValueSplitter, '[{"a":1}, 5, "x{", {"b":2}]')).toEqual({ records: [['{"a":1}', 1], ['{"b":2}', 1]], bad: [[1, "not a JSON object"]] });
    expect(split(JsonValueSplitter, '[{"a":1},\n{"b": "x').bad).toEqual([[2, "the file ends inside this record"]]);
    expect(split(JsonValueSplitter, '[{"a":1}').bad).toEqual([[1, "the file ends before the list is closed"]]);
  });
});
