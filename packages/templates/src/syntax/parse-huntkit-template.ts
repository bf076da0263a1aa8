import { parseByHandlebars } from "./parse-by-handlebars.js";
import type { PlacedNode } from "./placed-node.js";
import { isReservedName } from "./reserved-name.js";

const simple = /\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}/g;
/** A line with nothing but a tag of a condition; Handlebars takes such a line away as a whole. */
const tagLine = /(?:^|(?<=\n))[ \t]*\{\{(?:#(if|unless) +([A-Za-z_][A-Za-z0-9_]*)|(else)|\/(if|unless))\}\}[ \t]*(?:\r?\n|$)/g;

/**
 * Cuts a text in huntkit's syntax (Handlebars) into pieces. Texts with nothing but `{{name}}`, and conditions whose tags have lines of
 * their own, are cut directly, which gives the same pieces; all others go through Handlebars' parser.
 * @throws {TemplateError} for a syntax error, and for helpers, partials, paths, `{{{raw}}}` and all else of Handlebars.
 */
export function parseHuntkitTemplate(text: string): PlacedNode[] {
  return directPieces(text) ?? parseByHandlebars(text);
}

/** Whether a text in huntkit's syntax is cut without Handlebars' parser. */
export function isCutDirectly(text: string): boolean {
  return directPieces(text) !== undefined;
}

function directPieces(text: string): PlacedNode[] | undefined {
  return text.includes("{{#") ? simpleBlocks(text) : simplePieces(text, 0);
}

/** A condition that is being read. */
interface OpenBlock {
  readonly kind: string;
  readonly when: string;
  readonly then: PlacedNode[];
  otherwise: PlacedNode[] | undefined;
  /** The list that it stands in. */
  readonly outer: PlacedNode[];
}

function simpleBlocks(text: string): PlacedNode[] | undefined {
  const nodes: PlacedNode[] = [];
  const open: OpenBlock[] = [];
  let list = nodes;
  let at = 0;
  for (const match of text.matchAll(tagLine)) {
    const pieces = simplePieces(text.slice(at, match.index), at);
    if (!pieces) return undefined;
    list.push(...pieces);
    const next = afterTag(match, list, open);
    if (!next) return undefined;
    list = next;
    at = match.index + match[0].length;
  }
  const rest = simplePieces(text.slice(at), at);
  if (!rest || open.length > 0) return undefined;
  return [...nodes, ...rest];
}

/** The list that the pieces behind a tag belong to; undefined for a tag that does not fit. */
function afterTag([, kind, when = "", isElse, closed]: RegExpMatchArray, list: PlacedNode[], open: OpenBlock[]): PlacedNode[] | undefined {
  if (kind !== undefined) {
    if (isReservedName(when)) return undefined;
    const block: OpenBlock = { kind, when, then: [], otherwise: undefined, outer: list };
    open.push(block);
    return block.then;
  }
  const block = open.at(-1);
  if (!block) return undefined;
  if (isElse !== undefined) return block.otherwise ? undefined : (block.otherwise = []);
  if (closed !== block.kind) return undefined;
  open.pop();
  block.outer.push({ when: block.when, negate: block.kind === "unless", then: block.then, otherwise: block.otherwise ?? [] });
  return block.outer;
}

function simplePieces(text: string, offset: number): PlacedNode[] | undefined {
  const nodes: PlacedNode[] = [];
  let at = 0;
  for (const match of text.matchAll(simple)) {
    const [whole, slot = ""] = match;
    const piece = text.slice(at, match.index);
    // `{{{name}}}` is a raw value to Handlebars, and a single backslash before braces makes them text; pairs are the query's own.
    if (isReservedName(slot) || piece.includes("{{") || /\{$|(?<!\\)\\(?:\\\\)*$/.test(piece)) return undefined;
    if (piece !== "") nodes.push({ text: piece, at: offset + at });
    at = match.index + whole.length;
    nodes.push({ slot, at: offset + match.index, end: offset + at });
  }
  const rest = text.slice(at);
  if (rest.includes("{{")) return undefined;
  if (rest !== "") nodes.push({ text: rest, at: offset + at });
  return nodes;
}
