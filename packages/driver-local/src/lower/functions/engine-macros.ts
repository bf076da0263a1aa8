import { InternalError } from "@huntkit/provider";
import { dateMacros } from "./macros/date.macros.table.js";
import { encodingMacros } from "./macros/encoding.macros.table.js";
import { convertMacros } from "./macros/convert.macros.table.js";
import { dynamicMacros } from "./macros/dynamic.macros.table.js";
import { macroUses, type MacroText } from "./macro-uses.js";
import type { MacroSet } from "./macros/macro-set.js";
import { numberMacros } from "./macros/number.macros.table.js";
import { seriesMacros } from "./macros/series.macros.table.js";
import { textMacros } from "./macros/text.macros.table.js";

const sets: readonly MacroSet[] = [numberMacros, textMacros, convertMacros, dateMacros, dynamicMacros, encodingMacros, seriesMacros];

interface Macro extends MacroText {
  readonly statement: string;
  readonly calls: readonly string[];
}

const macros: ReadonlyMap<string, Macro> = new Map(sets.flatMap((set) => Object.entries(set).map(([head, body]) => [head.slice(0, head.indexOf("(")), macroOf(head, body)] as const)));

function macroOf(head: string, body: string): Macro {
  const parameters = head.slice(head.indexOf("(") + 1, -1).split(",").map((name) => name.trim());
  return { parameters, body, statement: `CREATE MACRO ${head} AS ${body};`, calls: namesIn(body) };
}

const knownUses = new Map<string, readonly number[]>();

/** How often the macro of a name works out each of its arguments, as far as the text tells; empty if there is no such macro. */
export function argumentUses(name: string): readonly number[] {
  return macroUses(name, (each) => macros.get(each), knownUses);
}

const knownLambdas = new Map<string, boolean>();

/** Whether the macro of a name, or one that it calls, has a lambda in its text. */
export function hasLambda(name: string): boolean {
  const known = knownLambdas.get(name);
  if (known !== undefined) return known;
  const macro = macros.get(name);
  const found = macro !== undefined && (/\blambda\b/.test(macro.body) || macro.calls.some(hasLambda));
  knownLambdas.set(name, found);
  return found;
}

function namesIn(text: string): string[] {
  return [...new Set(text.match(/\bkql_[a-z0-9_]+(?=\()/g) ?? [])];
}

/**
 * The statements that make the macros that an SQL text calls, and those that these call, each after what it needs. They hold
 * nothing but text of ours. Making a macro costs DuckDB about half a millisecond, so only what a query needs is made.
 * @param done Names that exist already; the names of the statements given are added to it.
 */
export function engineMacrosFor(sql: string, done: Set<string> = new Set()): string[] {
  const statements: string[] = [];
  for (const name of namesIn(sql)) collect(name, done, statements);
  return statements;
}

function collect(name: string, done: Set<string>, statements: string[]): void {
  if (done.has(name)) return;
  done.add(name);
  const macro = macros.get(name);
  if (!macro) throw new InternalError({ code: "macro-unknown", message: `The engine's macro ${name} does not exist. Report this query to the huntkit project.` });
  for (const used of macro.calls) collect(used, done, statements);
  statements.push(macro.statement);
}

/** The statements that make all macros of the engine, in an order in which each finds what it calls. */
export const engineMacros: readonly string[] = Object.freeze(engineMacrosFor([...macros.keys()].map((name) => `${name}(`).join(" ")));
