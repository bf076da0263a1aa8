import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import { officialTokens } from "../test/official-kql.js";
import { propertyRuns, propertyTimeout, runProperty } from "../test/property-run.js";
import { type ParameterType, type QueryTemplate, renderQuery, type TemplateNode } from "./index.js";

const numRuns = propertyRuns(50_000);

/** Pieces of queries, good and bad, in every form of string, name, comment and literal. */
const pieces = [
  "T", " | where a == ", " | where b has ", " | project ", " in (", ")", "(", "[", "]", "['", "']", '["', '"]', '"', "'", '@"', "@'", 'h"', "H@'", "h", "@", "```", "~~~", "`", "~", "=~", "!~", "in~", " // ",
  "\n", " ", "#", "\\", "\\\\", '\\"', "\\1", "\\u00", "\\x4", "datetime(", "timespan(", "long(", "guid(", "dynamic(", "ago(", "d)", ".", "..", ",", ";", "|", "-", "1", "1.", "e5", "e+", "hint.", "mv-", "-expand", "project-", "0a1b2c3d-0000-4000-8000-", "abc", "_", "$", ":", "<", ">", "=", "!", "{", "}", "\u2028", "é",
];
const nodes = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom<TemplateNode>(...pieces) }, { weight: 1, arbitrary: fc.constantFrom<TemplateNode>({ slot: "p" }, { slot: "q" }) }), { minLength: 1, maxLength: 12 });

const evil = fc.oneof(
  fc.array(fc.constantFrom('"', "'", "\\", "|", "//", "\n", "\r", "\0", "\u2028", "\ud800", "`", "```", "~", "~~~", "@", "h", ";", ")", "(", "]", "[", ",", ".", "1", "e5", "d", "u0022", "x22", "22", "7", "-5", "123456789012", "in", "mv", "hint", "datetime", "strategy", "away", " ", "{", "#", "-", "_", "é"), { minLength: 0, maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 10 }),
);

function template(parts: readonly TemplateNode[], types: readonly [ParameterType, ParameterType]): QueryTemplate {
  const merged: TemplateNode[] = [];
  for (const part of parts) {
    if (typeof part === "string" && typeof merged.at(-1) === "string") merged.push(`${String(merged.pop())}${part}`);
    else merged.push(part);
  }
  const parameters = (["p", "q"] as const).map((name, index) => ({ name, type: types[index] as ParameterType, description: "", required: true, aliases: [], secret: false }));
  return { name: "t", families: ["F"], environments: ["E"], description: "", syntax: "huntkit", query: "", nodes: merged, parameters, tags: [], metadata: {} };
}

function rendered(one: QueryTemplate, p: string, q: string): string | undefined {
  try {
    return renderQuery(one, { p, q }, { dialect: kqlDialect, now: () => new Date(0) });
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind === "internal") throw error;
    return undefined;
  }
}

const kinds = (text: string): number[] => officialTokens(text).map((token) => token.Kind);

/** A value that takes the same form as the evil one and says nothing. */
function harmless(type: ParameterType, value: string): string {
  if (type !== "identifier") return "1";
  try {
    return kqlDialect.identifier(value.trim()).startsWith("[") ? "h k" : "hk";
  } catch {
    return "hk";
  }
}

it("no value changes the tokens of any template that can be rendered at all, however broken", () => {
  let compared = 0;
  const type = fc.constantFrom<ParameterType>("string", "string", "string", "identifier", "long");
  runProperty(
    "generated templates",
    fc.property(nodes, fc.tuple(type, type), evil, evil, (parts, types, p, q) => {
      const one = template(parts, types);
      const result = rendered(one, p, q);
      const plain = rendered(one, harmless(types[0], p), harmless(types[1], q));
      if (result === undefined || plain === undefined || result === plain) return;
      compared++;
      expect(kinds(result)).toEqual(kinds(plain));
    }),
    numRuns,
  );
  expect(compared).toBeGreaterThan(numRuns / 20);
}, propertyTimeout);
