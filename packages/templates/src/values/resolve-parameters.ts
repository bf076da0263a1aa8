import { ParameterError, type TimeRange } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import type { QueryTemplate, TemplateParameter } from "../model/query-template.js";
import { readParameter } from "./read-parameter.js";
import type { ParameterValues, ResolvedValue } from "./typed-value.js";

/** Where values come from when the caller does not name them. */
export interface ResolveOptions {
  /** Stands in for `start` and `end` if the template has no default for them. */
  readonly timeRange?: TimeRange;
  /** Objects whose properties stand in for parameters of the same name or alias, first one first. */
  readonly entities?: readonly object[];
  /** The clock for relative times. Default: the system's. */
  readonly now?: () => Date;
}

/** The typed value of each parameter that has one, and which of them came from the template's default. */
export interface ResolvedParameters {
  readonly values: ReadonlyMap<string, ResolvedValue>;
  readonly defaulted: ReadonlySet<string>;
}

interface ParameterNames {
  /** Every name and alias to the parameter's name. */
  readonly known: ReadonlyMap<string, TemplateParameter>;
}

const namesOf = new WeakMap<QueryTemplate, ParameterNames>();
const constants = new WeakMap<TemplateParameter, ResolvedValue>();
const systemClock = (): Date => new Date();

/**
 * Finds and reads the value of each parameter: first those given by name, then properties of entities, then the template's
 * default, then the time range.
 * @throws {ParameterError} for an unknown name, a parameter given twice, a value that is not of its type, and once for all
 * required parameters that are missing, those of which one is needed among them.
 */
export function resolveParameters(template: QueryTemplate, given: ParameterValues, options: ResolveOptions = {}): ResolvedParameters {
  const byName = namedValues(template, given);
  const now = options.now ?? systemClock;
  const values = new Map<string, ResolvedValue>();
  const defaulted = new Set<string>();
  const missing: TemplateParameter[] = [];
  for (const parameter of template.parameters) {
    const value = byName.get(parameter.name) ?? fromEntities(parameter, options.entities);
    if (value !== undefined && value !== null) values.set(parameter.name, readParameter(value, parameter, now));
    else if (parameter.default !== undefined) {
      defaulted.add(parameter.name);
      values.set(parameter.name, defaultValue(parameter, now));
    } else fromTimeRange(parameter, options.timeRange, values, missing);
  }
  const isOneGiven = template.requireOneOf?.some((name) => isFilled(values.get(name))) ?? true;
  if (missing.length > 0 || !isOneGiven) throw missingError(template, missing, isOneGiven ? [] : (template.requireOneOf ?? []));
  return { values, defaulted };
}

function namedValues(template: QueryTemplate, given: ParameterValues): Map<string, unknown> {
  const { known } = parameterNames(template);
  const byName = new Map<string, unknown>();
  for (const name in given) {
    const value = given[name];
    if (value === undefined) continue;
    const parameter = known.get(name);
    if (!parameter) throw unknownError(template, name);
    if (byName.has(parameter.name))
      throw new ParameterError({
        code: "parameter-twice",
        message: `Parameter ${parameter.name} of ${template.name} is given twice: also as ${name}. Give it once.`,
      });
    byName.set(parameter.name, value);
  }
  return byName;
}

function parameterNames(template: QueryTemplate): ParameterNames {
  let names = namesOf.get(template);
  if (!names) {
    const known = new Map<string, TemplateParameter>();
    for (const parameter of template.parameters) for (const alias of parameter.aliases) known.set(alias, parameter);
    for (const parameter of template.parameters) known.set(parameter.name, parameter);
    namesOf.set(template, (names = { known }));
  }
  return names;
}

function fromEntities(parameter: TemplateParameter, entities: readonly object[] | undefined): unknown {
  if (!entities) return undefined;
  for (const entity of entities)
    for (const name of [parameter.name, ...parameter.aliases]) {
      const value = (entity as Readonly<Record<string, unknown>>)[name];
      if (value !== undefined && value !== null && typeof value !== "function") return value;
    }
  return undefined;
}

/** Defaults that do not depend on the clock are read once. */
function defaultValue(parameter: TemplateParameter, now: () => Date): ResolvedValue {
  const known = constants.get(parameter);
  if (known) return known;
  const value = readParameter(parameter.default, parameter, now);
  if (parameter.type !== "datetime" && parameter.items !== "datetime") constants.set(parameter, value);
  return value;
}

function fromTimeRange(parameter: TemplateParameter, range: TimeRange | undefined, values: Map<string, ResolvedValue>, missing: TemplateParameter[]): void {
  const time = parameter.type !== "datetime" ? undefined : parameter.name === "start" ? range?.start : parameter.name === "end" ? range?.end : undefined;
  if (time) values.set(parameter.name, { type: "datetime", value: time });
  else if (parameter.required) missing.push(parameter);
}

/** Whether a value says something: an empty text or list, and null, do not. */
function isFilled(value: ResolvedValue | undefined): boolean {
  if (value === undefined) return false;
  return "type" in value ? value.value !== null && value.value !== "" : value.length > 0;
}

function missingError(template: QueryTemplate, missing: readonly TemplateParameter[], group: readonly string[]): ParameterError {
  const line = (parameter: TemplateParameter): string => {
    const aliases = parameter.aliases.length > 0 ? ` (or ${parameter.aliases.join(", ")})` : "";
    return `  ${parameter.name}${aliases}: ${parameter.type}${parameter.description ? `, ${parameter.description}` : ""}`;
  };
  const required = missing.length === 0 ? [] : [`${missing.length === 1 ? "a parameter that was" : "parameters that were"} not given:\n${missing.map(line).join("\n")}`];
  const oneOf = group.length === 0 ? [] : [`at least one of these:\n${template.parameters.filter(({ name }) => group.includes(name)).map(line).join("\n")}`];
  return new ParameterError({ code: "parameters-missing", message: `Query ${template.name} needs ${[...required, ...oneOf].join("\nand ")}` });
}

function unknownError(template: QueryTemplate, name: string): ParameterError {
  const names = template.parameters.map((parameter) => parameter.name);
  const known = template.parameters.flatMap((parameter) => [parameter.name, ...parameter.aliases]);
  return new ParameterError({
    code: "parameter-unknown",
    message: `Query ${template.name} has no parameter ${name}.${didYouMean(name, known)} It has: ${names.join(", ") || "none"}.`,
  });
}
