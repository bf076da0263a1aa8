import { fileURLToPath } from "node:url";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError, KqlDateTime } from "@huntkit/provider";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { officialString, officialTokens } from "../test/official-kql.js";
import { propertyRuns, propertyTimeout, runProperty } from "../test/property-run.js";
import { type LoadedQueries, lintTemplate, loadQueries, type ParameterValue, type QueryTemplate, renderQuery, type TemplateParameter } from "./index.js";

const numRuns = propertyRuns(30_000);
const library = fileURLToPath(new URL("../../../query-library/queries", import.meta.url));
const timeRange = { start: new KqlDateTime(638_000_000_000_000_000n), end: new KqlDateTime(638_000_864_000_000_000n) };

/** A text that stands in no query of the library. */
const marker = "hkmarker";

let loaded: LoadedQueries;
let templates: QueryTemplate[];
beforeAll(async () => {
  loaded = await loadQueries([library]);
  templates = [...new Set(loaded.store.list().map(({ template }) => template))];
});

const harmless: Readonly<Record<string, ParameterValue>> = {
  string: "hk", int: 5, long: 5, real: 5.5, decimal: "5.5", bool: true, datetime: "2026-01-01", timespan: "1h", guid: "0a1b2c3d-0000-4000-8000-0123456789ab", list: ["hk"], dynamic: "{}", identifier: "hk", kql: "",
};

/** A value that its parameter accepts and that says nothing. */
function plainValue(parameter: TemplateParameter): ParameterValue {
  if (parameter.values) return parameter.values[0] as ParameterValue;
  if (parameter.default !== undefined && parameter.type !== "string" && parameter.default !== "") return parameter.default as ParameterValue;
  if (parameter.pattern !== undefined && parameter.examples) return parameter.examples[0] as ParameterValue;
  return parameter.type === "list" ? [harmless[parameter.items ?? "string"] ?? "hk"] : (harmless[parameter.type] ?? "hk");
}

const evil = fc.oneof(
  fc.array(fc.constantFrom('"', "'", "\\", "|", "//", "\n", "\r", "\0", "\u2028", "\ud800", "\u202e", "{{x}}", "$<a>$", "```", "~~~", "@", "h", ";", ")", "(", "]", ",", " or 1==1", "union *", "é"), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", minLength: 1, maxLength: 24 }),
);

it("loads the library without a problem, a warning or a finding", () => {
  expect(loaded.problems.map((problem) => problem.message)).toEqual([]);
  expect(loaded.warnings.map((warning) => warning.message)).toEqual([]);
  expect(templates.flatMap((template) => lintTemplate(template, kqlDialect).map((finding) => `${template.name}: ${finding.message}`))).toEqual([]);
  expect(templates.length).toBeGreaterThan(20);
});

/** A value that says nothing and is written in the form that a text is: in brackets if the text as a name has to be. */
function markerFor({ type }: TemplateParameter, text: string): string {
  if (type !== "identifier") return marker;
  return kqlDialect.identifier(text.trim()).startsWith("[") ? `${marker} x` : marker;
}

it("no text changes the tokens of any query of the library, and each is read back", () => {
  const places = templates.flatMap((template) => template.parameters.filter(({ type }) => type !== "kql").map((parameter) => ({ template, parameter })));
  const isFreeText = ({ type, items }: TemplateParameter): boolean => type === "string" || (type === "list" && items === "string");
  const place = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...places.filter(({ parameter }) => isFreeText(parameter))) }, { weight: 1, arbitrary: fc.constantFrom(...places) });
  let written = 0;
  let readBack = 0;
  runProperty(
    "library templates",
    fc.property(place, evil, ({ template, parameter }, text) => {
      const values = Object.fromEntries(template.parameters.map((one) => [one.name, plainValue(one)]));
      const wrap = (value: ParameterValue): ParameterValue => (parameter.type === "list" ? [value] : value);
      const render = (value: ParameterValue): string => renderQuery(template, { ...values, [parameter.name]: wrap(value) }, { dialect: kqlDialect, timeRange });
      let result: string;
      try {
        result = render(text);
      } catch (error) {
        if (!HuntError.isInstance(error) || error.kind !== "parameter") throw error;
        return;
      }
      written++;
      const isText = isFreeText(parameter) || parameter.type === "identifier";
      const isFree = isText && parameter.pattern === undefined && parameter.min === undefined && parameter.values === undefined;
      const tokens = officialTokens(result);
      const plain = officialTokens(isFree ? render(markerFor(parameter, text)) : renderQuery(template, values, { dialect: kqlDialect, timeRange }));
      expect(tokens.map((token) => token.Kind)).toEqual(plain.map((token) => token.Kind));
      plain.forEach((token, index) => {
        if (!isText || parameter.type === "identifier" || !token.Text.includes(marker)) return;
        readBack++;
        expect(officialString(tokens[index]?.Text ?? "")).toBe(officialString(token.Text).replaceAll(marker, () => text));
      });
    }),
    numRuns,
  );
  expect(written).toBeGreaterThan(numRuns / 4);
  expect(readBack).toBeGreaterThan(numRuns / 4);
}, propertyTimeout);
