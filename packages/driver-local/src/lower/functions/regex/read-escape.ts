import { RegexProblem, same, type RegexPart } from "./regex-part.js";
import { perlClasses, propertyClass } from "./unicode-classes.js";

/** The character that an escape stands for, as RE2 writes it: `\x{2013}`, `\n`, `\.`; undefined if it is none. */
export function escapedCharacter(rest: string): RegexPart | undefined {
  const code = /^\\(?:x([0-9A-Fa-f]{2})|[xuU]\{([0-9A-Fa-f]{1,8})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/.exec(rest);
  if (code) return same(`\\x{${code.slice(1).find((digits) => digits !== undefined) ?? ""}}`, code[0].length);
  const octal = /^\\([0-7]{2,3}|0)/.exec(rest);
  if (octal) return same(`\\x{${parseInt(octal[1] ?? "", 8).toString(16)}}`, octal[0].length);
  if (/^\\[afnrtv]/.test(rest)) return same(rest.slice(0, 2));
  if (rest.startsWith("\\_")) return same("_", 2);
  return /^\\[ -/:;=?@[-`{-~]/.test(rest) ? same(rest.slice(0, 2)) : undefined;
}

/** A property, `\p{Greek}`, as it stands between brackets. */
export function escapedProperty(rest: string): RegexPart | RegexProblem | undefined {
  const found = /^\\([pP])(?:\{(\^?)([\w =:-]+)\}|([A-Z]))/.exec(rest);
  if (!found) return undefined;
  const [whole, letter, turned, name, short] = found;
  const written = propertyClass(name ?? short ?? "", (letter === "P") !== (turned === "^"));
  return written === undefined ? new RegexProblem(`The engine does not know the class ${whole}.`) : same(written, whole.length);
}

/** An escape outside of brackets. */
export function readEscape(rest: string): RegexPart | RegexProblem {
  const letter = rest.charAt(1);
  const perl = perlClasses[letter]?.();
  if (perl) return { length: 2, ascii: `[${perl.ascii}]`, unicode: `[${perl.unicode}]` };
  const property = escapedProperty(rest);
  if (property) return property instanceof RegexProblem ? property : same(`[${property.unicode}]`, property.length);
  if (/^\\[bB](?!\{)|^\\[Az]/.test(rest)) return same(rest.slice(0, 2));
  return escapedCharacter(rest) ?? noEscape(rest);
}

/** Why an escape cannot be had. */
export function noEscape(rest: string): RegexProblem {
  if (rest === "\\") return new RegexProblem("A backslash stands alone at the end.");
  if (/^\\[1-9]/.test(rest)) return new RegexProblem("Regular expressions of KQL have no back references.");
  if (/^\\[<>]|^\\[bB]\{/.test(rest)) return new RegexProblem("The engine has no boundaries of words but \\b and \\B.");
  return new RegexProblem(`Regular expressions of KQL have no escape ${rest.slice(0, 2)}.`);
}
