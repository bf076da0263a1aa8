import { fileURLToPath } from "node:url";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { type OfficialToken, officialString, officialTokens } from "../test/official-kql.js";
import { propertyRuns, propertyTimeout, runProperty } from "../test/property-run.js";
import { loadQueries, type ParameterValue, type QueryTemplate, renderQuery, type SlotType, type TemplateParameter, templateSlots } from "./index.js";

const numRuns = propertyRuns(20_000);
const folder = fileURLToPath(new URL("../test/__fixtures__/reference", import.meta.url));
const marker = "hkmarker";
/** What the other parameters of the query are given. */
const filler = "hkother";

/** A parameter of a query that was loaded from a file of the reference's format, and what each of its places takes. */
interface Subject {
  readonly template: QueryTemplate;
  readonly parameter: TemplateParameter;
  /** What it may stand for: data alone, or, for a bare text, the forms that its places have. */
  readonly takes: ReadonlySet<SlotType>;
  /** Whether it stands inside quotes or comments alone. */
  readonly isQuoted: boolean;
}

let subjects: Subject[];
beforeAll(async () => {
  const { store } = await loadQueries([folder]);
  const templates = [...new Set(store.list().map(({ template }) => template))].filter(({ file }) => file?.includes("22_other") !== true);
  subjects = templates.flatMap((template) => {
    const slots = templateSlots(template, kqlDialect);
    return template.parameters.map((parameter) => {
      const own = slots.filter((slot) => slot.parameter === parameter);
      const isQuoted = own.every(({ context }) => context.kind === "string" || context.kind === "name" || context.kind === "comment");
      return { template, parameter, isQuoted, takes: new Set(own.filter(({ context }) => context.kind === "code").map(({ takes }) => takes)) };
    });
  });
});

const signs = ['"', "'", "\\", "|", "//", "\n", "\r", "\0", "\u2028", "\ud800", "\u202e", "{{x}}", "{x}", "$<a>$", "```", "~~~", "@", "h", ";", ")", "(", "]", ",", " or 1==1", "union *", "| take 1", "| where a == ", "sum(", "a", "1", "'b'", "é"];
const evil = fc.oneof(fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")), fc.string({ unit: "binary", minLength: 1, maxLength: 24 }));

const plainValues = (text: string): Readonly<Record<string, ParameterValue>> => ({ string: text, int: 5, long: 5, real: 5.5, bool: true, datetime: "2026-01-01", timespan: "1h", guid: "0a1b2c3d-0000-4000-8000-0123456789ab", list: [text], dynamic: "{}", identifier: text, kql: "| take 5" });
const bare: Partial<Record<SlotType, ParameterValue>> = { kql: "| take 5", word: "x", operator: "contains" };

function plainValue({ parameter, takes }: Subject, text = marker): ParameterValue {
  const [first] = takes;
  // One value of the kind of the default, which may be no text.
  if (first === "value" && typeof parameter.default === "string") return parameter.default;
  return (parameter.type === "string" && first !== undefined ? bare[first] : undefined) ?? plainValues(text)[parameter.type] ?? text;
}

function rendered({ template, parameter }: Subject, value: ParameterValue): string | undefined {
  const others = subjects.filter((other) => other.template === template && other.parameter !== parameter && other.parameter.default === undefined);
  try {
    return renderQuery(template, { ...Object.fromEntries(others.map((other) => [other.parameter.name, plainValue(other, filler)])), [parameter.name]: value }, { dialect: kqlDialect });
  } catch (error) {
    if (!HuntError.isInstance(error) || error.kind !== "parameter") throw error;
    return undefined;
  }
}

const structure = (tokens: readonly OfficialToken[]): string[] => tokens.map(({ Text }) => Text).filter((text) => text === ";" || text === "|");

/** Whether brackets match and close in order. */
function isBalanced(tokens: readonly OfficialToken[]): boolean {
  const open: string[] = [];
  const closing = new Map([["(", ")"], ["[", "]"], ["{", "}"]]);
  for (const { Text } of tokens) {
    const expected = closing.get(Text);
    if (expected !== undefined) open.push(expected);
    else if (/^[)\]}]$/.test(Text) && open.pop() !== Text) return false;
  }
  return open.length === 0;
}

/** Data keeps the kinds of all tokens, and a text is read back. What stands for KQL by its place keeps statements, pipes and brackets whole. */
function judge(subject: Subject, text: string, result: string): "same kinds" | "same structure" {
  const tokens = officialTokens(result);
  const plain = rendered(subject, plainValue(subject));
  if (plain === undefined) throw new Error(`${subject.template.name} refuses a plain value for ${subject.parameter.name}`);
  const harmless = officialTokens(plain);
  if (subject.isQuoted || (subject.parameter.type !== "string" && subject.parameter.type !== "list")) {
    expect(tokens.map(({ Kind }) => Kind)).toEqual(harmless.map(({ Kind }) => Kind));
    if (subject.isQuoted && subject.parameter.type === "string" && subject.parameter.format === undefined)
      harmless.forEach((token, index) => {
        if (token.Text.includes(marker)) expect(officialString(tokens[index]?.Text ?? "")).toBe(officialString(token.Text).replaceAll(marker, () => text));
      });
    return "same kinds";
  }
  expect(isBalanced(tokens)).toBe(true);
  const own = structure(harmless).filter((sign) => sign === ";").length;
  expect(structure(tokens).filter((sign) => sign === ";")).toHaveLength(own);
  if (!subject.takes.has("kql")) expect(structure(tokens)).toEqual(structure(harmless));
  return "same structure";
}

it("no text given to a query of a file of the reference's format changes what the query is", () => {
  const counts = { "same kinds": 0, "same structure": 0, refused: 0 };
  const property = fc.property(fc.nat(), evil, (number, text) => {
    const subject = subjects[number % subjects.length] as Subject;
    const result = rendered(subject, subject.parameter.type === "list" ? [text] : text);
    counts[result === undefined ? "refused" : judge(subject, text, result)]++;
  });
  runProperty("files of the reference's format", property, numRuns);
  expect(subjects.length).toBeGreaterThan(60);
  expect(Math.min(counts["same kinds"], counts["same structure"], counts.refused)).toBeGreaterThan(numRuns / 20);
}, propertyTimeout);
