import { kqlDialect } from "@huntkit/kql/dialect";
import { describe, expect, it } from "vitest";
import { defineQuery, describeQuery, lintTemplate, parameterSchema, type ParameterDefinition, parseQueryFile, renderQuery } from "./index.js";

const query = "T | where 1 == 1 {{#if host}}and H == {{host}}{{/if}}{{#if ids}} and I in ({{ids}}){{/if}} | take {{rows}}";
const parameters: Record<string, ParameterDefinition> = { host: { type: "string", default: "", aliases: ["hostname"] }, ids: { type: "list<long>" }, rows: { type: "long" } };
const either = defineQuery({ name: "either", query, families: ["F"], environments: ["E"], parameters, requireOneOf: ["host", "ids"] });
const render = (values: Parameters<typeof renderQuery>[1]): string => renderQuery(either, values, { dialect: kqlDialect });

describe("one of some parameters must be given", () => {
  it("takes either, both, and the alias", () => {
    expect(render({ host: "a", rows: 1 })).toBe('T | where 1 == 1 and H == "a" | take 1');
    expect(render({ ids: [0], rows: 1 })).toBe("T | where 1 == 1  and I in (0) | take 1");
    expect(render({ hostname: "a", ids: [1], rows: 1 })).toBe('T | where 1 == 1 and H == "a" and I in (1) | take 1');
  });

  it.each([[{}], [{ host: "" }], [{ ids: [] }], [{ host: null, ids: "" }]])("refuses %j and names both, beside what else is missing", (values) => {
    expect(() => render(values)).toThrowError(
      expect.objectContaining({ code: "parameters-missing", message: "Query either needs a parameter that was not given:\n  rows: long\nand at least one of these:\n  host (or hostname): string\n  ids: list" }),
    );
    expect(() => render({ ...values, rows: 1 })).toThrowError(expect.objectContaining({ message: "Query either needs at least one of these:\n  host (or hostname): string\n  ids: list" }));
  });

  it("is told by the description and the JSON Schema of the parameters", () => {
    expect(describeQuery(either).requireOneOf).toEqual(["host", "ids"]);
    expect(parameterSchema(either)).toMatchObject({
      required: ["rows"],
      anyOf: [{ required: ["host"], properties: { host: { minLength: 1 } } }, { required: ["ids"], properties: { ids: { minItems: 1 } } }],
    });
  });

  it.each([
    [["host", "idz"], "names idz, which is not among its parameters. Did you mean \"ids\"?"],
    [["host"], "names one parameter only"],
  ])("refuses the rule %j", (requireOneOf, message) => {
    expect(() => defineQuery({ name: "q", query, families: ["F"], environments: ["E"], parameters, requireOneOf })).toThrowError(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  it.each([
    ["[host]", "must name at least two"],
    ["[host, host]", "names the same twice"],
    ["host", "must be array or null"],
  ])("refuses %s in a file, with its place", async (rule, message) => {
    const text = `metadata: { template_syntax: huntkit, data_environments: [E], data_families: [F] }\nsources:\n  q:\n    args: { query: "T | where H == {{host}}" }\n    require_one_of: ${rule}\n    parameters: { host: { type: string } }\n`;
    await expect(parseQueryFile(text)).rejects.toMatchObject({ place: { line: 5 }, message: expect.stringContaining(message) });
  });

  it.each([
    [{ host: { type: "string", required: true }, ids: { type: "list" } }, true],
    [{ host: { type: "string", default: "a" }, ids: { type: "list" } }, true],
    [{ host: { type: "string", default: "" }, ids: { type: "list", default: [] } }, false],
  ])("lint tells a rule that says nothing: %j %s", (own, told) => {
    const one = defineQuery({ name: "q", query, families: ["F"], environments: ["E"], parameters: { ...own, rows: { type: "long" } }, requireOneOf: ["host", "ids"] });
    expect(lintTemplate(one, kqlDialect).map(({ code }) => code)).toEqual(told ? ["require-one-of-needless"] : []);
  });
});
