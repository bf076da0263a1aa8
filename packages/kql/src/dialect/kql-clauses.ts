import { HuntError, ParameterError } from "@huntkit/provider";
import { kqlTokens } from "./kql-lexer.js";
import { kqlOperators } from "./kql-operators.table.js";
import type { KqlToken } from "./kql-token.js";

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const operatorName = /[A-Za-z]+(?:-[A-Za-z]+)*/y;

/** Checks and trims additional pipe clauses; see {@link QueryDialect.clauses}. */
export function kqlClauses(text: string): string {
  const tokens = lexed(text);
  const code = tokens.filter((token) => token.kind !== "comment");
  if (code.length === 0) return "";
  const pipes = topLevelPipes(text, code);
  if (pipes[0] !== code[0]?.start) throw refused("they do not begin with `|`");
  for (const pipe of pipes) checkOperator(text, pipe, code);
  return withoutComments(text, tokens).trim();
}

function lexed(text: string): KqlToken[] {
  try {
    return kqlTokens(text);
  } catch (error) {
    throw refused(HuntError.isInstance(error) ? error.message : "they cannot be read", error);
  }
}

/** Offsets of the pipes outside all brackets; brackets must match, and nothing that ends a statement may occur. */
function topLevelPipes(text: string, tokens: readonly KqlToken[]): number[] {
  const open: string[] = [];
  const pipes: number[] = [];
  for (const token of tokens) {
    const shown = text.slice(token.start, token.end);
    if (token.kind === "bad" || token.kind === "directive") throw refused(`\`${shown.slice(0, 20)}\` does not belong to KQL`);
    if (token.kind !== "punctuation") continue;
    if (shown === ";") throw refused("`;` begins another statement");
    if (shown === "<|") throw refused("`<|` belongs to management commands");
    if (shown === "|" && open.length === 0) pipes.push(token.start);
    const expected = closing[shown];
    if (expected) open.push(expected);
    else if (/^[)\]}]$/.test(shown) && open.pop() !== shown) throw refused(`\`${shown}\` closes nothing`);
  }
  if (open.length > 0) throw refused(`a closing \`${open.at(-1) ?? ""}\` is missing`);
  return pipes;
}

function checkOperator(text: string, pipe: number, tokens: readonly KqlToken[]): void {
  const next = tokens.find((token) => token.start > pipe);
  operatorName.lastIndex = next?.start ?? text.length;
  const name = operatorName.exec(text)?.[0] ?? "";
  if (!kqlOperators.has(name)) throw refused(`after \`|\` a tabular operator such as \`where\` is needed${name ? `, not \`${name}\`` : ""}`);
}

function withoutComments(text: string, tokens: readonly KqlToken[]): string {
  let kept = "";
  let from = 0;
  for (const token of tokens) {
    if (token.kind !== "comment") continue;
    kept += text.slice(from, token.start).replace(/[ \t]+$/, "");
    from = token.end;
  }
  return kept + text.slice(from);
}

function refused(reason: string, cause?: unknown): ParameterError {
  return new ParameterError({
    code: "clauses-invalid",
    message: `Only whole KQL clauses can be added to a query, for example \`| where RemotePort == 445 | take 10\`; ${reason}.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
