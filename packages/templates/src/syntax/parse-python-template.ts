import type { TemplateNode } from "../model/query-template.js";
import { syntaxError } from "./syntax-error.js";

const field = /\{([A-Za-z_][A-Za-z0-9_]*)(?::([^{}]*))?\}/y;

/**
 * Cuts a text in the reference's syntax (Python's `str.format`) into pieces: `{name}` and `{name:format}` are placeholders,
 * `{{` and `}}` literal braces.
 * @throws {TemplateError} for a single brace, an empty or numbered placeholder, an attribute, index or conversion.
 */
export function parsePythonTemplate(text: string): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  let fixed = "";
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    if (char !== "{" && char !== "}") {
      const next = nextBrace(text, at);
      fixed += text.slice(at, next);
      at = next;
    } else if (text[at + 1] === char) {
      fixed += char;
      at += 2;
    } else {
      const slot = placeholderAt(text, at);
      if (fixed !== "") nodes.push(fixed);
      fixed = "";
      nodes.push(slot.node);
      at = slot.end;
    }
  }
  if (fixed !== "") nodes.push(fixed);
  return nodes;
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === "{" || text[at] === "}") return at;
  return text.length;
}

function placeholderAt(text: string, at: number): { node: TemplateNode; end: number } {
  field.lastIndex = at;
  const match = field.exec(text);
  if (!match)
    throw syntaxError("template-brace", "A single brace is not a placeholder. Write {name}, or {{ and }} for braces of the query itself.", text, at);
  const [whole, name = "", format] = match;
  return { node: format ? { slot: name, format: `{0:${format}}` } : { slot: name }, end: at + whole.length };
}
