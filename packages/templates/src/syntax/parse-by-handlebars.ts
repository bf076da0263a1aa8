import type { TemplateError } from "@huntkit/provider";
import { type HandlebarsNode, handlebarsParser, type HandlebarsProgram } from "./handlebars-parser.js";
import type { PlacedNode, PlacedText } from "./placed-node.js";
import { isReservedName } from "./reserved-name.js";
import { syntaxError } from "./syntax-error.js";

const allowed = "A template may hold {{name}}, {{#if name}}…{{else}}…{{/if}}, {{#unless name}}…{{/unless}} and {{! comments }}. Write \\{{ for two braces of the query itself.";

/**
 * Cuts a text in huntkit's syntax into pieces with Handlebars' own parser.
 * @throws {TemplateError} for a syntax error, and for helpers, partials, paths, `{{{raw}}}` and all else of Handlebars.
 */
export function parseByHandlebars(text: string): PlacedNode[] {
  return programNodes(parsed(text), text, lineStarts(text));
}

function parsed(text: string): HandlebarsProgram {
  try {
    return handlebarsParser().parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/i.exec(message)?.[1] ?? 1);
    throw syntaxError("template-syntax", `The template cannot be read. ${allowed}`, text, offsetOf(text, line, 0));
  }
}

/** Where each line begins, by the line breaks that Handlebars counts. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (match) => match.index + match[0].length)];
}

function offsetOf(text: string, line: number, column: number, starts = lineStarts(text)): number {
  return Math.min((starts[line - 1] ?? 0) + column, text.length);
}

function programNodes(program: HandlebarsProgram, text: string, starts: readonly number[]): PlacedNode[] {
  const nodes: PlacedNode[] = [];
  for (const node of program.body) {
    if (node.type === "CommentStatement") continue;
    if (node.type === "BlockStatement") nodes.push(block(node, text, starts));
    else if (node.type !== "ContentStatement") nodes.push(mustache(node, text, starts));
    else if (node.value) nodes.push(content(node, node.value, text, starts));
  }
  return nodes;
}

/** Handlebars takes white space away at the ends of a text beside a block that has its lines for itself. */
function content(node: HandlebarsNode, value: string, text: string, starts: readonly number[]): PlacedText {
  const original = String(node.original ?? value);
  const taken = original.search(/\S|$/) - value.search(/\S|$/);
  const begin = offsetOf(text, node.loc.start.line, node.loc.start.column, starts);
  return { text: value, at: begin + (value.trim() === "" ? Math.max(0, original.indexOf(value)) : taken) };
}

function mustache(node: HandlebarsNode, text: string, starts: readonly number[]): PlacedNode {
  if (node.type !== "MustacheStatement") throw refused(node, text);
  if (node.escaped === false) throw refused(node, text, "There is no raw form: a value can never become code. Write {{name}}.");
  if ((node.params?.length ?? 0) > 0 || node.hash) throw refused(node, text);
  const name = nameOf(node.path, text);
  if (isReservedName(name)) throw refused(node, text, `\`${name}\` cannot be the name of a parameter.`);
  const { start, end } = node.loc;
  return { slot: name, at: offsetOf(text, start.line, start.column, starts), end: offsetOf(text, end.line, end.column, starts) };
}

function block(node: HandlebarsNode, text: string, starts: readonly number[]): PlacedNode {
  const kind = String(node.path?.original ?? "");
  const [condition, ...more] = node.params ?? [];
  if ((kind !== "if" && kind !== "unless") || !condition || more.length > 0 || node.hash || node.program?.blockParams) throw refused(node, text);
  const name = nameOf(condition, text);
  const then = node.program ? programNodes(node.program, text, starts) : [];
  const otherwise = node.inverse ? programNodes(node.inverse, text, starts) : [];
  return { when: name, negate: kind === "unless", then, otherwise };
}

function nameOf(path: HandlebarsNode | undefined, text: string): string {
  const [name, ...more] = path?.parts ?? [];
  if (path?.type !== "PathExpression" || name === undefined || more.length > 0 || path.depth !== 0 || path.data === true || path.original !== name || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw refused(path, text);
  return name;
}

function refused(node: HandlebarsNode | undefined, text: string, reason = ""): TemplateError {
  const start = node?.loc.start ?? { line: 1, column: 0 };
  return syntaxError("template-construct", `${reason || "This construct is not part of huntkit's templates."} ${allowed}`, text, offsetOf(text, start.line, start.column));
}
