import type { PlacedNode, PlacedSlot } from "./placed-node.js";
import { syntaxError } from "./syntax-error.js";

const field = /\{([\p{L}_][\p{L}\p{N}_-]*)(?::([^{}]*))?\}/uy;

/**
 * Cuts a text in the reference's syntax (Python's `str.format`) into pieces: `{name}` and `{name:format}` are placeholders,
 * `{{` and `}}` literal braces.
 * @throws {TemplateError} for a single brace, an empty or numbered placeholder, an attribute, index or conversion.
 */
export function parsePythonTemplate(text: string): PlacedNode[] {
  const nodes: PlacedNode[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    if (char !== "{" && char !== "}") {
      const next = nextBrace(text, at);
      nodes.push({ text: text.slice(at, next), at });
      at = next;
    } else if (text[at + 1] === char) {
      nodes.push({ text: char, at });
      at += 2;
    } else {
      const slot = placeholderAt(text, at);
      nodes.push(slot);
      at = slot.end;
    }
  }
  return nodes;
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === "{" || text[at] === "}") return at;
  return text.length;
}

function placeholderAt(text: string, at: number): PlacedSlot {
  field.lastIndex = at;
  const match = field.exec(text);
  if (!match)
    throw syntaxError("template-brace", "A single brace is not a placeholder. Write {name}, or {{ and }} for braces of the query itself.", text, at);
  const [whole, name = "", format] = match;
  return { slot: name, ...(format ? { format: `{0:${format}}` } : {}), at, end: at + whole.length };
}
