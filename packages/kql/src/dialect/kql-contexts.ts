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
  return {
    ...(emptyList === undefined ? {} : { emptyList }),
    kind: "code",
    before,
    after,
    unit: before === "" && timeUnit.test(after) && slots.every((other) => other !== slot + 1 + after.length),
    fused: fusedLeft(left, slot, before.length, slots) || fusedRight(right, slot, after.length, slots),
    position: codePosition(text, tokens, index),
  };
}

function fusedLeft(left: string, slot: number, wordLength: number, slots: readonly number[]): boolean {
  const edge = left.slice(0, left.length - wordLength);
  return slots.includes(slot - wordLength - 1) || /["'`@\\#]$/.test(edge) || (wordLength === 0 && /(?<!\.)\.$/.test(edge));
}

function fusedRight(right: string, slot: number, wordLength: number, slots: readonly number[]): boolean {
  const edge = right.slice(wordLength);
  return slots.includes(slot + 1 + wordLength) || /^["'`@\\]/.test(edge) || (wordLength === 0 && /^(?:~~~|\.(?!\.)|\.\.\.)/.test(edge));
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
