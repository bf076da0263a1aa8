import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kqlDialect } from "@huntkit/kql/dialect";
import { describe, expect, it } from "vitest";
import { parseQueryFile, type QueryTemplate, renderQuery } from "../index.js";
import { officialTokens } from "../../test/official-kql.js";
import { convertToHuntkit } from "./convert-to-huntkit.js";

const folder = fileURLToPath(new URL("../../test/__fixtures__/reference", import.meta.url));
const read = (name: string): string => readFileSync(`${folder}/${name}`, "utf8");

/** Files of which a query needs a decision by hand, with what is said about it. */
const byHand: Readonly<Record<string, RegExp>> = {
  "05_braces.yaml": /bag cannot be converted/,
  "36_odd_scalars.yaml": /cannot be converted: .*must be/,
  "39_twice.yaml": /cannot be converted: .*A key stands twice/,
};

describe("convertToHuntkit", () => {
  it("keeps comments, order and form, and declares the syntax and the types", async () => {
    const { text, warnings } = await convertToHuntkit(read("02_folded_single_quotes.yaml"), { dialect: kqlDialect });
    expect(warnings).toEqual([]);
    expect(text).toContain("metadata:\n  template_syntax: huntkit\n  version: 1\n");
    expect(text).toContain("        {{table}}\n        | where Timestamp >= datetime({{start}})\n");
    expect(text).toContain("description: Table name\n      type: identifier\n");
    expect(text).toContain("description: Additional query clauses\n      type: kql\n");
    expect(text).toContain('has "{{host_name}}"');
    expect((await convertToHuntkit(read("17_comments.yaml"), { dialect: kqlDialect })).text).toContain("# A comment before a query\n  commented:");
  });

  it("gives back a file that is in huntkit's syntax already", async () => {
    const text = "metadata: {template_syntax: huntkit, data_environments: [E], data_families: [F]}\nsources: {q: {args: {query: 'T'}}}\n";
    expect(await convertToHuntkit(text, { dialect: kqlDialect })).toEqual({ text, warnings: [] });
  });

  it("declares the syntax in a flow mapping too", async () => {
    const { text } = await convertToHuntkit("metadata: {data_environments: [E], data_families: [F]}\nsources: {q: {args: {query: 'T'}}}\n", { dialect: kqlDialect });
    expect(text).toContain("metadata: {template_syntax: huntkit, data_environments: [E]");
  });

  it.each(readdirSync(folder).filter((name) => name.endsWith(".yaml") && !name.startsWith("22_")))("%s: the converted queries have the same tokens", async (name) => {
    const said = byHand[name];
    if (said) {
      await expect(convertToHuntkit(read(name), { dialect: kqlDialect })).rejects.toThrow(said);
      return;
    }
    const { text, warnings } = await convertToHuntkit(read(name), { dialect: kqlDialect });
    const before = (await parseQueryFile(read(name))).templates;
    const after = (await parseQueryFile(text)).templates;
    expect(after.map((template) => template.syntax)).toEqual(after.map(() => "huntkit"));
    if (warnings.length > 0) return;
    before.forEach((template, index) => expect(tokensOf(after[index] as QueryTemplate)).toEqual(tokensOf(template)));
  });

  it("names the parameters whose type must be chosen by hand", async () => {
    const { warnings } = await convertToHuntkit(read("15_columns.yaml"), { dialect: kqlDialect });
    expect(warnings).toEqual(["Parameter function of series is a bare text that stands for expression. Choose its type by hand."]);
  });
});

const given = { start: "2026-07-01", end: "2026-07-02", day: "2026-07-01", stamp: "2026-07-01", step: "1h", number: 5, n: 5 };

/** The tokens of a rendering; strings by their value, `True` as `true`. */
function tokensOf(template: QueryTemplate): string[] {
  const values = Object.fromEntries(template.parameters.filter((parameter) => parameter.default === undefined).map(({ name }) => [name, Object.hasOwn(given, name) ? given[name as keyof typeof given] : "abc"]));
  return officialTokens(renderQuery(template, values, { dialect: kqlDialect })).map(({ Text: shown }) => shown.replace(/^'(.*)'$/s, '"$1"').replace(/^T(?=rue$)/, "t").replace(/^timespan\(01:00:00\)$/, "1h").replace(/^timespan\((\d+)\.00:00:00\)$/, "$1d").replace(/^"01:00:00"$/, "1h"));
}
