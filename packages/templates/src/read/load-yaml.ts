import { TemplateError, textPlace } from "@huntkit/provider";
import type { Schema } from "js-yaml";

/** The library. */
export type JsYaml = typeof import("js-yaml");

let library: Promise<JsYaml> | undefined;
let loaded: JsYaml | undefined;

/** js-yaml, loaded at the first file. */
export function jsYaml(): Promise<JsYaml> {
  return (library ??= import("js-yaml").then((module) => (loaded = module)));
}

/** js-yaml if a file was read before, else undefined. */
export function loadedYaml(): JsYaml | undefined {
  return loaded;
}

/** Files of the reference use a few anchors; a bomb needs many. */
const maxAliases = 200;
/** Nodes of the expanded document; a bomb has far more. */
const maxNodes = 500_000;
const maxFileCharacters = 20_000_000;

/**
 * Reads a YAML text with the safe schema: no types of code, no duplicate keys, no tabs as indentation, few aliases.
 * YAML 1.1, because the reference's files are written for it (`yes` is true, and `<<` merges).
 * @throws {TemplateError} with line and column.
 */
export async function loadYaml(text: string, file?: string): Promise<unknown> {
  const yaml = await jsYaml();
  if (text.length > maxFileCharacters) throw yamlError("The file is larger than 20 million characters", text, 0, file);
  try {
    const value = yaml.load(text, { schema: schemaOf(yaml), maxAliases, maxDepth: 60, maxTotalMergeKeys: 1000 });
    // Without an anchor nothing can stand for more than is written.
    if (text.includes("&") && countNodes(value, maxNodes) > maxNodes) throw yamlError("The aliases of the file blow it up to more than 500,000 values", text, 0, file);
    return value;
  } catch (error) {
    if (!(error instanceof yaml.YAMLException)) throw error;
    throw yamlError(advice(error.reason), text, error.mark?.position ?? 0, file, error);
  }
}

let schema: Schema | undefined;

/** YAML 1.1 as the reference's parser reads it: `yes`, `no`, `on` and `off` are booleans, but a lone `y` or `n` is a text. */
function schemaOf(yaml: JsYaml): Schema {
  const bool = yaml.defineScalarTag<boolean>("tag:yaml.org,2002:bool", {
    implicit: true,
    implicitFirstChars: [..."yYnNtTfFoO"],
    resolve: (source) => (/^(?:yes|true|on|Yes|True|On|YES|TRUE|ON)$/.test(source) ? true : /^(?:no|false|off|No|False|Off|NO|FALSE|OFF)$/.test(source) ? false : yaml.NOT_RESOLVED),
    identify: () => false,
  });
  return (schema ??= yaml.YAML11_SCHEMA.withTags(bool));
}

function countNodes(value: unknown, limit: number, seen = { count: 0 }): number {
  if (++seen.count > limit || typeof value !== "object" || value === null) return seen.count;
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    countNodes(member, limit, seen);
    if (seen.count > limit) break;
  }
  return seen.count;
}

function advice(reason: string): string {
  if (/^tab/.test(reason)) return "A tab stands where YAML needs spaces. Indent with spaces";
  if (/^duplicated mapping key/.test(reason)) return "A key stands twice in the same mapping. Remove or rename one";
  if (/maxAliases/.test(reason)) return `The file uses more than ${maxAliases} aliases (*name), which looks like an alias bomb. Write the values out`;
  return `This is not valid YAML: ${reason}`;
}

/** An error about a YAML text, with file, line and column. */
export function yamlError(reason: string, text: string, offset: number, file?: string, cause?: unknown, code = "query-file-yaml"): TemplateError {
  const place = textPlace(text, Math.min(offset, text.length));
  return new TemplateError({
    code,
    message: `${file ?? "The query file"}, line ${place.line}, column ${place.column}: ${reason}.`,
    place,
    ...(file === undefined ? {} : { file }),
    ...(cause === undefined ? {} : { cause }),
  });
}
