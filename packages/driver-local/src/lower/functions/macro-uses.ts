/** A macro by its head and body; see `macros/macro-set.ts`. */
export interface MacroText {
  readonly parameters: readonly string[];
  readonly body: string;
}

/** A part of a body: plain text, or a call of another macro with the texts of its arguments. */
type Part = string | { readonly name: string; readonly args: readonly string[] };

/**
 * How often each argument of a macro stands in its body when all macros are pasted in: DuckDB works an argument out as often,
 * unless it sees that the copies are the same.
 * @param find The macro of a name.
 */
export function macroUses(name: string, find: (name: string) => MacroText | undefined, known: Map<string, readonly number[]>): readonly number[] {
  const done = known.get(name);
  if (done) return done;
  const macro = find(name);
  if (!macro) return [];
  const parts = partsOf(macro.body);
  const uses = macro.parameters.map((parameter) => countIn(parts, parameter, (called) => macroUses(called, find, known)));
  known.set(name, uses);
  return uses;
}

function countIn(parts: readonly Part[], parameter: string, usesOf: (name: string) => readonly number[]): number {
  let count = 0;
  for (const part of parts) {
    if (typeof part === "string") count += [...part.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].filter(([word]) => word === parameter).length;
    else for (const [index, argument] of part.args.entries()) count += countIn(partsOf(argument), parameter, usesOf) * (usesOf(part.name)[index] ?? 1);
  }
  return count;
}

/** The body without its texts in quotes, taken apart at the calls of macros. */
function partsOf(body: string): Part[] {
  const text = body.replace(/'(?:[^']|'')*'/g, "''");
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(/\bkql_[a-z0-9_]+\(/g)) {
    if (match.index < from) continue;
    const { args, end } = argumentsAt(text, match.index + match[0].length);
    parts.push(text.slice(from, match.index), { name: match[0].slice(0, -1), args });
    from = end;
  }
  return [...parts, text.slice(from)];
}

function argumentsAt(text: string, start: number): { readonly args: string[]; readonly end: number } {
  const args: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth++;
    else if (depth > 0 && ")]}".includes(character)) depth--;
    else if (depth === 0 && (character === "," || character === ")")) {
      args.push(text.slice(from, at));
      from = at + 1;
      if (character === ")") return { args, end: from };
    }
  }
  return { args, end: text.length };
}
