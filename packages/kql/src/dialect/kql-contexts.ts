import { caretLines, type CodeContext, QueryError, type TextContext, textPlace } from "@huntkit/provider";
import { kqlTokens } from "./kql-lexer.js";
import { codePosition, emptyListAt } from "./kql-position.js";
import { timeUnit } from "./kql-time-unit.js";
import type { KqlToken } from "./kql-token.js";

/** Stands for a placeholder while the text is cut into tokens: no token of KQL holds it but strings and comments. */
const standIn = "\ue000";
const wordBefore = /[A-Za-z0-9_$]*$/;
const wordAfter = /^[A-Za-z0-9_$]*/;

/** Tells where each placeholder stands; see {@link QueryDialect.contexts}. */
export function kqlContexts(parts: readonly string[]): TextContext[] {
  const text = parts.join(standIn);
  const slots = slotOffsets(parts);
  const tokens = kqlTokens(text, new Set(slots));
  let index = 0;
  return slots.map((slot) => {
    while ((tokens[index]?.end ?? Infinity) <= slot) index++;
    const token = tokens[index];
    if (!token) return codeContext(text, tokens, index, slot, slots);
    return isDynamic(text, tokens, index) ? { kind: "literal", form: "dynamic", whole: true } : contextOf(text, tokens, index, token, slot, slots);
  });
}

function slotOffsets(parts: readonly string[]): number[] {
  let at = -1;
  return parts.slice(0, -1).map((part) => (at += part.length + 1));
}

/** `dynamic({{x}})`: the language cuts it into four tokens, but the placeholder is the literal's whole content. */
function isDynamic(text: string, tokens: readonly KqlToken[], index: number): boolean {
  const shown = (at: number): string => {
    const token = tokens[at];
    return token ? text.slice(token.start, token.end) : "";
  };
  return tokens[index]?.kind === "slot" && shown(index - 2) === "dynamic" && shown(index - 1) === "(" && shown(index + 1) === ")";
}

function contextOf(text: string, tokens: readonly KqlToken[], index: number, token: KqlToken, slot: number, slots: readonly number[]): TextContext {
  switch (token.kind) {
    case "comment":
    case "directive":
      return { kind: "comment" };
    case "string":
      return stringContext(text, tokens, index, token, slot);
    case "literal":
      return literalContext(text, token, slot);
    default:
      return codeContext(text, tokens, index, slot, slots);
  }
}

function stringContext(text: string, tokens: readonly KqlToken[], index: number, token: KqlToken, slot: number): TextContext {
  const form = token.form ?? "double";
  const before = text.slice(token.contentStart, slot);
  if ((form === "double" || form === "single") && /(?<!\\)(?:\\\\)*\\(?:[0-3][0-7]?|[4-7])$/.test(before))
    throw misplaced(text, slot, "right after an octal escape, which would swallow digits of the value");
  if (form.startsWith("multiline") && touchesFence(text, token, slot))
    throw misplaced(text, slot, "between marks that would close the multi-line string if the value were empty");
  const opened = tokens[index - 1];
  const closed = tokens[index + 1];
  const bracketed = opened && closed && text.slice(opened.start, opened.end) === "[" && text.slice(closed.start, closed.end) === "]";
  return bracketed ? { kind: "name", form } : { kind: "string", form };
}

function touchesFence(text: string, token: KqlToken, slot: number): boolean {
  const mark = token.form === "multiline-backtick" ? "`" : "~";
  const content = text.slice(token.contentStart, token.contentEnd);
  const at = slot - (token.contentStart ?? 0);
  let left = at;
  let right = at + 1;
  while (left > 0 && (content[left - 1] === mark || content[left - 1] === standIn)) left--;
  while (right < content.length && (content[right] === mark || content[right] === standIn)) right++;
  // A mark beside the placeholder could also join the fences themselves.
  return content.slice(left, right).includes(mark);
}

function literalContext(text: string, token: KqlToken, slot: number): TextContext {
  const content = text.slice(token.contentStart, token.contentEnd);
  return { kind: "literal", form: token.type ?? "string", whole: content.trim() === text[slot] };
}

function codeContext(text: string, tokens: readonly KqlToken[], index: number, slot: number, slots: readonly number[]): CodeContext {
  const left = text.slice(Math.max(0, slot - 200), slot);
  const right = text.slice(slot + 1, slot + 201);
  const before = wordBefore.exec(left)?.[0] ?? "";
  const after = wordAfter.exec(right)?.[0] ?? "";
  const emptyList = emptyListAt(text, tokens, index);
  const edges = { left: left.slice(0, left.length - before.length), right: right.slice(after.length) };
  const touched = slots.includes(slot - before.length - 1) || slots.includes(slot + 1 + after.length);
  const joint = jointOf(edges);
  return {
    kind: "code",
    before,
    after,
    unit: before === "" && timeUnit.test(after) && !touched,
    fused: touched || isFused(edges),
    ...(joint === undefined ? {} : { joint }),
    position: codePosition(text, tokens, index),
    ...(emptyList === undefined ? {} : { emptyList }),
  };
}

/** What stands around a placeholder and the word that it is part of. */
interface Edges {
  readonly left: string;
  readonly right: string;
}

/** Ends of a text that would melt with whatever follows: quotes, prefixes, `1.`, `1e+`, `hint.`. */
const meltsLeft = /["'`@\\#]$|(?<![A-Za-z_$])[0-9][A-Za-z0-9_]*\.$|[0-9.][eE][+-]$|(?<![A-Za-z0-9_$])hint\.$|(?<!\.)\.{3}$/;
const meltsRight = /^(?:["'`@\\]|~~~|\.\.\.)/;
const guidLeft = /(?:^|[^A-Za-z0-9_])([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){0,3})$/;
const guidRight = /^(?:-[0-9a-fA-F]{4}){0,3}-[0-9a-fA-F]{12}/;

function isFused({ left, right }: Edges): boolean {
  const hyphens = `${guidLeft.exec(left)?.[1] ?? ""}${guidRight.exec(right)?.[0] ?? ""}`.replace(/[^-]/g, "").length;
  return meltsLeft.test(left) || meltsRight.test(right) || hyphens >= 4;
}

function jointOf({ left, right }: Edges): CodeContext["joint"] {
  if (/(?<!\.)\.$/.test(left) || /^\.(?!\.)/.test(right)) return "point";
  return /[A-Za-z0-9_]-$/.test(left) || /^-[A-Za-z]/.test(right) ? "hyphen" : undefined;
}

function misplaced(text: string, slot: number, where: string): QueryError {
  const place = textPlace(text, slot, 1);
  const shown = text.replaceAll(standIn, "□");
  const message = `A placeholder stands ${where}.`;
  return new QueryError({
    code: "placeholder-misplaced",
    message: `${message} Move it. Line ${place.line}, column ${place.column} (□ marks the placeholders):\n${caretLines(shown, place)}`,
    problems: [{ code: "HK002", message, place }],
    query: shown,
  });
}
