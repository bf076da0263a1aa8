import type { TemplateError } from "@huntkit/provider";
import { type HandlebarsNode, handlebarsParser, type HandlebarsProgram } from "./handlebars-parser.js";
import type { PlacedNode, PlacedText } from "./placed-node.js";
import { isReservedName } from "./reserved-name.js";
import { syntaxError } from "./syntax-error.js";

const allowed = "A template may hold {{name}}, {{#if name}}…{{else}}…{{/if}}, {{#unless name}}…{{/unless}} and {{! comments }}. Write \\{{ for two braces of the query itself.";

/** A text as it is given to Handlebars, and where its places stand in the template. */
interface ParsedSource {
  /** The template. */
  readonly text: string;
  /** The offset in the template of a line (from 1) and column (from 0) that Handlebars tells. */
  offset(line: number, column: number): number;
}

/**
 * Cuts a text in huntkit's syntax into pieces with Handlebars' own parser. Backslashes in pairs before a placeholder stay as they are, as
 * strings of a query need them; Handlebars would take one away.
 * @throws {TemplateError} for a syntax error, and for helpers, partials, paths, `{{{raw}}}` and all else of Handlebars.
 */
export function parseByHandlebars(text: string): PlacedNode[] {
  const { given, added } = withKeptBackslashes(text);
  const starts = lineStarts(given);
  const source: ParsedSource = {
    text,
    offset: (line, column) => {
      const at = Math.min((starts[line - 1] ?? 0) + column, given.length);
      return at - added.filter((place) => place < at).length;
    },
  };
  return programNodes(parsed(given, source), source);
}

/** Adds the backslash that Handlebars takes away. `added` are the offsets of those in the given text. */
export function withKeptBackslashes(text: string): { readonly given: string; readonly added: readonly number[] } {
  const added: number[] = [];
  const given = text.replace(/(?<!\\)(?:\\\\)+(?=\{\{)/g, (pairs, at: number) => {
    added.push(at + pairs.length + added.length);
    return `${pairs}\\`;
  });
  return { given, added };
}

function parsed(given: string, source: ParsedSource): HandlebarsProgram {
  try {
    return handlebarsParser().parse(given);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/i.exec(message)?.[1] ?? 1);
    throw syntaxError("template-syntax", `The template cannot be read. ${allowed}`, source.text, source.offset(line, 0));
  }
}

/** Where each line begins, by the line breaks that Handlebars counts. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (match) => match.index + match[0].length)];
}

function programNodes(program: HandlebarsProgram, source: ParsedSource): PlacedNode[] {
  const nodes: PlacedNode[] = [];
  for (const node of program.body) {
    if (node.type === "CommentStatement") continue;
    if (node.type === "BlockStatement") nodes.push(block(node, source));
    else if (node.type !== "ContentStatement") nodes.push(mustache(node, source));
    else if (node.value) nodes.push(content(node, node.value, source));
  }
  return nodes;
}

/** Handlebars takes white space away at the ends of a text beside a block that has its lines for itself. */
function content(node: HandlebarsNode, value: string, source: ParsedSource): PlacedText {
  const original = String(node.original ?? value);
  const taken = original.search(/\S|$/) - value.search(/\S|$/);
  const begin = source.offset(node.loc.start.line, node.loc.start.column);
  return { text: value, at: begin + (value.trim() === "" ? Math.max(0, original.indexOf(value)) : taken) };
}

function mustache(node: HandlebarsNode, source: ParsedSource): PlacedNode {
  if (node.type !== "MustacheStatement") throw refused(node, source);
  if (node.escaped === false) throw refused(node, source, "There is no raw form: a value can never become code. Write {{name}}.");
  if ((node.params?.length ?? 0) > 0 || node.hash) throw refused(node, source);
  const name = nameOf(node.path, source);
  if (isReservedName(name)) throw refused(node, source, `\`${name}\` cannot be the name of a parameter.`);
  const { start, end } = node.loc;
  return { slot: name, at: source.offset(start.line, start.column), end: source.offset(end.line, end.column) };
}

function block(node: HandlebarsNode, source: ParsedSource): PlacedNode {
  const kind = String(node.path?.original ?? "");
  const [condition, ...more] = node.params ?? [];
  if ((kind !== "if" && kind !== "unless") || !condition || more.length > 0 || node.hash || node.program?.blockParams) throw refused(node, source);
  const name = nameOf(condition, source);
  const then = node.program ? programNodes(node.program, source) : [];
  const otherwise = node.inverse ? programNodes(node.inverse, source) : [];
  return { when: name, negate: kind === "unless", then, otherwise };
}

function nameOf(path: HandlebarsNode | undefined, source: ParsedSource): string {
  const [name, ...more] = path?.parts ?? [];
  if (path?.type !== "PathExpression" || name === undefined || more.length > 0 || path.depth !== 0 || path.data === true || path.original !== name || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw refused(path, source);
  return name;
}

function refused(node: HandlebarsNode | undefined, source: ParsedSource, reason = ""): TemplateError {
  const start = node?.loc.start ?? { line: 1, column: 0 };
  return syntaxError("template-construct", `${reason || "This construct is not part of huntkit's templates."} ${allowed}`, source.text, source.offset(start.line, start.column));
}
