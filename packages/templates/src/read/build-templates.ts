import { HuntError, TemplateError } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import type { QueryTemplate, QueryWarning, TemplateParameter, TemplateSyntax } from "../model/query-template.js";
import { templateNodes, usedNames } from "../syntax/template-nodes.js";
import type { MetadataDocument, QueryFileDocument, SourceDocument } from "./query-file-document.js";
import { type ParameterDefinition, readParameterDefinition } from "./read-parameter-definition.js";

/** Turns a checked document into templates. The first mistake of a query is thrown with the query's name in `query`. */
export function buildTemplate(name: string, document: QueryFileDocument, file: string | undefined, warnings: QueryWarning[]): QueryTemplate {
  const source = document.sources[name] as SourceDocument;
  const metadata = source.metadata ? Object.freeze(merge(sharedParts(document).metadata, source.metadata)) : sharedParts(document).metadata;
  const syntax: TemplateSyntax = document.metadata["template_syntax"] === "huntkit" ? "huntkit" : "python";
  const own: QueryWarning[] = [];
  const template = Object.freeze({
    name,
    families: names(metadata["data_families"]),
    environments: environmentsOf(metadata["data_environments"], syntax),
    description: source.description?.trim() || String(document.metadata["description"] ?? ""),
    syntax,
    query: withMacros(source, syntax),
    parameters: Object.freeze(parametersOf(document, source, syntax, own)),
    ...(source.require_one_of ? { requireOneOf: Object.freeze([...source.require_one_of]) } : {}),
    tags: names(metadata["tags"]),
    metadata,
    ...(file === undefined ? {} : { file }),
    ...(source.args.uri ? { uri: source.args.uri } : {}),
  });
  checkNames(template);
  checkEscaped(template);
  checkRequireOneOf(template);
  warnings.push(...own.map((warning) => ({ ...warning, query: name, ...(file === undefined ? {} : { file }) })));
  return template;
}

/** What the queries of a file have in common, made once. */
interface SharedParts {
  /** Metadata of the file's defaults over the file's. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Parameters of the defaults that a query takes over as they are, and what there is to warn of in each. */
  readonly parameters: Map<string, { readonly parameter: TemplateParameter; readonly warnings: readonly QueryWarning[] }>;
}

const shared = new WeakMap<QueryFileDocument, SharedParts>();

function sharedParts(document: QueryFileDocument): SharedParts {
  let parts = shared.get(document);
  if (!parts) shared.set(document, (parts = { metadata: Object.freeze(merge(document.metadata, document.defaults?.metadata ?? {})), parameters: new Map() }));
  return parts;
}

/** Objects are merged member by member. */
function merge(base: MetadataDocument, over: MetadataDocument): MetadataDocument {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? merge(before, value) : value;
  }
  return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function names(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return Object.freeze([...new Set(list.map((name) => String(name).trim()).filter((name) => name !== ""))]);
}

/** Old files of the reference write `DataEnvironment.MDE` for `MDE`. */
function environmentsOf(value: unknown, syntax: TemplateSyntax): readonly string[] {
  const found = names(value);
  return syntax === "huntkit" ? found : Object.freeze(found.map((name) => name.split(".")[1] ?? name));
}

/** Parameters of the source over the defaults, key by key of each parameter. One of a group that needs only one value is not required by itself. */
function parametersOf(document: QueryFileDocument, { parameters: own, require_one_of: group }: SourceDocument, syntax: TemplateSyntax, warnings: QueryWarning[]): TemplateParameter[] {
  const defaults = document.defaults?.parameters;
  return Object.keys({ ...defaults, ...own }).map((name) => {
    const inherited = own?.[name] === undefined;
    if (inherited && !group?.includes(name)) return inheritedParameter(document, name, syntax, warnings);
    return readParameterDefinition(name, typedDefinition(name, { ...(group?.includes(name) ? { required: false } : {}), ...defaults?.[name], ...own?.[name] }), syntax, warnings, inherited);
  });
}

function inheritedParameter(document: QueryFileDocument, name: string, syntax: TemplateSyntax, warnings: QueryWarning[]): TemplateParameter {
  const { parameters } = sharedParts(document);
  let known = parameters.get(name);
  if (!known) {
    const own: QueryWarning[] = [];
    const parameter = readParameterDefinition(name, typedDefinition(name, { ...document.defaults?.parameters?.[name] }), syntax, own, true);
    parameters.set(name, (known = { parameter, warnings: own }));
  }
  warnings.push(...known.warnings);
  return known.parameter;
}

function typedDefinition(name: string, definition: Partial<ParameterDefinition>): ParameterDefinition {
  if (definition.type === undefined) throw new TemplateError({ code: "parameter-type-missing", message: `Parameter ${name} has no type` });
  return { ...definition, type: definition.type };
}

function withMacros({ args, query_macros: macros }: SourceDocument, syntax: TemplateSyntax): string {
  const value = (name: string): string | undefined => (macros && Object.hasOwn(macros, name) ? String(macros[name]?.value ?? "") : undefined);
  return macroNames(args.query).reduce((text, name) => text.replaceAll(`$<${name}>$`, (whole) => value(name) ?? (syntax === "python" ? "" : whole)), args.query);
}

/**
 * The names of the macros of a query in the order in which they are put in, one after the other, so that one can stand in another. As
 * in the reference; there, macros that are not there are taken away.
 */
export function macroNames(query: string): string[] {
  return Array.from(query.matchAll(/\$<([^>]+)>\$/g), ([, name = ""]) => name);
}

function checkNames(template: QueryTemplate): void {
  const declared = new Set(template.parameters.map((parameter) => parameter.name));
  const undeclared = [...usedNames(templateNodes(template))].filter((name) => !declared.has(name));
  if (undeclared.length > 0)
    throw new TemplateError({ code: "placeholder-undeclared", message: `Query ${template.name} uses ${undeclared.join(", ")}, not declared under parameters. Declare ${undeclared.length === 1 ? "it" : "them"} with a type` });
}

/** A parameter that is never put in because a backslash makes its braces text: an easy mistake in paths, and a silent one. */
function checkEscaped({ name, query, syntax, parameters }: QueryTemplate): void {
  if (syntax !== "huntkit") return;
  const escaped = Array.from(query.matchAll(/(?<!\\)\\\{\{[~ ]*([A-Za-z_][A-Za-z0-9_]*)[~ ]*\}\}/g), ([, slot = ""]) => slot).find((slot) => parameters.some((parameter) => parameter.name === slot));
  if (escaped !== undefined)
    throw new TemplateError({
      code: "placeholder-escaped",
      message: `In query ${name} a backslash stands before {{${escaped}}}, which makes the braces text, so that the value is not put in. In "…" write the backslash as \\\\ ; instead of @"…" write the string as "…" with doubled backslashes`,
    });
}

function checkRequireOneOf({ name, requireOneOf = [], parameters }: QueryTemplate): void {
  const known = parameters.map((parameter) => parameter.name);
  const unknown = requireOneOf.filter((one) => !known.includes(one));
  const [first] = unknown;
  if (first !== undefined)
    throw new TemplateError({ code: "require-one-of-unknown", message: `The require_one_of of query ${name} names ${unknown.join(", ")}, which is not among its parameters.${didYouMean(first, known)} Declare it, or take it out` });
  if (requireOneOf.length === 1)
    throw new TemplateError({ code: "require-one-of-single", message: `The require_one_of of query ${name} names one parameter only. Name two or more, or set \`required: true\` on that parameter` });
}

/** The message of an error about one query, without the file name that it may carry already. */
export function messageOf(error: unknown): string {
  return HuntError.isInstance(error) ? error.message.replace(/\.$/, "") : String(error);
}
