import { readBrackets } from "./read-brackets.js";
import { readEscape } from "./read-escape.js";
import { RegexProblem, same, type RegexPart } from "./regex-part.js";

/** A regular expression of KQL in the dialect of RE2, twice; both are the same where that is as fast. */
export interface KqlRegex {
  /** For texts that are ASCII alone. */
  readonly ascii: string;
  /** For any text; where classes such as `\w` repeat, many times as slow. */
  readonly unicode: string;
}

/** The most repetitions of a class of Unicode that RE2 has room for. */
const mostRepetitions = 250;

/**
 * Reads a regular expression of KQL, whose dialect is that of Rust: classes such as `\w` are those of Unicode, names of groups are
 * `(?<name>…)` or `(?P<name>…)`, there is no lookaround and no back reference. `\b` looks at ASCII alone here, as RE2 does.
 * Source: "Regex syntax".
 */
export function readRegex(pattern: string): KqlRegex | RegexProblem {
  const out = { ascii: "", unicode: "" };
  let depth = 0;
  let repetitions = 0;
  let isSlow = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const part = partAt(rest);
    if (part instanceof RegexProblem) return part;
    depth += part.opens ? 1 : rest.startsWith(")") ? -1 : 0;
    if (depth < 0) return new RegexProblem("A bracket ) stands without its (.");
    out.ascii += part.ascii;
    out.unicode += part.unicode;
    at += part.length;
    if (!isLarge(part)) continue;
    isSlow = true;
    repetitions += repetitionsOf(pattern.slice(at));
  }
  if (depth > 0) return new RegexProblem("A bracket ( stands without its ).");
  if (!isSlow) out.ascii = out.unicode;
  return repetitions > mostRepetitions ? new RegexProblem("A class such as \\w is repeated too often. Write its characters instead, for example [A-Za-z0-9_].") : out;
}

/** Whether a part has all letters in it. Digits and blanks are few. */
function isLarge(part: RegexPart): boolean {
  return part.ascii !== part.unicode && (part.unicode.includes("\\p{M}") || part.unicode.length > 1000);
}

type Part = RegexPart & { readonly opens?: boolean };

function partAt(rest: string): Part | RegexProblem {
  if (rest.startsWith("\\")) return readEscape(rest);
  if (rest.startsWith("[")) return readBrackets(rest);
  if (rest.startsWith("(")) return groupStart(rest);
  if (rest.startsWith("{")) return counted(rest);
  return same(String.fromCodePoint(rest.codePointAt(0) ?? 0));
}

function groupStart(rest: string): Part | RegexProblem {
  const named = /^\(\?P?<[\p{L}_][\p{L}\p{N}_.[\]]*>/u.exec(rest)?.[0];
  if (named !== undefined) return { ...same("(", named.length), opens: true };
  if (/^\(\?(?:<?[=!]|>)/.test(rest)) return new RegexProblem("Regular expressions of KQL have no lookaround.");
  const flags = /^\(\?([imsRUux]*)(?:-([imsRUux]+))?([:)])/.exec(rest);
  if (flags) return flagged(flags[0].length, flags[1] ?? "", flags[2] ?? "", flags[3] === ":");
  return rest.startsWith("(?") ? new RegexProblem("This kind of group does not exist in regular expressions of KQL.") : { ...same("("), opens: true };
}

/** `(?i)` or `(?i:`; Unicode is always on, so its flag says nothing. */
function flagged(length: number, on: string, off: string, opens: boolean): Part | RegexProblem {
  if (/[Rx]/.test(on) || off.includes("u")) return new RegexProblem("The engine has the flags i, m, s and U of regular expressions only.");
  const [set, unset] = [on.replace(/u/g, ""), off.replace(/[Rx]/g, "")];
  const flags = unset ? `${set}-${unset}` : set;
  if (opens) return { ...same(`(?${flags}:`, length), opens };
  return same(flags ? `(?${flags})` : "", length);
}

function counted(rest: string): RegexPart | RegexProblem {
  const [whole, low, high] = /^\{(\d*)(?:,(\d*))?\}/.exec(rest) ?? [];
  if (whole === undefined) return same("\\{", 1);
  if (low === "") return new RegexProblem("The lower bound of a repetition must be written, as in {0,5}.");
  return Math.max(Number(low), Number(high ?? 0)) > 1000 ? new RegexProblem("A part can be repeated 1,000 times at most.") : same(whole);
}

function repetitionsOf(rest: string): number {
  const [, low, high] = /^\{(\d+)(?:,(\d*))?\}/.exec(rest) ?? [];
  return Math.max(1, Number(low ?? 1), Number(high ?? 1));
}
