import { TemplateError, textPlace } from "@huntkit/provider";
import type { SchemaFinding } from "../generated/query-file-validator.js";
import { nearestNames } from "../model/nearest-names.js";
import type { QueryWarning } from "../model/query-template.js";
import { isTolerable, readLeniently, withoutUnknownForms } from "./lenient-document.js";
import type { QueryFileDocument } from "./query-file-document.js";
import { type YamlPlace, yamlPlaces } from "./yaml-places.js";

let library: Promise<typeof import("../generated/query-file-validator.js")> | undefined;

/** The validator, loaded at the first file. */
export function documentValidator(): Promise<typeof import("../generated/query-file-validator.js")> {
  return (library ??= import("../generated/query-file-validator.js"));
}

/** The members that each kind of object may have, for "did you mean". */
const knownMembers: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^$/, ["metadata", "defaults", "sources"]],
  [/^\/defaults$/, ["metadata", "parameters"]],
  [/^\/sources\/[^/]+$/, ["description", "metadata", "args", "parameters", "require_one_of", "query_macros", "tests"]],
  [/^\/sources\/[^/]+\/args$/, ["query", "uri"]],
  [/^\/(?:defaults|sources\/[^/]+)\/parameters\/[^/]+$/, ["type", "items", "description", "default", "required", "aliases", "values", "min", "max", "pattern", "examples", "format", "secret"]],
];

/** A document that fits the schema, and what there is to warn of. */
export interface ValidDocument {
  readonly document: QueryFileDocument;
  readonly warnings: QueryWarning[];
}

/**
 * Checks a document against the schema of query files. In files that declare huntkit's syntax every finding is an error. The reference
 * asks for less: there, names and members that the schema does not know, and values of an unknown form where they do not matter, are warnings.
 * @throws {TemplateError} with line and column; all further findings follow in the message.
 */
export async function validateDocument(value: unknown, text: string, strict: boolean, file?: string): Promise<ValidDocument> {
  const { default: validate } = await documentValidator();
  if (!strict) readLeniently(value);
  const document = value as QueryFileDocument;
  if (validate(value)) return { document, warnings: [] };
  const findings = (validate.errors ?? []).filter((finding) => finding.keyword !== "if" && finding.keyword !== "propertyNames");
  const places = await yamlPlaces(text);
  const wrong = strict ? findings : findings.filter((finding) => !isTolerable(finding));
  if (wrong.length > 0) throw findingsError(wrong, places, text, file);
  const warnings = findings.map((finding) => ({ code: isUnknownMember(finding) ? "query-file-unknown-key" : "query-file-form", message: located(finding, places, text, file), ...(file === undefined ? {} : { file }) }));
  withoutUnknownForms(value, findings);
  return { document, warnings };
}

function isUnknownMember(finding: SchemaFinding): boolean {
  return finding.keyword === "additionalProperties";
}

function findingsError(findings: readonly SchemaFinding[], places: ReadonlyMap<string, YamlPlace>, text: string, file: string | undefined): TemplateError {
  const [first, ...more] = findings;
  const lines = [...new Set(more.map((finding) => `  ${located(finding, places, text)}`))].slice(0, 9);
  return new TemplateError({
    code: "query-file-invalid",
    message: [first ? located(first, places, text, file) : "The query file is not valid.", ...lines].join("\n"),
    place: textPlace(text, first ? offsetOf(first, places) : 0),
    ...(file === undefined ? {} : { file }),
  });
}

function offsetOf(finding: SchemaFinding, places: ReadonlyMap<string, YamlPlace>): number {
  const member = finding.params["additionalProperty"] ?? finding.propertyName;
  const inner = typeof member === "string" ? places.get(`${finding.instancePath}/${member}`) : undefined;
  return (inner ?? places.get(finding.instancePath))?.key ?? 0;
}

function located(finding: SchemaFinding, places: ReadonlyMap<string, YamlPlace>, text: string, file?: string): string {
  const place = textPlace(text, offsetOf(finding, places));
  const where = `${file === undefined ? "L" : `${file}, l`}ine ${place.line}, column ${place.column}`;
  const at = finding.instancePath === "" ? "the file" : finding.instancePath.slice(1).replaceAll("/", ".");
  return `${where}: ${said(finding, at)}.`;
}

function said(finding: SchemaFinding, at: string): string {
  const { keyword, params } = finding;
  if (keyword === "required") return `${at} has no \`${String(params["missingProperty"])}\``;
  if (keyword === "additionalProperties") return unknownMember(finding, at);
  if (keyword === "type") return `${at} must be ${words(params["type"])}`;
  if (keyword === "enum") return `${at} must be one of ${words(params["allowedValues"])}`;
  if (keyword === "minItems" && params["limit"] === 2) return `${at} must name at least two`;
  if (keyword === "minProperties" || keyword === "minItems") return `${at} must not be empty`;
  if (keyword === "uniqueItems") return `${at} names the same twice`;
  if (keyword === "pattern" && finding.propertyName !== undefined) return `\`${finding.propertyName}\` in ${at} is not a name: use letters, digits and _`;
  if (keyword === "pattern") return `${at} must not be blank`;
  return `${at} ${finding.message ?? "is not valid"}`;
}

function words(value: unknown): string {
  return Array.isArray(value) ? value.join(" or ") : String(value);
}

function unknownMember(finding: SchemaFinding, at: string): string {
  const name = String(finding.params["additionalProperty"]);
  const known = knownMembers.find(([path]) => path.test(finding.instancePath))?.[1] ?? [];
  const near = nearestNames(name, known);
  return `${at} has an unknown key \`${name}\`${near.length > 0 ? `; did you mean ${near.join(" or ")}?` : known.length > 0 ? `; known are ${known.join(", ")}` : ""}`;
}
