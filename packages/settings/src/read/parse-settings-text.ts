import { SettingError, type TextPlace, textPlace } from "@huntkit/provider";
import type { Document, Node, Pair, YAMLMap } from "yaml";
import type { PlainRecord } from "../model/plain-record.js";
import { problemLine, type SettingsProblem } from "../model/settings-problem.js";
import type { SettingsTree } from "./settings-tree.js";
import { yamlReasons } from "./yaml-reasons.table.js";

const maxCharacters = 2_000_000;
const maxDepth = 64;
const maxNodes = 200_000;

type Yaml = typeof import("yaml");

let library: Promise<Yaml> | undefined;

/** The YAML library, loaded at the first file. */
export function yamlLibrary(): Promise<Yaml> {
  return (library ??= import("yaml"));
}

/**
 * Reads the text of a settings file as the reference's parser does (YAML 1.1, with merge keys). Anchors may be used; what they
 * blow up to is limited.
 * @throws {SettingError} with file, line and column; it never quotes the file.
 */
export async function parseSettingsText(text: string, file?: string): Promise<SettingsTree> {
  const yaml = await yamlLibrary();
  const document = parseDocument(yaml, text, file);
  const read = () => plainValues(document, file);
  keepTexts(yaml, document, (value) => typeof value === "bigint" || value instanceof Date || value instanceof Uint8Array);
  const typed = asSections(read(), file);
  keepTexts(yaml, document, (value) => typeof value === "number" || typeof value === "boolean");
  const texts = asSections(read(), file);
  return { typed, texts, placeOf: (path, part = "value") => placeInDocument({ yaml, document, text }, path, part) };
}

/** Parses to nodes; comments and places are kept. */
export function parseDocument(yaml: Yaml, text: string, file?: string): Document.Parsed {
  if (text.length > maxCharacters) throw yamlError("the file is too large for settings (more than 2 million characters)", text, 0, file);
  const depth = bracketDepth(text);
  if (depth > maxDepth) throw yamlError(`brackets are nested more than ${maxDepth} deep`, text, 0, file);
  let document: Document.Parsed;
  try {
    document = yaml.parseDocument(text, { version: "1.1", prettyErrors: false, logLevel: "error", keepSourceTokens: false });
  } catch (error) {
    throw yamlError(error instanceof RangeError ? `sections are nested more than ${maxDepth} deep` : "it cannot be read as YAML", text, 0, file);
  }
  const problem = document.errors[0] ?? document.warnings.find(({ code }) => code === "TAG_RESOLVE_FAILED");
  if (problem) throw yamlError(yamlReasons[problem.code] ?? "it cannot be read as YAML", text, problem.pos[0], file);
  const key = keyThatIsNoText(yaml, document);
  if (key !== undefined) throw yamlError("a key is a section or an alias, not a text", text, key.range?.[0] ?? 0, file);
  return document;
}

/** The library writes a key that is a section as text, of a length that grows exponentially with its depth. */
function keyThatIsNoText(yaml: Yaml, document: Document.Parsed): Node | undefined {
  let found: Node | undefined;
  yaml.visit(document, {
    Pair(_key, { key }) {
      if (!yaml.isNode(key) || yaml.isScalar(key)) return undefined;
      found = key;
      return yaml.visit.BREAK;
    },
  });
  return found;
}

// The parser works by recursion; a hostile text must not get that far.
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "[" || character === "{") deepest = Math.max(deepest, ++depth);
    else if (character === "]" || character === "}") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function plainValues(document: Document.Parsed, file: string | undefined): unknown {
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw fileError(error instanceof RangeError ? "sections are nested too deep" : "anchors and aliases (&name, *name) blow it up, or an alias stands for nothing. Write the values out", file);
  }
  const left = countNodes(values, { nodes: maxNodes, depth: maxDepth });
  if (left < 0) throw fileError("sections are nested too deep, hold themselves, or anchors blow them up. Write the values out", file);
  return values;
}

function countNodes(value: unknown, left: { nodes: number; readonly depth: number }): number {
  left.nodes--;
  if (typeof value !== "object" || value === null) return left.nodes;
  if (left.depth === 0) return (left.nodes = -1);
  const below = { nodes: left.nodes, depth: left.depth - 1 };
  for (const member of Object.values(value)) if (countNodes(member, below) < 0) break;
  return (left.nodes = below.nodes);
}

function keepTexts(yaml: Yaml, document: Document.Parsed, isKept: (value: unknown) => boolean): void {
  yaml.visit(document, {
    Scalar(key, node) {
      if (key !== "key" && node.source !== undefined && isKept(node.value)) node.value = node.source;
    },
  });
}

function asSections(values: unknown, file: string | undefined): PlainRecord {
  if (values === null || values === undefined) return {};
  if (typeof values !== "object" || Array.isArray(values)) throw fileError("it must hold sections (`Name:` lines), as in `DataProviders:`", file);
  return values as PlainRecord;
}

interface PlacedDocument {
  readonly yaml: Yaml;
  readonly document: Document.Parsed;
  readonly text: string;
}

function placeInDocument(placed: PlacedDocument, path: readonly string[], part: "key" | "value"): TextPlace | undefined {
  let node: unknown = placed.document.contents;
  let found: TextPlace | undefined;
  for (const [index, key] of path.entries()) {
    const below = memberOf(placed, node, key);
    if (!below) break;
    const isLast = index === path.length - 1;
    const target = isLast && part === "value" && hasText(below.value) ? below.value : (below.key ?? below.value);
    found = nodePlace(placed.text, target) ?? found;
    node = below.value;
  }
  return found ?? (path.length === 0 ? textPlace(placed.text, 0) : found);
}

function hasText(node: unknown): boolean {
  const range = (node as Node | null | undefined)?.range;
  return range !== undefined && range !== null && range[1] > range[0];
}

function nodePlace(text: string, node: unknown): TextPlace | undefined {
  const range = (node as Node | null | undefined)?.range;
  if (!range) return undefined;
  const end = text.slice(range[0], range[1]).split("\n", 1)[0] ?? "";
  return textPlace(text, range[0], end.trimEnd().length);
}

function memberOf(placed: PlacedDocument, holder: unknown, key: string): { readonly key?: unknown; readonly value: unknown } | undefined {
  const { yaml, document } = placed;
  const node = yaml.isAlias(holder) ? holder.resolve(document) : holder;
  if (yaml.isSeq(node)) return /^\d+$/.test(key) && Number(key) < node.items.length ? { value: node.items[Number(key)] } : undefined;
  if (!yaml.isMap(node)) return undefined;
  return ownPair(yaml, node, key) ?? mergedPair(placed, node, key);
}

function ownPair(yaml: Yaml, map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => String(yaml.isScalar(pair.key) ? pair.key.value : pair.key) === key);
}

function mergedPair(placed: PlacedDocument, map: YAMLMap, key: string): Pair | undefined {
  const { yaml, document } = placed;
  const merge = map.items.find((pair) => yaml.isScalar(pair.key) && (pair.key.value === "<<" || typeof pair.key.value === "symbol"));
  if (!merge) return undefined;
  const value = yaml.isAlias(merge.value) ? merge.value.resolve(document) : merge.value;
  const sources = yaml.isSeq(value) ? value.items : [value];
  for (const source of sources) {
    const resolved = yaml.isAlias(source) ? source.resolve(document) : source;
    const pair = yaml.isMap(resolved) ? ownPair(yaml, resolved, key) : undefined;
    if (pair) return pair;
  }
  return undefined;
}

function yamlError(reason: string, text: string, offset: number, file: string | undefined): SettingError {
  return fileError(`this is not valid YAML: ${reason}`, file, textPlace(text, Math.min(offset, text.length)));
}

function fileError(message: string, file: string | undefined, place?: TextPlace): SettingError {
  const problem: SettingsProblem = { level: "error", code: "settings-yaml", message: `${message}.`, ...(place ? { place } : {}) };
  return new SettingError({ code: "settings-yaml", message: problemLine(problem, file) });
}
