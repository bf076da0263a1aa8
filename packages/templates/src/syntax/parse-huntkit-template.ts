import type { TemplateError } from "@huntkit/provider";
import type { TemplateNode } from "../model/query-template.js";
import { type HandlebarsNode, handlebarsParser, type HandlebarsProgram } from "./handlebars-parser.js";
import { syntaxError } from "./syntax-error.js";

const simple = /\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}/;
const allowed = "A template may hold {{name}}, {{#if name}}…{{else}}…{{/if}}, {{#unless name}}…{{/unless}} and {{! comments }}. Write \\{{ for two braces of the query itself.";

/**
 * Cuts a text in huntkit's syntax (Handlebars) into pieces. Texts with nothing but `{{name}}` are cut directly, which gives the
 * same pieces; all others go through Handlebars' parser.
 * @throws {TemplateError} for a syntax error, and for helpers, partials, paths, `{{{raw}}}` and all else of Handlebars.
 */
export function parseHuntkitTemplate(text: string): TemplateNode[] {
  return simplePieces(text) ?? programNodes(parsed(text), text);
}

function simplePieces(text: string): TemplateNode[] | undefined {
  const pieces = text.split(simple);
  const nodes: TemplateNode[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) nodes.push(reserved(piece) ? "{{" : { slot: piece });
    else if (piece.includes("{{") || piece.endsWith("\\")) return undefined;
    else if (piece !== "") nodes.push(piece);
    // `{{name}}}`: Handlebars reads the third brace as text too, but a lone `{` before would make it a raw value.
    if (index % 2 === 0 && piece.endsWith("{")) return undefined;
  }
  return nodes.includes("{{") ? undefined : nodes;
}

function reserved(name: string): boolean {
  return ["else", "this", "true", "false", "null", "undefined", "if", "unless", "each", "with", "log", "lookup"].includes(name);
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

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", at);
    if (end < 0) break;
    at = end + 1;
  }
  return Math.min(at + column, text.length);
}

function programNodes(program: HandlebarsProgram, text: string): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  for (const node of program.body) {
    if (node.type === "CommentStatement") continue;
    if (node.type !== "ContentStatement") nodes.push(node.type === "BlockStatement" ? block(node, text) : mustache(node, text));
    else if (typeof nodes.at(-1) === "string") nodes.push(`${String(nodes.pop())}${node.value ?? ""}`);
    else if (node.value) nodes.push(node.value);
  }
  return nodes;
}

function mustache(node: HandlebarsNode, text: string): TemplateNode {
  if (node.type !== "MustacheStatement") throw refused(node, text);
  if (node.escaped === false) throw refused(node, text, "There is no raw form: a value can never become code. Write {{name}}.");
  if ((node.params?.length ?? 0) > 0 || node.hash) throw refused(node, text);
  const name = nameOf(node.path, text);
  if (reserved(name)) throw refused(node, text, `\`${name}\` cannot be the name of a parameter.`);
  return { slot: name };
}

function block(node: HandlebarsNode, text: string): TemplateNode {
  const kind = String(node.path?.original ?? "");
  const [condition, ...more] = node.params ?? [];
  if ((kind !== "if" && kind !== "unless") || !condition || more.length > 0 || node.hash || node.program?.blockParams) throw refused(node, text);
  const name = nameOf(condition, text);
  const then = node.program ? programNodes(node.program, text) : [];
  const otherwise = node.inverse ? programNodes(node.inverse, text) : [];
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
