import type { SchemaFinding } from "../generated/query-file-validator.js";

type Members = Record<string, unknown>;

const metadataTexts = ["description", "data_source", "database", "cluster"];
const metadataLists = ["tags", "data_families", "data_environments", "clusters", "tactics", "techniques", "references"];

/**
 * Makes texts of the numbers, truth values and dates that stand where only a text makes sense (`description: 42`), and leaves out
 * metadata without a value, as the reference does. Changes the document.
 */
export function readLeniently(document: unknown): void {
  if (!isMembers(document)) return;
  lenientMetadata(document["metadata"]);
  if (isMembers(document["defaults"])) {
    lenientMetadata(document["defaults"]["metadata"]);
    lenientParameters(document["defaults"]["parameters"]);
  }
  for (const source of membersOf(document["sources"])) {
    makeText(source, "description");
    lenientMetadata(source["metadata"]);
    lenientParameters(source["parameters"]);
    if (isMembers(source["args"])) makeText(source["args"], "uri");
  }
}

function lenientMetadata(metadata: unknown): void {
  if (!isMembers(metadata)) return;
  for (const name of metadataTexts) {
    if (metadata[name] === null) delete metadata[name];
    else makeText(metadata, name);
  }
  for (const name of metadataLists) makeTexts(metadata, name);
}

function lenientParameters(parameters: unknown): void {
  for (const parameter of membersOf(parameters)) {
    makeText(parameter, "description");
    makeTexts(parameter, "aliases");
  }
}

function makeTexts(members: Members, name: string): void {
  const list = members[name];
  if (Array.isArray(list)) members[name] = list.map((item) => scalarText(item) ?? (item as unknown));
  else if (name !== "data_families" && name !== "data_environments") makeText(members, name);
}

function makeText(members: Members, name: string): void {
  const text = scalarText(members[name]);
  if (text !== undefined) members[name] = text;
}

function scalarText(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? String(value) : undefined;
}

/** Metadata that the reference has no use for, or another one. */
const freeMetadata = /^(\/metadata|\/defaults\/metadata|\/sources\/[^/]+\/metadata)\/((?!(?:data_environments|data_families|template_syntax)(?:\/|$))[^/]+)/;
/** Members of a parameter that only huntkit knows. */
const freeParameterMember = /^((?:\/defaults|\/sources\/[^/]+)\/parameters\/[^/]+)\/(items|required|values|min|max|pattern|examples|secret)(?:\/|$)/;
const placesOfNames = /^(?:\/sources|(?:\/defaults|\/sources\/[^/]+)\/parameters)$/;

/** Whether a finding of the schema does not matter in the reference's files: its names and members are free. */
export function isTolerable({ instancePath, keyword, propertyName }: SchemaFinding): boolean {
  if (keyword === "additionalProperties") return true;
  if (keyword === "pattern" && propertyName !== undefined) return placesOfNames.test(instancePath) && isUsableName(propertyName);
  return freeMetadata.test(instancePath) || freeParameterMember.test(instancePath);
}

function isUsableName(name: string): boolean {
  return name.trim() !== "" && !/\p{C}/u.test(name);
}

/** Takes the members out of a document that do not have the form that huntkit knows them in. Changes the document. */
export function withoutUnknownForms(document: unknown, findings: readonly SchemaFinding[]): void {
  for (const { instancePath, keyword } of findings) {
    const match = keyword === "additionalProperties" ? null : (freeMetadata.exec(instancePath) ?? freeParameterMember.exec(instancePath));
    const owner = match?.[1] === undefined ? undefined : memberAt(document, match[1]);
    if (isMembers(owner)) delete owner[unescaped(match?.[2] ?? "")];
  }
}

function memberAt(document: unknown, pointer: string): unknown {
  return pointer.split("/").slice(1).reduce<unknown>((node, part) => (isMembers(node) ? node[unescaped(part)] : undefined), document);
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function membersOf(value: unknown): Members[] {
  return isMembers(value) ? Object.values(value).filter(isMembers) : [];
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
