import { HuntError, TemplateError } from "@huntkit/provider";
import { didYouMean } from "../model/nearest-names.js";
import type { QueryTemplate, QueryWarning, TemplateParameter, TemplateSyntax } from "../model/query-template.js";
import { templateNodes, usedNames } from "../syntax/template-nodes.js";
import type { MetadataDocument, ParametersDocument, QueryFileDocument, SourceDocument } from "./query-file-document.js";
import { readParameterDefinition } from "./read-parameter-definition.js";

/** Turns a checked document into templates. The first mistake of a query is thrown with the query's name in `query`. */
export function buildTemplate(name: string, document: QueryFileDocument, file: string | undefined, warnings: QueryWarning[]): QueryTemplate {
  const source = document.sources[name] as SourceDocument;
  const metadata = mergedMetadata(document, source);
  const syntax: TemplateSyntax = document.metadata["template_syntax"] === "huntkit" ? "huntkit" : "python";
  const own: QueryWarning[] = [];
  const template = Object.freeze({
    name,
    families: names(metadata["data_families"]),
    environments: names(metadata["data_environments"]),
    description: source.description?.trim() || String(document.metadata["description"] ?? ""),
    syntax,
    query: withMacros(source),
    parameters: Object.freeze(parametersOf(document.defaults?.parameters, source, syntax, own)),
    ...(source.require_one_of ? { requireOneOf: Object.freeze([...source.require_one_of]) } : {}),
    tags: names(metadata["tags"]),
    metadata,
    ...(file === undefined ? {} : { file }),
    ...(source.args.uri ? { uri: source.args.uri } : {}),
  });
  checkNames(template);
  checkRequireOneOf(template);
  warnings.push(...own.map((warning) => ({ ...warning, query: name, ...(file === undefined ? {} : { file }) })));
  return template;
}

/** Metadata of the source over that of the file's defaults over the file's; objects are merged member by member. */
function mergedMetadata(document: QueryFileDocument, source: SourceDocument): Readonly<Record<string, unknown>> {
  const merged = [document.metadata, document.defaults?.metadata, source.metadata].reduce<MetadataDocument>((result, next) => merge(result, next ?? {}), {});
  return Object.freeze(merged);
}

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
  return Object.freeze(list.map((name) => String(name).trim()).filter((name) => name !== ""));
}

/** Parameters of the source over the defaults, key by key of each parameter. One of a group that needs only one value is not required by itself. */
function parametersOf(defaults: ParametersDocument | null | undefined, { parameters: own, require_one_of: group }: SourceDocument, syntax: TemplateSyntax, warnings: QueryWarning[]): TemplateParameter[] {
  const all = { ...defaults, ...own };
  return Object.keys(all).map((name) => {
    const definition = { ...(group?.includes(name) ? { required: false } : {}), ...defaults?.[name], ...own?.[name] };
    if (definition.type === undefined) throw new TemplateError({ code: "parameter-type-missing", message: `Parameter ${name} has no type` });
    return readParameterDefinition(name, { ...definition, type: definition.type }, syntax, warnings, own?.[name] === undefined);
  });
}

function withMacros(source: SourceDocument): string {
  const macros = source.query_macros ?? {};
  return source.args.query.replace(/\$<([A-Za-z0-9_]+)>\$/g, (whole, name: string) => (Object.hasOwn(macros, name) ? String(macros[name]?.value) : whole));
}

function checkNames(template: QueryTemplate): void {
  const declared = new Set(template.parameters.map((parameter) => parameter.name));
  const undeclared = [...usedNames(templateNodes(template))].filter((name) => !declared.has(name));
  if (undeclared.length > 0)
    throw new TemplateError({ code: "placeholder-undeclared", message: `Query ${template.name} uses ${undeclared.join(", ")}, not declared under parameters. Declare ${undeclared.length === 1 ? "it" : "them"} with a type` });
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
