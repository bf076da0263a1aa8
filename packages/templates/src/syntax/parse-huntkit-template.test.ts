import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TemplateNode } from "../model/query-template.js";
import { handlebarsParser } from "./handlebars-parser.js";
import { parseByHandlebars, withKeptBackslashes } from "./parse-by-handlebars.js";
import { parseHuntkitTemplate } from "./parse-huntkit-template.js";
import { parsePythonTemplate } from "./parse-python-template.js";
import { type PlacedNode, withoutPlaces } from "./placed-node.js";

/** Texts and names as Handlebars' own parser sees them, for templates of nothing but `{{name}}`. */
function byHandlebars(text: string): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  for (const node of handlebarsParser().parse(withKeptBackslashes(text).given).body) {
    const value = node.value ?? "";
    if (node.type === "MustacheStatement") nodes.push({ slot: String(node.path?.original) });
    else if (typeof nodes.at(-1) === "string") nodes.push(`${String(nodes.pop())}${value}`);
    else if (value !== "") nodes.push(value);
  }
  return nodes;
}

const nodesOf = (text: string): TemplateNode[] => withoutPlaces(parseHuntkitTemplate(text));

/** Each piece stands where it says it does. */
function checkPlaces(nodes: readonly PlacedNode[], text: string): void {
  for (const node of nodes) {
    if ("text" in node) expect(text.slice(node.at, node.at + node.text.length)).toBe(node.text);
    else if ("slot" in node) expect(text.slice(node.at, node.end)).toMatch(new RegExp(`^(?:\\{\\{[~ ]*${node.slot}[~ ]*\\}\\}|\\{${node.slot}(?::[^{}]*)?\\})$`));
    else {
      checkPlaces(node.then, text);
      checkPlaces(node.otherwise, text);
    }
  }
}

describe("places of pieces", () => {
  const pieces = fc.constantFrom("{{a}}", "{{ b }}", "{{~c~}}", "{{#if a}}", "{{#unless b}}", "{{else}}", "{{/if}}", "{{/unless}}", "{{! note }}", "{{!-- }} --}}", "\\{{d}}", "\n", "\r\n", "\r", "  ", "\t", "| where x", "é", "\\", "\\\\", "}");
  it("are where their text stands, in huntkit's syntax", () => {
    let parsed = 0;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")), (text) => {
        let nodes: PlacedNode[];
        try {
          nodes = parseHuntkitTemplate(text);
        } catch {
          return;
        }
        parsed++;
        checkPlaces(nodes, text);
      }),
      { numRuns: 10_000 },
    );
    expect(parsed).toBeGreaterThan(1000);
  });

  it("are where their text stands, in the reference's syntax", () => {
    const python = fc.constantFrom("{a}", "{b:%Y}", "{{", "}}", "\n", "  ", "| where x", "é");
    fc.assert(fc.property(fc.array(python, { maxLength: 12 }).map((parts) => parts.join("")), (text) => checkPlaces(parsePythonTemplate(text), text)), { numRuns: 3000 });
  });
});

describe("parseHuntkitTemplate", () => {
  it("cuts simple templates exactly as Handlebars does", () => {
    const pieces = fc.constantFrom("{{a}}", "{{ b }}", "{", "}", "}}", "\\", "\\\\", "\n", "  ", "| where x", "'", '"', "\r\n", "\\{{c}}", "é", "{{d_1}}");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join("")), (text) => {
        let expected: TemplateNode[] | undefined;
        try {
          expected = /\{\{\{|\{\{[^}]*\{\{/.test(text) ? undefined : byHandlebars(text);
        } catch {
          expected = undefined;
        }
        const ownNames = expected?.every((node) => typeof node === "string" || ("slot" in node && /^[a-z_0-9]+$/i.test(node.slot)));
        if (ownNames) expect(nodesOf(text)).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it("cuts conditions on lines of their own exactly as Handlebars does, nested too", () => {
    const line = fc.constantFrom("{{#if a}}", "  {{#if b}}", "{{#unless c}}\t", "{{else}}", " {{else}} ", "{{/if}}", "{{/unless}}", "| where {{x}}", "{{y}}", "", "  ", "| take 1 {{#if a}}", "a {{else}}", "{{#if this}}", "\\{{z}}", "{{/if}} {{x}}", "\u2028{{/if}}");
    let compared = 0;
    let blocks = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "")), { maxLength: 9 }).map((parts) => parts.flat().join("")), (text) => {
        let expected: TemplateNode[];
        try {
          expected = withoutPlaces(parseByHandlebars(text));
        } catch {
          expect(() => nodesOf(text)).toThrow();
          return;
        }
        compared++;
        if (expected.some((node) => typeof node !== "string" && "when" in node)) blocks++;
        expect(nodesOf(text)).toEqual(expected);
        if (!text.includes("\u2028")) checkPlaces(parseHuntkitTemplate(text), text);
      }),
      { numRuns: 40_000 },
    );
    expect(compared).toBeGreaterThan(3000);
    expect(blocks).toBeGreaterThan(500);
  });

  it.each([
    ['"\\\\{{a}}\\\\"', ['"\\\\', { slot: "a" }, '\\\\"']],
    ['"\\\\\\\\{{a}}\\\\{{~b}}"', ['"\\\\\\\\', { slot: "a" }, "\\\\", { slot: "b" }, '"']],
    ["\\{{a}} {{b}}", ["{{a}} ", { slot: "b" }]],
    ["{{#if a}}\\\\{{b}}{{/if}}", [{ when: "a", negate: false, then: ["\\\\", { slot: "b" }], otherwise: [] }]],
  ])("keeps the pairs of backslashes before a placeholder, as strings of a query need them: %s", (text, expected) => {
    expect(nodesOf(text)).toEqual(expected);
    checkPlaces(parseHuntkitTemplate(text), text);
  });

  it("knows conditions, else, unless and comments", () => {
    expect(nodesOf("a{{! note }}b {{#if x}}c {{x}}{{else}}d{{/if}}{{#unless y}}e{{/unless}}")).toEqual([
      "ab ",
      { when: "x", negate: false, then: ["c ", { slot: "x" }], otherwise: ["d"] },
      { when: "y", negate: true, then: ["e"], otherwise: [] },
    ]);
  });

  it("takes the line of a condition that stands alone away", () => {
    expect(nodesOf("T\n{{#if x}}\n| where a == {{x}}\n{{/if}}\n| take 1")).toEqual([
      "T\n",
      { when: "x", negate: false, then: ["| where a == ", { slot: "x" }, "\n"], otherwise: [] },
      "| take 1",
    ]);
  });

  it.each(["{{{x}}}", "{{&x}}", "{{x.y}}", "{{../x}}", "{{@root}}", "{{this}}", "{{x y}}", "{{#each x}}a{{/each}}", "{{#with x}}a{{/with}}", "{{> part}}", "{{lookup a b}}", "{{#if (f x)}}a{{/if}}", "{{x", "{{#if x}}", "{{/if}}", "{{#if x y}}a{{/if}}", "{{'x'}}", "{{1}}", "{{else}}", "{{x-y}}", "{{[a b]}}"])(
    "refuses %s with the place",
    (text) => {
      expect(() => parseHuntkitTemplate(`line one\n ${text}`)).toThrow(/line 2, column/);
    },
  );
});
