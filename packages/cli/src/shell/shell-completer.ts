import type { ShellSource } from "./shell-source.js";
import { shellCommands } from "./shell-commands.js";

const MOST_SUGGESTIONS = 200;
const firstWords = ["print", "let", "union", "search", "find", "range", "datatable"];

/**
 * What a line can be gone on with, in the form of `node:readline`: the whole words, and the piece of the line that they replace.
 * @param before The lines of the query that stand before this one, each with its end.
 */
export function completeLine(line: string, before: string, source: Pick<ShellSource, "schema" | "service">): [string[], string] {
  if (before === "" && /^\s*\./.test(line)) return completeCommand(line, source);
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(line)?.[0] ?? "";
  const names = before === "" && line.trim() === word ? [...source.schema.tables.map(({ name }) => name), ...firstWords] : suggestions(line, before, source);
  return [matching(names, word), word];
}

function suggestions(line: string, before: string, { service }: Pick<ShellSource, "service">): string[] {
  const text = before + line;
  return service.complete(text, text.length).items.map(({ before: inserted }) => inserted.trim()).filter((inserted) => /^\w/.test(inserted));
}

function completeCommand(line: string, { schema }: Pick<ShellSource, "schema">): [string[], string] {
  const word = /\S*$/.exec(line)?.[0] ?? "";
  if (/^\s*\.schema\s/.test(line)) return [matching(schema.tables.map(({ name }) => name), word), word];
  return [matching(Object.keys(shellCommands).map((name) => `.${name}`), word), word];
}

function matching(names: readonly string[], word: string): string[] {
  const start = word.toLowerCase();
  return [...new Set(names)].filter((name) => name.toLowerCase().startsWith(start)).slice(0, MOST_SUGGESTIONS);
}
