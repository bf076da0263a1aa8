import { KqlDateTime, KqlDecimal, KqlTimeSpan, HuntError, type KqlValue } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { AnswerDecoder, decodeAnswer } from "./answer-decoder.js";

const bytes = (text: string): Buffer => Buffer.from(text, "utf8");

/** The cell of an answer with one column `A`, both faces alike. */
function cellOf(type: string, json: string): KqlValue {
  const read = [`{"Schema":[{"Name":"A","Type":"${type}"}],"Results":[{"A":${json}}]}`, `{"@odata.context":"x","schema":[{"name":"A","type":"${type}"}],"results":[{"A@odata.type":"#x","A":${json}}]}`].map((body) => {
    const answer = decodeAnswer(bytes(body));
    if (answer.kind !== "rows") throw new TypeError("a failure was read");
    expect(answer.table.rowCount).toBe(1);
    return answer.table.cell(0, 0);
  });
  expect(read[0]).toStrictEqual(read[1]);
  return read[0] ?? null;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return HuntError.isInstance(error) ? error.code : `not ours: ${String(error)}`;
  }
  return "no error";
}

const at = (text: string): KqlDateTime => KqlDateTime.parse(text) ?? expect.fail(text);
const span = (text: string): KqlTimeSpan => KqlTimeSpan.parse(text) ?? expect.fail(text);
const bag = '"@odata.type":"#microsoft.graph.security.dynamicColumnValue"';

const good: readonly (readonly [string, string, KqlValue])[] = [
  ["SByte", "1", true], ["SByte", "0", false], ["SByte", "true", true], ["Boolean", "false", false], ["SByte", "{}", null], ["SByte", "null", null], ["SByte", '{"@odata.type":"#SByte"}', null],
  ["Int64", "0", 0], ["Int64", "-0", 0], ["Int64", "9007199254740991", 9007199254740991], ["Int64", "9007199254740993", 9007199254740993n], ["Int64", "-9007199254740993", -9007199254740993n],
  ["Int64", "9223372036854775807", 9223372036854775807n], ["Int64", "-9223372036854775808", -9223372036854775808n], ["Int64", '"9007199254740993"', 9007199254740993n], ["Int64", "{}", null],
  ["Int32", "-2147483648", -2147483648], ["Int32", "2147483647", 2147483647], ["Int32", "{}", null],
  ["Double", "1.5", 1.5], ["Double", "0.12345678901234567", 0.12345678901234567], ["Double", "-0", -0], ["Double", "3", 3], ["Double", '"NaN"', NaN], ["Double", '"Infinity"', Infinity], ["Double", '"-Infinity"', -Infinity], ["Double", "{}", null], ["Double", "1e300", 1e300],
  ["SqlDecimal", '"12.50"', new KqlDecimal("12.50")], ["Decimal", "0.1234567890123456789012345678", new KqlDecimal("0.1234567890123456789012345678")], ["SqlDecimal", "1.5", new KqlDecimal("1.5")], ["SqlDecimal", "{}", null],
  ["DateTime", '"2026-07-01T09:46:02.1234567Z"', at("2026-07-01T09:46:02.1234567Z")], ["DateTime", '"2026-02-28T23:59:59Z"', at("2026-02-28T23:59:59Z")], ["DateTime", '"2024-02-29T00:00:00.1Z"', at("2024-02-29T00:00:00.1Z")],
  ["DateTime", '"0001-01-01T00:00:00Z"', new KqlDateTime(0n)], ["DateTime", '"9999-12-31T23:59:59.9999999Z"', new KqlDateTime(3155378975999999999n)], ["DateTime", "{}", null], ["DateTime", "null", null],
  ["TimeSpan", '"00:02:19.42"', span("00:02:19.42")], ["TimeSpan", '"-1.02:03:04.5000000"', span("-1.02:03:04.5")], ["TimeSpan", '"-10675199.02:48:05.4775808"', new KqlTimeSpan(-(2n ** 63n))], ["TimeSpan", "{}", null],
  ["Guid", '"74BE27DE-1E4E-49D9-B579-FE0B331D3642"', "74be27de-1e4e-49d9-b579-fe0b331d3642"], ["Guid", "{}", null],
  ["String", '""', ""], ["String", "{}", ""], ["String", "null", ""], ["String", '"\\ud800"', "\ud800"], ["String", '"é\\u00e9😀"', "éé😀"], ["String", '"},{\\"A\\":1"', '},{"A":1'], ["String", '"123456789012345678"', "123456789012345678"],
  ["Object", "{}", null], ["Object", "null", null], ["Object", "[]", []], ["Object", `{${bag}}`, {}], ["Object", `{${bag},"a":{${bag},"b":true,"c@odata.type":"#Int64","c":9007199254740993}}`, { a: { b: true, c: 9007199254740993n } }],
  ["Object", '["a","{\\"k\\":9007199254740993,\\"e\\":{}}"]', ["a", { k: 9007199254740993n, e: {} }]], ["Object", '"{\\"k\\":[1]}"', { k: [1] }], ["Object", '["[draft]","{x}"]', ["[draft]", "{x}"]], ["Object", '["{\\"@odata.type\\":\\"#x\\",\\"k\\":1}"]', [{ k: 1 }]],
  ["Object", '"text"', "text"], ["Object", "12345678901234567890", 12345678901234567890n], ["Object", '{"a":{}}', { a: {} }], ["Object", '[1.25,null,false]', [1.25, null, false]],
];

const bad: readonly (readonly [string, string])[] = [
  ["SByte", "2"], ["SByte", '"x"'], ["SByte", "[]"], ["Int64", "1.5"], ["Int64", "9223372036854775808"], ["Int64", '"x"'], ["Int64", "true"], ["Int32", "2147483648"], ["Int32", "1.5"], ["Double", '"x"'], ["Double", "1e999"], ["Double", "true"],
  ["SqlDecimal", '"x"'], ["DateTime", '"2026-02-30T00:00:00Z"'], ["DateTime", '"x"'], ["DateTime", "1"], ["DateTime", '""'], ["TimeSpan", '"x"'], ["TimeSpan", "5"], ["Guid", '"x"'], ["String", "1"], ["String", "true"], ["String", "[]"], ["String", '{"a":1}'], ["Nonsense", "1"],
];

describe("a cell", () => {
  it.each(good)("of %s written %s is read exactly", (type, json, value) => expect(cellOf(type, json)).toStrictEqual(value));
  it.each(bad)("of %s written %s is refused, not made null", (type, json) => expect(codeOf(() => cellOf(type, json))).toBe("answer-unexpected"));
  it("of 10 MB is read", () => expect(cellOf("String", JSON.stringify("x\n\u20ac".repeat(2_500_000)))).toBe("x\n\u20ac".repeat(2_500_000)));
  it("nested too deeply is an error of ours and no overflow of the stack", () => {
    expect(codeOf(() => cellOf("Object", "[".repeat(200_000) + "]".repeat(200_000)))).toBe("answer-unexpected");
    expect(codeOf(() => cellOf("Object", JSON.stringify("[".repeat(5000) + "]".repeat(5000))))).toBe("answer-unexpected");
    expect(JSON.stringify(cellOf("Object", "[".repeat(900) + "]".repeat(900)))).toHaveLength(1800);
  });
  it("does not find what all objects inherit", () => {
    const answer = decodeAnswer(bytes('{"Schema":[{"Name":"constructor","Type":"Object"},{"Name":"__proto__","Type":"Int64"}],"Results":[{},{"__proto__":7}]}'));
    expect(answer.kind === "rows" && [answer.table.cell(0, 0), answer.table.cell(0, 1), answer.table.cell(1, 1)]).toStrictEqual([null, null, 7]);
  });
});

const schema = '"Schema":[{"Name":"A","Type":"Int64"},{"Name":"A1","Type":"String"}]';

describe("an answer", () => {
  it.each([`{${schema},"Results":[]}`, `{${schema}}`, `\ufeff{"Results":[],${schema}}`, `{"sCHEMA":[{"nAME":"A","TYPE":"int64"},{"NAME":"A1","tYpE":"STRING"}],"RESULTS" : [ ] }`])("without rows has its columns: %s", (body) => {
    const answer = decodeAnswer(bytes(body));
    expect(answer.kind === "rows" && answer.table).toMatchObject({ rowCount: 0, columns: [{ name: "A", type: "long" }, { name: "A1", type: "string" }] });
  });
  it("has its rows before its schema, keys in another case and order, absent cells and statistics", () => {
    const answer = decodeAnswer(bytes(`{"Results":[{"a1":"x","a":9007199254740993},{"A":1}],${schema},"Stats":{"ExecutionTime":1.5,"total cpu":"00:00:00"}}`));
    expect(answer.kind === "rows" && [0, 1].map((row) => [answer.table.cell(row, 0), answer.table.cell(row, 1)])).toStrictEqual([[9007199254740993n, "x"], [1, ""]]);
    expect(answer.kind === "rows" && answer.statistics).toStrictEqual({ ExecutionTime: 1.5, "total cpu": "00:00:00" });
  });
  it.each([`{"error":{"code":"429","n":9007199254740}}`, `{"Results":[],"error":{"code":"429","n":9007199254740}}`, `{${schema},"Results":[{"A":9007199254740993}],"ERROR":{"code":"429","n":9007199254740}}`])("with an error is a failure: %s", (body) => {
    expect(decodeAnswer(bytes(body))).toStrictEqual({ kind: "failure", failureBody: '{"error":{"code":"429","n":9007199254740}}' });
  });
  it.each(["", " ", "<html>", "\ufeff", "nul", `{${schema},"Results":[{"A":01}]}`, `{${schema},"Results":[{"A":1}]}x`, `{${schema},"Results":[{"A":9007199254740993},{"A":12345678901234567.}]}`, `{${schema},"Results":[{"A":9007199254740993},{12345678901234567:1}]}`])("that is no JSON is malformed: %j", (body) => {
    expect(codeOf(() => decodeAnswer(bytes(body)))).toBe("answer-malformed");
  });
  it("that is no UTF-8 is malformed, nothing is replaced", () => {
    const body = bytes(`{${schema},"Results":[{"A1":"ab"}]}`);
    body[body.length - 6] = 0xff;
    expect(codeOf(() => decodeAnswer(body))).toBe("answer-malformed");
  });
  it.each(["[]", "1", "{}", '"x"', '{"Results":[]}', `{${schema},"Results":{}}`, `{${schema},"Results":[1]}`, `{${schema},"Results":[[]]}`, `{${schema},"Results":[{"B":1}]}`, `{${schema},"Results":[],"@odata.nextLink":"x"}`, `{"Schema":[{"Name":"A"}],"Results":[]}`,
    `{"Schema":[{"Name":"A","Type":"Int64"},{"Name":"A","Type":"Int64"}],"Results":[]}`, `{${schema},"Results":[{"A":1}],"Results":[]}`, `{${schema},"Results":[{"A":1}],"results":[]}`, `{${schema},"Results":[{"A":1}],"Result\\u0073":[]}`, `{${schema},${schema},"Results":[]}`, `{"Results":[{"A":1}],"Results":[],${schema}}`])("of another form is unexpected: %s", (body) => {
    expect(codeOf(() => decodeAnswer(bytes(body)))).toBe("answer-unexpected");
  });
  it("cut at any byte is an error and no shorter table", () => {
    const body = bytes(`{"Stats":{"a":1},${schema},"Results":[{"A":1,"A1":"é"},{"A":9007199254740993,"A1":"},{\\"A"}]}`);
    for (let length = 0; length < body.length; length++) expect(codeOf(() => decodeAnswer(body.subarray(0, length)))).toBe("answer-malformed");
    expect(decodeAnswer(body).kind).toBe("rows");
  });
  it("in many pieces has each row once, wherever chunks end", () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `{"A":${index % 20_000 === 19_999 ? 9007199254740993n + BigInt(index) : index},"A1":${JSON.stringify(`},{"A":${"x".repeat(index % 300)}`)}}`);
    const body = bytes(`{${schema},"Results":[${rows.join(",")}]}`);
    const decoder = new AnswerDecoder();
    for (let start = 0; start < body.length; start += 65_537) decoder.write(body.subarray(start, start + 65_537));
    const answer = decoder.end();
    if (answer.kind !== "rows") return expect.fail("a failure was read");
    expect(answer.table.rowCount).toBe(60_000);
    for (let index = 0; index < 60_000; index++) if (answer.table.cell(index, 0) !== (index % 20_000 === 19_999 ? 9007199254740993n + BigInt(index) : index)) expect.fail(`row ${index}`);
  });
});
