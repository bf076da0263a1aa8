import type { QueryTemplate } from "../model/query-template.js";
import { type JsYaml, loadedYaml } from "../read/load-yaml.js";
import { pointerPart, type YamlNode, yamlNodes } from "../read/yaml-places.js";
import { resolveNode } from "./resolve-node.js";
import { scalarForm, scalarOffsets } from "./scalar-offsets.js";

const fileTexts = new WeakMap<QueryTemplate, string>();
const origins = new WeakMap<QueryTemplate, readonly number[]>();

/** Keeps the text of the file that a template was read from, for {@link queryOrigin}. */
export function rememberFileText(template: QueryTemplate, fileText: string): void {
  fileTexts.set(template, fileText);
}

/**
 * Where the text of a template stands in its file, in the form of {@link QueryTemplate.origin}; worked out at the first call.
 * @returns undefined for a template from code, and for a text that cannot be laid on the file.
 */
export function queryOrigin(template: QueryTemplate): readonly number[] | undefined {
  const known = template.origin ?? origins.get(template);
  if (known) return known;
  const fileText = fileTexts.get(template);
  const yaml = loadedYaml();
  const offsets = fileText === undefined || !yaml ? undefined : fileOffsets(yaml, fileText, template);
  if (fileText === undefined || !offsets) return undefined;
  const origin = Object.freeze(originOf(fileText, offsets));
  origins.set(template, origin);
  return origin;
}

/** The offset in the file of each character of the query text; undefined if they cannot be told. */
function fileOffsets(yaml: JsYaml, fileText: string, template: QueryTemplate): number[] | undefined {
  const nodes = nodesOf(yaml, fileText);
  const source = `/sources/${pointerPart(template.name)}`;
  const query = scalarText(yaml, fileText, resolveNode(yaml, nodes, `${source}/args/query`));
  if (!query) return undefined;
  let text = "";
  const offsets: number[] = [];
  const append = (part: ScalarText, from: number, to: number): void => {
    text += part.value.slice(from, to);
    for (let index = from; index < to; index++) offsets.push(part.offsets[index] ?? 0);
  };
  let from = 0;
  for (const match of query.value.matchAll(/\$<([A-Za-z0-9_]+)>\$/g)) {
    const macro = scalarText(yaml, fileText, resolveNode(yaml, nodes, `${source}/query_macros/${match[1] ?? ""}/value`));
    append(query, from, match.index);
    if (macro) append(macro, 0, macro.value.length);
    else append(query, match.index, match.index + match[0].length);
    from = match.index + match[0].length;
  }
  append(query, from, query.value.length);
  return text === template.query ? offsets : undefined;
}

let lastNodes: { readonly fileText: string; readonly nodes: ReturnType<typeof yamlNodes> } | undefined;

/** The nodes of a file; those of the last file are kept, because its queries are asked for one after the other. */
function nodesOf(yaml: JsYaml, fileText: string): ReturnType<typeof yamlNodes> {
  if (lastNodes?.fileText !== fileText) lastNodes = { fileText, nodes: yamlNodes(yaml, fileText) };
  return lastNodes.nodes;
}

/** The value of a scalar, and where each of its characters stands. */
interface ScalarText {
  readonly value: string;
  readonly offsets: readonly number[];
}

function scalarText(yaml: JsYaml, fileText: string, node: YamlNode | undefined): ScalarText | undefined {
  if (node?.event.type !== yaml.EVENT_ID.SCALAR || !("valueStart" in node.event)) return undefined;
  const { event } = node;
  const value = yaml.getScalarValue(fileText, event);
  const offsets = scalarOffsets(fileText, event.valueStart, event.valueEnd, scalarForm(event.style, yaml.SCALAR_STYLE), value);
  return offsets && { value, offsets };
}

/** Triples of offset in the query, line and column, one for each stretch that stands on one line without a gap. */
function originOf(fileText: string, offsets: readonly number[]): number[] {
  const origin: number[] = [];
  let line = 1;
  let lineStart = 0;
  let seen = 0;
  offsets.forEach((offset, index) => {
    const before = offsets[index - 1];
    if (before !== undefined && offset === before + 1 && fileText[before] !== "\n") return;
    if (offset < seen) [line, lineStart, seen] = [1, 0, 0];
    for (let at = fileText.indexOf("\n", seen); at >= 0 && at < offset; at = fileText.indexOf("\n", at + 1)) {
      line++;
      lineStart = at + 1;
    }
    seen = Math.max(lineStart, offset);
    origin.push(index, line, offset - lineStart + 1);
  });
  return origin;
}

/** A place in a file; line and column count from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** Where the character at an offset of the query text stands. */
export function originPlace(origin: readonly number[], offset: number): FilePlace {
  let low = 0;
  let high = origin.length / 3 - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((origin[middle * 3] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const [start = 0, line = 1, column = 1] = origin.slice(low * 3, low * 3 + 3);
  return { line, column: column + offset - start };
}
