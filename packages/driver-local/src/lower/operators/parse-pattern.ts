import type { IrParseStep, IrRelation } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import type { LowerContext } from "../lower-context.js";
import { regexFragment } from "./regex-fragment.js";

type Parse = Extract<IrRelation, { readonly kind: "parse" }>;

/** The shape of a value that nothing behind it stops (before a `*`), and that kind=regex asks for everywhere. */
interface Shapes {
  readonly simple: string;
  readonly regex: string;
}

const longShape: Shapes = { simple: "\\s*[-+]?\\d+", regex: "\\s*[-+]?\\d+" };
const realShape: Shapes = { simple: "\\s*[-+]?(?:\\d+\\.?\\d*|\\.\\d+)", regex: "\\s*[-+]?\\d+(?:\\.\\d+)?" };

const day = "(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{1,4})";
const timeOfDay = "[Tt ]\\s*\\d{1,2}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d*)?)?";
const offset = "[Zz]|[-+]\\d{1,2}(?::\\d{1,2})?";
const dateTimeShape: Shapes = { simple: "\\s*\\d[-\\d/:.TZ ]*", regex: `\\s*${day}(?:${timeOfDay})?(?:${offset})?` };
const spanShape: Shapes = { simple: "\\s*[-+]?\\d[\\d:.]*", regex: "\\s*-?(?:\\d+\\.\\d{1,2}:\\d{1,2}:\\d{1,2}|\\d{1,2}:\\d{1,2}(?::\\d{1,2})?)(?:\\.\\d*)?" };

// braces that are optional would each be left out under the flag U
const guidDigits = ["8", "4", "4", "4", "12"].map((count) => `[0-9a-fA-F]{${count}}`).join("-?");
const guidShape = `\\s*(?:\\{${guidDigits}\\}|${guidDigits})`;

const shapes: Readonly<Record<KqlType, Shapes>> = Object.freeze({
  string: { simple: ".*?", regex: ".*" },
  dynamic: { simple: ".*?", regex: ".*" },
  int: longShape,
  long: longShape,
  real: realShape,
  decimal: realShape,
  bool: { simple: "\\s*(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[-+]?\\d+)", regex: "\\s*(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])" },
  datetime: dateTimeShape,
  timespan: spanShape,
  guid: { simple: guidShape, regex: guidShape },
});

/**
 * The regular expression (RE2) of a `parse` pattern; its capturing groups are the columns, in order.
 * Plain modes: texts are themselves, columns take as little as they can, the whole text must match. kind=regex: texts are
 * regular expressions, columns take as much as they can and typed ones only what has the type's form, both ends are open. Rules R30 to R32.
 * Source: Microsoft Learn, "parse operator".
 */
export function parsePattern(parse: Parse, context: LowerContext): string {
  const isRegex = parse.mode === "regex";
  if (isRegex) checkTimes(parse, context);
  checkTexts(parse, context);
  const parts = parse.steps.map((step, index) => (isRegex ? regexPart(step, parse, context) : plainPart(step, index, parse)));
  const whole = isRegex ? parts.join("") : `\\A${parts.join("")}\\z`;
  return `${inlineFlags(parse, context)}${whole}`;
}

function plainPart(step: IrParseStep, index: number, parse: Parse): string {
  const isLast = index === parse.steps.length - 1;
  if (step.kind === "text") return escapeRegex(step.text);
  if (step.kind === "star") return isLast ? ".*" : ".*?";
  if (parse.steps[index + 1]?.kind !== "star") return "(.*?)";
  const isOptional = parse.mode === "relaxed" || index + 2 === parse.steps.length;
  return `(${shapes[step.type].simple})${isOptional ? "?" : ""}`;
}

function regexPart(step: IrParseStep, parse: Parse, context: LowerContext): string {
  if (step.kind === "star") return ".*?";
  if (step.kind === "column") return `(${shapes[step.type].regex})`;
  return regexFragment(step.text, (what) => context.refuse(`${what} in a parse pattern`, parse));
}

function inlineFlags(parse: Parse, context: LowerContext): string {
  if (parse.mode !== "regex") return parse.flags === "" ? "(?s)" : context.refuse("flags of parse without kind=regex", parse, "Write kind=regex, or leave the flags out.");
  const unknown = [...parse.flags].find((flag) => !"imsU".includes(flag));
  if (unknown !== undefined) return context.refuse(`the parse flag ${unknown}`, parse, "Use the flags i, m, s and U.");
  return parse.flags === "" ? "" : `(?${[...new Set(parse.flags)].join("")})`;
}

/** What a time takes at the open end of a pattern, or under the flag U, the documentation does not say. */
function checkTimes(parse: Parse, context: LowerContext): void {
  const isTime = (step: IrParseStep | undefined): boolean => step?.kind === "column" && (step.type === "datetime" || step.type === "timespan");
  if (isTime(parse.steps.at(-1)) || (parse.flags.includes("U") && parse.steps.some(isTime)))
    context.refuse("a datetime or timespan column here in parse kind=regex", parse, "Take it as a string and convert it with extend.");
}

/** The service refuses a text of no characters: where a column before it ends would be open. */
function checkTexts(parse: Parse, context: LowerContext): void {
  if (parse.steps.some((step) => step.kind === "text" && step.text === ""))
    context.refuse("an empty text in a parse pattern", parse, "Leave it out, or write the text that stands there.");
}

/** A text as a regular expression that matches just it. */
function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}
