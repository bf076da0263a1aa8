import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { CORE_SCHEMA, load } from "js-yaml";
import { describe, expect, it } from "vitest";
import validate from "./generated/query-file-validator.js";
import { loadYaml } from "./read/load-yaml.js";

const schema = JSON.parse(readFileSync(new URL("../../../schemas/data/query-file.schema.json", import.meta.url), "utf8")) as Record<string, unknown>;
const check = new Ajv2020({ allErrors: true, validateFormats: false, allowUnionTypes: true, strictTypes: false }).compile(schema);
const library = fileURLToPath(new URL("../../../query-library/queries", import.meta.url));
const reference = fileURLToPath(new URL("../test/__fixtures__/reference", import.meta.url));

const files = [library, reference].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => /\.ya?ml$/.test(entry.name)).map((entry) => `${entry.parentPath}/${entry.name}`));
const documents = await Promise.all(files.map(async (file) => (await loadYaml(readFileSync(file, "utf8"), file)).value));

describe("query-file.schema.json", () => {
  it("is where the first line of each file of the library points, and takes the file as an editor reads it", () => {
    const files = readdirSync(library, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith(".yaml")).map((entry) => `${entry.parentPath}/${entry.name}`);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      const path = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? "";
      const pointed = JSON.parse(readFileSync(new URL(path, pathToFileURL(file)), "utf8")) as Record<string, unknown>;
      expect(pointed["$id"], file).toBe(schema["$id"]);
      expect([file, check(load(text, { schema: CORE_SCHEMA })), check.errors]).toEqual([file, true, null]);
    }
  });

  it("gives every member a description for editors, or a type whose name says enough", () => {
    const defs = schema["$defs"] as Record<string, { properties?: Record<string, { description?: string; $ref?: string }> }>;
    for (const name of ["parameter"]) for (const [key, member] of Object.entries(defs[name]?.properties ?? {})) expect(`${key}: ${member.description ?? ""}`).toMatch(/: .+/);
  });

  it("is what the generated validator checks: both say the same about good and broken documents", () => {
    const broken = documents.flatMap((document) => mutations(document));
    expect(broken.length).toBeGreaterThan(500);
    for (const document of [...documents, ...broken]) {
      const expected = check(document) ? [] : (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
      const found = validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
      expect(found).toEqual(expected);
    }
  });
});

/** Copies of a document in which one member was removed or replaced. */
function mutations(document: unknown): unknown[] {
  const paths: (readonly string[])[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > 0) paths.push(path);
    if (path.length < 5 && typeof value === "object" && value !== null) for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], [...path, key]);
  };
  walk(document, []);
  return paths.slice(0, 40).flatMap((path) => [5, null, undefined].map((replacement) => changed(document, path, replacement)));
}

function changed(document: unknown, path: readonly string[], replacement: unknown): unknown {
  const copy = structuredClone(document) as Record<string, unknown>;
  const owner = path.slice(0, -1).reduce<Record<string, unknown>>((value, key) => value[key] as Record<string, unknown>, copy);
  const key = path.at(-1) ?? "";
  if (replacement === undefined) delete owner[key];
  else owner[key] = replacement;
  return copy;
}

it("importing the package loads neither js-yaml, ajv nor Handlebars; only reading a file does", async () => {
  const sources = readdirSync(fileURLToPath(new URL(".", import.meta.url)), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !/\.test\.ts$|\.d\.ts$/.test(name));
  for (const name of sources) {
    const imports = [...readFileSync(new URL(name, import.meta.url), "utf8").matchAll(/^import (?!type )[^;]*from "([^"]+)"/gm)].map((match) => match[1] ?? "");
    expect(`${name}: ${imports.filter((from) => /^(?:js-yaml|ajv|handlebars|yaml)\b|generated/.test(from)).join()}`).toBe(`${name}: `);
  }
  const { defineQuery } = await import("./index.js");
  defineQuery({ name: "q", query: "T | where a == {{a}}", parameters: { a: { type: "string" } }, families: ["F"], environments: ["E"] });
  const loaded = (): boolean => Object.keys(createRequire(import.meta.url).cache ?? {}).some((path) => path.includes("handlebars"));
  expect(loaded()).toBe(false);
  defineQuery({ name: "q", query: "T {{#if a}}| take 1{{/if}}", parameters: { a: { type: "string" } }, families: ["F"], environments: ["E"] });
  expect(loaded()).toBe(true);
});
