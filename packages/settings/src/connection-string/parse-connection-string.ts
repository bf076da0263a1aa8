import { ParameterError, Secret } from "@huntkit/provider";
import { connectionArgumentDefinition, connectionArgumentName, type ConnectionArgumentName } from "../model/connection-argument-name.js";
import { unknownArgument } from "../resolve/argument-levels.js";

/**
 * Reads a connection string, for example `tenant_id='…'; client_id='…'; client_secret='…'`.
 *
 * ```text
 * string = [ pair ] *( ";" [ pair ] )
 * pair   = blank name blank "=" blank value blank
 * value  = "'" *( any but "'" / "''" ) "'"  /  '"' *( any but '"' / '""' ) '"'  /  any but ";" that does not begin with a quote
 * ```
 *
 * Names are those of connection arguments in any spelling. A value without quotes ends before the next `;`, and blanks around it do
 * not count.
 * @returns the values by canonical name; secrets as `Secret`.
 * @throws {ParameterError} with the place, for an unknown or double name, an open quote, or a pair without `=`. It never holds a value.
 */
export function parseConnectionString(text: string): Readonly<Partial<Record<ConnectionArgumentName, string | Secret>>> {
  const values = new Map<ConnectionArgumentName, string | Secret>();
  let at = 0;
  while ((at = afterBlanks(text, at)) < text.length) {
    if (text[at] === ";") {
      at++;
      continue;
    }
    const pair = readPair(text, at);
    if (values.has(pair.name)) throw stringError("connection-string-twice", `${pair.name} stands in it twice`, at);
    values.set(pair.name, pair.value);
    at = pair.end;
  }
  return Object.freeze(Object.fromEntries(values));
}

interface ConnectionPair {
  readonly name: ConnectionArgumentName;
  readonly value: string | Secret;
  readonly end: number;
}

function readPair(text: string, start: number): ConnectionPair {
  const equals = indexOrEnd(text, "=", start);
  if (equals > indexOrEnd(text, ";", start) || equals === text.length) throw stringError("connection-string-pair", "a name has no = behind it. Write name='value'; a value that holds ; or begins with a quote stands in quotes", start);
  const name = connectionArgumentName(text.slice(start, equals).trim());
  if (name === undefined) throw located(unknownArgument(text.slice(start, equals).trim()), start);
  const { value, end } = readValue(text, afterBlanks(text, equals + 1));
  const isSecret = connectionArgumentDefinition(name).kind === "secret";
  return { name, value: isSecret ? new Secret(value) : value, end };
}

function readValue(text: string, start: number): { readonly value: string; readonly end: number } {
  const quote = text[start];
  if (quote !== "'" && quote !== '"') {
    const end = indexOrEnd(text, ";", start);
    return { value: text.slice(start, end).trim(), end };
  }
  const parts: string[] = [];
  for (let from = start + 1; ; ) {
    const close = text.indexOf(quote, from);
    if (close < 0) throw stringError("connection-string-quote", `a quote (${quote}) is not closed. Double a quote that belongs to the value`, start);
    parts.push(text.slice(from, close));
    if (text[close + 1] !== quote) return { value: parts.join(quote), end: endOfQuoted(text, close + 1) };
    from = close + 2;
  }
}

function endOfQuoted(text: string, after: number): number {
  const end = afterBlanks(text, after);
  if (end === text.length || text[end] === ";") return end;
  throw stringError("connection-string-quote", "something stands between a closing quote and the next ;. Double a quote that belongs to the value", end);
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}

function indexOrEnd(text: string, wanted: string, start: number): number {
  const at = text.indexOf(wanted, start);
  return at < 0 ? text.length : at;
}

function located(error: ParameterError, offset: number): ParameterError {
  return new ParameterError({ code: error.code, message: `In the connection string at character ${offset + 1}: ${error.message}` });
}

function stringError(code: string, problem: string, offset: number): ParameterError {
  return new ParameterError({ code, message: `In the connection string at character ${offset + 1}: ${problem}.` });
}
