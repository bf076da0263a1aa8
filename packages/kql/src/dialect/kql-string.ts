import { ParameterError, type StringForm } from "@huntkit/provider";

/** Control characters, line separators, marks that turn the direction of writing, non-characters: written as escapes. */
const invisible = "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff";
const loneSurrogate = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const patterns = {
  double: new RegExp(`[\\\\"${invisible}]|${loneSurrogate}`, "g"),
  single: new RegExp(`[\\\\'${invisible}]|${loneSurrogate}`, "g"),
  comment: new RegExp(`[${invisible}]|${loneSurrogate}`, "g"),
};
const plain = /^[\x20\x21\x23-\x26\x28-\x5b\x5d-\x7e]*$/;
const lone = new RegExp(loneSurrogate);

const shortEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\", '"': '\\"', "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t",
};

function escapeCharacter(char: string): string {
  return shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A text for a place inside a string of a form, without the quotes; see {@link QueryDialect.insideString}.
 * Source: Microsoft Learn, "The string data type"; escapes as `TokenParser.ScanStringEscape` takes them.
 */
export function insideString(text: string, form: StringForm): string {
  if (form === "double" || form === "single") return plain.test(text) ? text : text.replace(patterns[form], escapeCharacter);
  if (lone.test(text)) throw cannotHold(form, "half of a surrogate pair");
  if (form === "verbatim-double" || form === "verbatim-single") return insideVerbatim(text, form);
  return insideMultiLine(text, form);
}

function insideVerbatim(text: string, form: StringForm): string {
  if (/[\r\n\u2028\u2029]/.test(text)) throw cannotHold(form, "a line break");
  if (text.includes("\0")) throw cannotHold(form, "a NUL character");
  const quote = form === "verbatim-double" ? '"' : "'";
  return text.includes(quote) ? text.replaceAll(quote, quote + quote) : text;
}

function insideMultiLine(text: string, form: StringForm): string {
  const mark = form === "multiline-backtick" ? "`" : "~";
  // One at the edge could join marks of the template to a closing fence.
  if (text.includes(mark.repeat(3)) || text.startsWith(mark) || text.endsWith(mark))
    throw cannotHold(form, `"${mark}" at its start or end, or three of them`);
  if (text.includes("\0")) throw cannotHold(form, "a NUL character");
  return text;
}

const formNames: Readonly<Record<StringForm, string>> = {
  double: '"…"',
  single: "'…'",
  "verbatim-double": '@"…"',
  "verbatim-single": "@'…'",
  "multiline-backtick": "```…```",
  "multiline-tilde": "~~~…~~~",
};

function cannotHold(form: StringForm, what: string): ParameterError {
  return new ParameterError({
    code: "string-form-cannot-hold",
    message: `A string of the form ${formNames[form]} cannot hold ${what}. Write the string in the template as "…" without @, or leave the quotes to the placeholder.`,
  });
}

/** A string as a literal in double quotes. */
export function stringLiteral(text: string): string {
  return `"${insideString(text, "double")}"`;
}

/** A text on one line for a comment: what would end the line or not be seen is written as an escape. */
export function insideComment(text: string): string {
  return text.replace(patterns.comment, escapeCharacter);
}
