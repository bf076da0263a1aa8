import type { QueryTemplate } from "../model/query-template.js";
import { macroNames } from "../read/build-templates.js";
import { type JsYaml, loadedYaml } from "../read/load-yaml.js";
import { pointerPart, type YamlNode, yamlNodes, type YamlNodes } from "../read/yaml-places.js";
import { resolveNode } from "./resolve-node.js";
import { scalarForm, scalarOffsets } from "./scalar-offsets.js";

const fileTexts = new WeakMap<QueryTemplate, string>();
const origins = new WeakMap<QueryTemplate, readonly number[]>();

/** Keeps the text of the file that a template was read from, for {@link queryOrigin}. */
export function rememberFileText(template: QueryTemplate, fileText: string): void {
  fileTexts.set(template, fileText);
}

/** Lets a copy of a template know the file of the template. */
export function copyFileText(template: QueryTemplate, copy: QueryTemplate): void {
  const fileText = fileTexts.get(template);
  if (fileText !== undefined) fileTexts.set(copy, fileText);
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
  const { nodes, readable } = nodesOf(yaml, fileText);
  const source = `/sources/${pointerPart(template.name)}`;
  const query = scalarText(yaml, readable.text, resolveNode(yaml, nodes, `${source}/args/query`));
  if (!query) return undefined;
  const whole = macroNames(query.value).reduce((text, name) => {
    const macro = scalarText(yaml, readable.text, resolveNode(yaml, nodes, `${source}/query_macros/${pointerPart(name)}/value`));
    return macro !== undefined || template.syntax === "python" ? withMacro(text, `$<${name}>$`, macro ?? { value: "", offsets: [] }) : text;
  }, query);
  return whole.value === template.query ? whole.offsets.map((offset) => readable.fileOffset(offset)) : undefined;
}

/** A text with another one in the place of each mark. */
function withMacro(text: ScalarText, mark: string, macro: ScalarText): ScalarText {
  const pieces = text.value.split(mark);
  let at = 0;
  const offsets = pieces.flatMap((piece, index) => {
    const own = text.offsets.slice(at, at + piece.length);
    at += piece.length + mark.length;
    return index === 0 ? own : [...macro.offsets, ...own];
  });
  return { value: pieces.join(macro.value), offsets };
}

let lastNodes: (YamlNodes & { readonly fileText: string }) | undefined;

/** The nodes of a file; those of the last file are kept, because its queries are asked for one after the other. */
function nodesOf(yaml: JsYaml, fileText: string): YamlNodes {
  if (lastNodes?.fileText !== fileText) lastNodes = { fileText, ...yamlNodes(yaml, fileText) };
  return lastNodes;
}

/** The value of a scalar, and where each of its characters stands. */
interface ScalarText {
  readonly value: string;
  readonly offsets: readonly number[];
}

function scalarText(yaml: JsYaml, text: string, node: YamlNode | undefined): ScalarText | undefined {
  if (node?.event.type !== yaml.EVENT_ID.SCALAR || !("valueStart" in node.event)) return undefined;
  const { event } = node;
  const value = yaml.getScalarValue(text, event);
  const offsets = scalarOffsets(text, event.valueStart, event.valueEnd, scalarForm(event.style, yaml.SCALAR_STYLE), value);
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
