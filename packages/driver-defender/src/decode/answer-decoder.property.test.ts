import { HuntError, KqlDateTime, KqlDecimal, KqlTimeSpan, exactInteger, tableRows, type KqlType, type KqlValue } from "@huntkit/provider";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerDecoder, decodeAnswer, type DecodedAnswer, type FailureAnswer } from "./answer-decoder.js";

interface Encoder {
  readonly names: readonly string[];
  readonly value: fc.Arbitrary<KqlValue>;
  /** A cell as JSON text; `{}` stands for null. */
  readonly write: (value: KqlValue) => string;
}

const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', "\\", "},{", "\ud800", "€", "é", "😀", "\u0000", "[", "]", ":", ","), fc.string({ minLength: 1, maxLength: 3 })), maxLength: 8 });
const ticks = (most: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: most });
const quoted = (value: KqlValue): string => JSON.stringify(String(value));
/** Bags and arrays; no texts that read as JSON, no empty bag at the top, both of which the services do not tell apart. */
const word = fc.constantFrom("a", "__proto__", "x y", "€", "\ud800", "constructor", '"');
const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(exactInteger), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), word);
const dynamic = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(word, tie("value"), { maxKeys: 3, noNullPrototype: true })) })).value.filter((value) => typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length > 0) as fc.Arbitrary<KqlValue>;

function json(value: KqlValue, marked: boolean): string {
  if (typeof value === "bigint") return String(value);
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return `[${value.map((element: KqlValue) => (marked && typeof element === "object" && element !== null ? JSON.stringify(json(element, false)) : json(element, marked))).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const mark = marked ? ['"@odata.type":"#microsoft.graph.security.dynamicColumnValue"'] : [];
  return `{${[...mark, ...Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${json(member as KqlValue, marked)}`)].join(",")}}`;
}

const encoders: Readonly<Record<KqlType, Encoder>> = {
  bool: { names: ["SByte", "Boolean"], value: fc.boolean(), write: (value) => (value === true ? "1" : "0") },
  int: { names: ["Int32"], value: fc.integer(), write: String },
  long: { names: ["Int64"], value: fc.oneof(fc.integer(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(exactInteger)), write: String },
  real: { names: ["Double"], value: fc.double(), write: (value) => (typeof value === "number" && !Number.isFinite(value) ? quoted(value) : Object.is(value, -0) ? "-0" : String(value)) },
  decimal: { names: ["SqlDecimal", "Decimal"], value: fc.tuple(fc.boolean(), ticks(10n ** 20n), ticks(999n)).map(([minus, whole, part]) => new KqlDecimal(`${minus ? "-" : ""}${whole}.${String(part).padStart(3, "0")}`)), write: quoted },
  datetime: { names: ["DateTime"], value: ticks(3155378975999999999n).map((value) => new KqlDateTime(value)), write: (value) => quoted(value).replace(/\.?0*Z"$/, 'Z"') },
  timespan: { names: ["TimeSpan"], value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => new KqlTimeSpan(value)), write: quoted },
  string: { names: ["String"], value: text, write: (value) => JSON.stringify(value) },
  guid: { names: ["Guid"], value: fc.uuid(), write: quoted },
  dynamic: { names: ["Object"], value: dynamic, write: (value) => json(value, true) },
};

const columnNames = ["Timestamp", "CveId", "CveId1", "__proto__", "constructor", "ä", "7", 'q"', "error", "results", "schema"] as const;
const typeOf = fc.constantFrom(...(Object.keys(encoders) as KqlType[]));

const tables = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...columnNames), typeOf), { minLength: 1, maxLength: 6, selector: ([name]) => name })
  .chain((columns) => fc.record({ columns: fc.constant(columns), rows: fc.array(fc.tuple(...columns.map(([, type]) => fc.option(encoders[type].value, { freq: 4 }))), { maxLength: 6 }), seed: fc.infiniteStream(fc.nat({ max: 1000 })) }));

/** Writes a table as one of the two faces, with chance in all that a service is free in. */
function write(table: { columns: [string, KqlType][]; rows: (KqlValue | null)[][] }, chance: (below: number) => number): string {
  const space = (): string => ["", "", " ", "\n\t"][chance(4)] ?? "";
  const cased = (name: string): string => [...name].map((letter) => (chance(2) === 0 ? letter.toUpperCase() : letter.toLowerCase())).join("");
  const shuffled = (parts: string[]): string => parts.map((part) => ({ part, rank: chance(1000) })).sort((left, right) => left.rank - right.rank).map(({ part }) => part).join(`${space()},${space()}`);
  const cell = (name: string, type: KqlType, value: KqlValue): string[] => {
    const form = value === null ? ["{}", "null", ""][chance(3)] : encoders[type].write(value);
    const sidecar = chance(3) === 0 ? [`${JSON.stringify(`${name}@odata.type`)}:"#x"`] : [];
    return form === "" || form === undefined ? sidecar : [...sidecar, `${JSON.stringify(name)}${space()}:${space()}${form}`];
  };
  const schema = table.columns.map(([name, type]) => `{${shuffled([`"${cased("name")}":${JSON.stringify(name)}`, `"${cased("type")}":"${encoders[type].names[chance(encoders[type].names.length)] ?? ""}"`])}}`);
  const rows = table.rows.map((row) => `{${shuffled(row.flatMap((value, index) => cell(table.columns[index]?.[0] ?? "", table.columns[index]?.[1] ?? "string", value)))}}`);
  return `${space()}{${shuffled([`"${cased("schema")}":[${schema.join(",")}]`, `"${cased("results")}"${space()}:[${rows.join(`${space()},${space()}`)}]`, chance(2) === 0 ? '"@odata.context":"x"' : '"Stats":{"ExecutionTime":1.5}'])}}${space()}`;
}

function decodeInChunks(body: Buffer, chance: (below: number) => number): DecodedAnswer | FailureAnswer {
  const decoder = new AnswerDecoder();
  for (let at = 0; at < body.length; ) {
    const end = at + 1 + chance(200);
    decoder.write(body.subarray(at, end));
    at = end;
  }
  return decoder.end();
}

describe("the decoder", () => {
  it("gives every table back exactly as it was encoded", () => {
    fc.assert(
      fc.property(tables, ({ columns, rows, seed }) => {
        const chance = (below: number): number => Number(seed.next().value) % below;
        const body = Buffer.from(write({ columns, rows }, chance), "utf8");
        const answer = decodeInChunks(body, chance);
        if (answer.kind !== "rows") throw new TypeError("a failure was read");
        expect(answer.table.columns).toStrictEqual(columns.map(([name, type]) => ({ name, type })));
        const expected = rows.map((row) => row.map((value, index) => value ?? (columns[index]?.[1] === "string" ? "" : null)));
        if (!isDeepStrictEqual([...tableRows(answer.table)], expected)) expect([...tableRows(answer.table)]).toStrictEqual(expected); // toStrictEqual alone stumbles over a key "constructor"
      }),
      { numRuns: 2000, seed: 20260701 },
    );
  });

  it("never takes what JSON.parse refuses, and never fails but by an error of ours, in 24,000 changed bodies", () => {
    let state = 42;
    const chance = (below: number): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % 65_536 % below;
    const whole = Buffer.from('{"Stats":{"a":1.5},"Schema":[{"Name":"A","Type":"Int64"},{"Name":"B","Type":"String"},{"Name":"C","Type":"Object"},{"Name":"D","Type":"Double"}],"Results":[{"A":9007199254740993,"B":"é","C":["{\\"k\\":1}"],"D":0.1234567890123456},{"A":2,"B":"},{\\"A\\"","C":{"x":9007199254740993},"D":{}},{"A":{},"B":"","C":{},"D":1}]}');
    const signs = Buffer.from('{}[]",:\\0123456789.eE+-\u0001ntu \n', "latin1");
    const seen = { refused: 0, taken: 0 };
    for (let count = 0; count < 24_000; count++) {
      const body = Buffer.from(whole);
      for (let change = chance(3); change >= 0; change--) body[chance(body.length)] = chance(4) === 0 ? chance(256) : (signs[chance(signs.length)] ?? 0);
      judge(chance(5) === 0 ? body.subarray(0, chance(body.length)) : body, seen);
    }
    expect(seen.refused).toBeGreaterThan(10_000);
    expect(seen.taken).toBeGreaterThan(500);
  });
});

function judge(body: Buffer, seen: { refused: number; taken: number }): void {
  let parsed: { Results?: unknown[] } | undefined;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as { Results?: unknown[] };
  } catch {
    parsed = undefined;
  }
  try {
    const answer = decodeAnswer(body);
    if (parsed === undefined) expect.fail(`taken although it is no JSON: ${body.toString("latin1")}`);
    if (answer.kind === "rows") for (const row of tableRows(answer.table)) expect(row).toHaveLength(answer.table.columns.length);
    if (answer.kind === "rows" && parsed.Results !== undefined) expect(answer.table.rowCount).toBe(parsed.Results.length);
    seen.taken++;
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    seen.refused++;
  }
}
