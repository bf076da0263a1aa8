import { ParameterError, Secret } from "@huntkit/provider";
import { connectionArgumentName, type ConnectionArgumentName } from "../model/connection-argument-name.js";
import { unknownArgument } from "../resolve/argument-levels.js";

/**
 * Writes arguments as a connection string that `parseConnectionString` reads back to the same values. Each value stands in single
 * quotes; lists are joined with commas; `undefined` is left out. The text holds the secrets in clear, so it is given as a `Secret`.
 * @throws {ParameterError} for a name that is no argument of a connection, or one given twice.
 */
export function formatConnectionString(values: Readonly<Record<string, string | number | boolean | readonly string[] | Secret | undefined>>): Secret {
  const written = new Map<ConnectionArgumentName, string>();
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const name = connectionArgumentName(key);
    if (name === undefined) throw unknownArgument(key);
    if (written.has(name)) throw new ParameterError({ code: "argument-twice", message: `The argument ${name} is given under two names. Give it once.` });
    const text = value instanceof Secret ? value.reveal() : Array.isArray(value) ? value.join(",") : String(value);
    written.set(name, `${snakeCase(name)}='${text.replaceAll("'", "''")}'`);
  }
  return new Secret([...written.values()].join("; "));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
