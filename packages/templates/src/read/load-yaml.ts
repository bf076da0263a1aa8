import { TemplateError, textPlace } from "@huntkit/provider";
import type { Schema } from "js-yaml";
import { isShallowLine, readableText } from "./readable-text.js";

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

/** A YAML text that was read. */
export interface LoadedYaml {
  readonly value: unknown;
  /** What the parser said of a key that stands twice, if the last of the values was taken. */
  readonly duplicate?: TemplateError;
}

/**
 * Reads a YAML text with the safe schema: no types of code, few aliases. YAML 1.1, because the reference's files are written for it
 * (`yes` is true, and `<<` merges). A key that stands twice is told, and its last value taken, as the reference's parser does.
 * @throws {TemplateError} with line and column.
 */
export async function loadYaml(text: string, file?: string): Promise<LoadedYaml> {
  const yaml = await jsYaml();
  if (text.length > maxFileCharacters) throw yamlError("The file is larger than 20 million characters", text, 0, file);
  const found = attempt(yaml, text, false);
  if ("value" in found) return { value: checked(found.value, text, file) };
  const told = failureError(found, text, file);
  if (!isDuplicate(found)) throw told;
  const again = attempt(yaml, text, true);
  if (!("value" in again)) throw failureError(again, text, file);
  return { value: checked(again.value, text, file), duplicate: told };
}

/** Why a text is not YAML, and where in the file. */
interface YamlFailure {
  readonly reason: string;
  readonly offset: number;
  readonly cause: unknown;
}

/** @param lastWins Whether the last value of a key that stands twice is taken. */
function attempt(yaml: JsYaml, text: string, lastWins: boolean): { readonly value: unknown } | YamlFailure {
  const options = { schema: schemaOf(yaml), maxAliases, maxDepth: 60, maxTotalMergeKeys: 1000, json: lastWins };
  const load = (source: string, fileOffset: (offset: number) => number): { readonly value: unknown } | YamlFailure => {
    try {
      return { value: yaml.load(source, options) };
    } catch (error) {
      if (!(error instanceof yaml.YAMLException)) throw error;
      return { reason: error.reason, offset: fileOffset(error.mark?.position ?? 0), cause: error };
    }
  };
  const found = load(text, (offset) => offset);
  if ("value" in found || !isShallowLine(yaml, found.cause)) return found;
  const readable = readableText(yaml, text);
  return load(readable.text, (offset) => readable.fileOffset(offset));
}

function isDuplicate({ reason }: YamlFailure): boolean {
  return /^duplicated mapping key/.test(reason);
}

function failureError({ reason, offset, cause }: YamlFailure, text: string, file: string | undefined): TemplateError {
  return yamlError(advice(reason), text, offset, file, cause);
}

/** Without an anchor nothing can stand for more than is written. */
function checked(value: unknown, text: string, file: string | undefined): unknown {
  if (text.includes("&") && countNodes(value, maxNodes) > maxNodes) throw yamlError("The aliases of the file blow it up to more than 500,000 values", text, 0, file);
  return value;
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
  if (reason === "deficient indentation") return "A line stands too far to the left. Indent it deeper than the key that it belongs to";
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
