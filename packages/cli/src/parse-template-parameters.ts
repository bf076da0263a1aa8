import { ParameterError } from "@huntkit/provider";
import { didYouMean } from "@huntkit/core";
import type { ParameterValues, QueryTemplate, TemplateParameter } from "@huntkit/templates";

/** Options of the command itself, to suggest when a name is mistyped. */
const ownOptions = ["param", "env", "path", "queries", "format", "output", "limit", "csv-safe", "help"];

interface GivenValue {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads the parameters of a template from a command line: `--name value`, `--name=value`, and the values of `--param
 * name=value`. Names may be aliases, in any case, with `-` for `_`. A parameter of type list may be given several times; a
 * bool without a value is true.
 * @param rest What the command line holds beside the command's own options.
 * @throws {ParameterError} for a name that the template does not have (the nearest are suggested), a name without a value, or
 * one given twice.
 */
export function parseTemplateParameters(template: QueryTemplate, rest: readonly string[], pairs: readonly string[] = []): ParameterValues {
  const values = new Map<string, string | string[]>();
  for (const given of [...optionPairs(template, rest), ...pairs.map(pairOf)]) {
    const parameter = findParameter(template, given.name);
    values.set(parameter.name, joined(template, parameter, values.get(parameter.name), given.value));
  }
  return Object.fromEntries(values);
}

function* optionPairs(template: QueryTemplate, rest: readonly string[]): Generator<GivenValue, void, void> {
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (!word.startsWith("--") || word === "--") throw strayWord(word);
    const equals = word.indexOf("=");
    if (equals > 0) yield { name: word.slice(2, equals), value: word.slice(equals + 1) };
    else {
      const name = word.slice(2);
      const parameter = findParameter(template, name);
      const next = rest[at + 1];
      if (next !== undefined && !next.startsWith("--")) at++;
      else if (parameter.type !== "bool") throw withoutValue(name);
      yield { name, value: next !== undefined && !next.startsWith("--") ? next : "true" };
    }
  }
}

function pairOf(pair: string): GivenValue {
  const equals = pair.indexOf("=");
  if (equals > 0) return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  throw new ParameterError({ code: "parameter-form", message: `"--param ${pair}" has no name and value. Write --param name=value.` });
}

function findParameter(template: QueryTemplate, name: string): TemplateParameter {
  const wanted = normal(name);
  const found = template.parameters.find((parameter) => parameter.name === name || parameter.aliases.includes(name)) ??
    template.parameters.find((parameter) => [parameter.name, ...parameter.aliases].some((known) => normal(known) === wanted));
  if (found) return found;
  const known = template.parameters.flatMap((parameter) => [parameter.name, ...parameter.aliases]);
  throw new ParameterError({
    code: "parameter-unknown",
    message: `The query ${template.name} has no parameter "${name}", and there is no such option.${didYouMean(name, [...known, ...ownOptions])} Its parameters: ${template.parameters.map((parameter) => parameter.name).join(", ") || "none"}.`,
  });
}

function normal(name: string): string {
  return name.replaceAll("-", "_").toLowerCase();
}

function joined(template: QueryTemplate, parameter: TemplateParameter, before: string | string[] | undefined, value: string): string | string[] {
  if (before === undefined) return value;
  if (parameter.type === "list") return [...(typeof before === "string" ? [before] : before), value];
  throw new ParameterError({
    code: "parameter-twice",
    message: `The parameter ${parameter.name} of ${template.name} is given twice. Only lists may be given several times; give it once.`,
  });
}

function withoutValue(name: string): ParameterError {
  return new ParameterError({ code: "parameter-without-value", message: `The parameter --${name} has no value. Write --${name} <value>, or --${name}=<value> if the value begins with --.` });
}

function strayWord(word: string): ParameterError {
  return new ParameterError({ code: "word-unexpected", message: `"${word}" is not expected here. Values are given by name: --name value (put a value with blanks into quotes).` });
}
