import { escapedCharacter, escapedProperty, noEscape } from "./read-escape.js";
import { RegexProblem, same, type RegexPart } from "./regex-part.js";
import { perlClasses } from "./unicode-classes.js";

interface Item extends RegexPart {
  /** One character, which may begin or end a range. */
  readonly isCharacter: boolean;
}

const unclosed = new RegexProblem("A bracket [ stands without its ].");
const sets = new RegexProblem("The engine has no classes inside classes, and no &&, -- and ~~ in them (write [ and a - before another one as \\[ and \\-).");

/** A class of characters in brackets, `[^a-z\d]`. */
export function readBrackets(rest: string): RegexPart | RegexProblem {
  const start = rest.startsWith("[^") ? 2 : 1;
  const out = { ascii: rest.slice(0, start), unicode: rest.slice(0, start) };
  let at = start;
  while (at < rest.length && (rest[at] !== "]" || at === start)) {
    const part = rangeAt(rest.slice(at));
    if (part instanceof RegexProblem) return part;
    out.ascii += part.ascii;
    out.unicode += part.unicode;
    at += part.length;
  }
  return at < rest.length ? { length: at + 1, ascii: `${out.ascii}]`, unicode: `${out.unicode}]` } : unclosed;
}

/** A range, or what stands for itself. */
function rangeAt(rest: string): RegexPart | RegexProblem {
  const from = itemAt(rest);
  if (from instanceof RegexProblem || !from.isCharacter) return from;
  const behind = rest.slice(from.length);
  if (behind.startsWith("--")) return sets;
  if (!/^-[^\]]/s.test(behind)) return from;
  const to = itemAt(behind.slice(1));
  if (to instanceof RegexProblem) return to;
  if (!to.isCharacter) return new RegexProblem("A range of characters ends with a class.");
  return same(`${from.unicode}-${to.unicode}`, from.length + 1 + to.length);
}

function itemAt(rest: string): Item | RegexProblem {
  if (rest.startsWith("\\")) return escapeAt(rest);
  const posix = /^\[:\^?[a-z]+:\]/.exec(rest)?.[0];
  if (posix !== undefined) return { ...same(posix), isCharacter: false };
  if (/^(?:\[|&&|--|~~)/.test(rest)) return sets;
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return { ...same(/[\]^-]/.test(character) ? `\\${character}` : character, character.length), isCharacter: true };
}

function escapeAt(rest: string): Item | RegexProblem {
  const perl = perlClasses[rest.charAt(1)]?.();
  if (perl) return { length: 2, ...perl, isCharacter: false };
  const property = escapedProperty(rest);
  if (property instanceof RegexProblem) return property;
  if (property) return { ...property, isCharacter: false };
  const character = escapedCharacter(rest);
  return character ? { ...character, isCharacter: true } : noEscape(rest);
}
