import type { LintEdit, LintFinding } from "@huntkit/kql";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError } from "@huntkit/provider";
import { lintTemplate, parseQueryFile, yamlPlaces, type QueryTemplate, type RenderedQuery, type YamlPlace } from "@huntkit/templates";
import { schemaEnvironments } from "../defender-service.js";
import type { FileFinding, FileFix } from "./file-finding.js";
import { lintInEnvironments } from "./lint-in-environments.js";
import { renderedTheOtherWay, renderedWithExamples } from "./rendered-with-examples.js";
import { nameHint } from "./name-hint.js";
import { TextLines } from "./text-lines.js";

interface Subject {
  readonly file: string;
  readonly text: string;
  readonly lines: TextLines;
  readonly places: ReadonlyMap<string, YamlPlace>;
  /** The environment for queries that run in `Local` only. */
  readonly environment: string;
}

/**
 * Lints a query file: its form, each template, and the KQL that each gives with example values in every data environment it
 * names: once for each answer to a condition.
 * @returns the findings in the order of the file.
 * @param environment The data environment whose schema counts for queries that name none but Local.
 */
export async function lintQueryFile(file: string, text: string, environment: string): Promise<FileFinding[]> {
  try {
    const parsed = await parseQueryFile(text, { file });
    const subject: Subject = { file, text, lines: new TextLines(text), places: await yamlPlaces(text), environment };
    const ofFile = [
      ...parsed.problems.map((problem) => errorFinding(file, problem)),
      ...parsed.warnings.map(({ code, message, query }) => ({ ...placeOfQuery(subject, query), code, severity: "warning" as const, message, ...(query !== undefined && { query }) })),
    ];
    const ofTemplates: FileFinding[] = [];
    for (const template of parsed.templates) ofTemplates.push(...(await lintOne(subject, template)));
    return [...ofFile, ...ofTemplates].sort((left, right) => left.line - right.line || left.column - right.column);
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return [errorFinding(file, error)];
  }
}

function errorFinding(file: string, error: HuntError): FileFinding {
  const place = (error as { place?: { line: number; column: number; length: number } }).place;
  return { file, line: place?.line ?? 1, column: place?.column ?? 1, length: Math.max(1, place?.length ?? 1), code: error.code, severity: "error", message: error.message };
}

async function lintOne(subject: Subject, template: QueryTemplate): Promise<FileFinding[]> {
  const place = placeOfQuery(subject, template.name);
  const own = lintTemplate(template, kqlDialect).map(({ code, severity, message, parameter }) => ({ ...placeOfParameter(subject, template.name, parameter), code, severity, message, query: template.name }));
  if (own.some(({ severity }) => severity === "error")) return own;
  const environments = schemaEnvironments(template.environments, subject.environment);
  if (environments.length === 0) return [...own, unknownEnvironment(template, place)];
  const rendered = renderedWithExamples(template);
  if ("code" in rendered) return [...own, { ...place, ...rendered, query: template.name }];
  const other = renderedTheOtherWay(template);
  const found = await lintRendered(subject, template, rendered, environments);
  const foundElsewhere = other === undefined ? [] : await lintRendered(subject, template, other, environments);
  return [...own, ...merged([...found, ...foundElsewhere.map(({ fix: _checkedForExamplesOnly, ...rest }) => rest)], environments.length)];
}

/** The findings in a rendered text, one for each environment that has it. */
async function lintRendered(subject: Subject, template: QueryTemplate, rendered: RenderedQuery, environments: readonly string[]): Promise<FileFinding[]> {
  const found = (await lintInEnvironments(rendered.text, environments)).filter(({ finding: { evidence } }) => evidence === undefined || rendered.placeOf(evidence).parameter === undefined);
  return found.flatMap(({ finding, environments: names }) => {
    const told = findingInQuery(subject, template, rendered, { ...finding, message: finding.message + nameHint(finding, rendered.text, names) });
    return names.map((environment) => ({ ...told, environment }));
  });
}

function unknownEnvironment(template: QueryTemplate, place: Pick<FileFinding, "file" | "line" | "column" | "length">): FileFinding {
  const message = `There is no schema for ${template.environments.join(", ")}, so only the form of the query was checked.`;
  return { ...place, code: "environment-unchecked", severity: "information", message, query: template.name };
}

/** A finding that every environment shows is told once, without an environment; only then can it be fixed. */
function merged(findings: readonly FileFinding[], environments: number): FileFinding[] {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    const key = `${finding.code}|${finding.line}|${finding.column}|${finding.message}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const { environment: _one, fix, ...first } = group[0] as FileFinding;
    const everywhere = new Set(group.map((one) => one.environment)).size >= environments;
    return [everywhere ? { ...first, ...(fix && { fix }) } : { ...first, environment: [...new Set(group.map((one) => one.environment))].join(", ") }];
  });
}

function placeOfQuery(subject: Subject, name: string | undefined): Pick<FileFinding, "file" | "line" | "column" | "length"> {
  const known = name === undefined ? undefined : subject.places.get(`/sources/${pointerPart(name)}`);
  return { file: subject.file, ...subject.lines.place(known?.key ?? 0), length: Math.max(1, name?.length ?? 1) };
}

/** The place of a parameter, in the query or in the file's defaults; else that of the query. */
function placeOfParameter(subject: Subject, query: string, parameter: string | undefined): Pick<FileFinding, "file" | "line" | "column" | "length"> {
  const known = parameter === undefined ? undefined : [`/sources/${pointerPart(query)}`, "/defaults"].map((owner) => subject.places.get(`${owner}/parameters/${pointerPart(parameter)}`)).find((place) => place);
  return known && parameter !== undefined ? { file: subject.file, ...subject.lines.place(known.key), length: parameter.length } : placeOfQuery(subject, query);
}

function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A finding in the rendered text at its place in the file; where that is not known, at the query's name. */
function findingInQuery(subject: Subject, template: QueryTemplate, rendered: RenderedQuery, finding: LintFinding): FileFinding {
  const { code, severity, message, place, fix } = finding;
  const edits = fix === undefined ? undefined : fixInFile(subject, rendered, fix.edits);
  const told = { query: template.name, code, severity, message, ...(edits && { fix: edits }) };
  const { within, line, column, parameter } = rendered.placeOf(place.offset);
  if (within !== "file") return { ...placeOfQuery(subject, template.name), ...told };
  const length = parameter === undefined ? place.length : parameter.length + 4;
  return { file: subject.file, line, column, length: subject.lines.lengthInLine(subject.lines.offset(line, column), length), ...told };
}

function fixInFile(subject: Subject, rendered: RenderedQuery, edits: readonly LintEdit[]): FileFix | undefined {
  const inFile: LintEdit[] = [];
  for (const edit of edits) {
    const offset = wholeStretch(subject, rendered, edit);
    if (offset === undefined) return undefined;
    inFile.push({ ...edit, offset });
  }
  return { edits: inFile, rendered: edits };
}

/** Where a stretch stands in the file, if all of it does, word for word. */
function wholeStretch(subject: Subject, rendered: RenderedQuery, { offset, length }: LintEdit): number | undefined {
  const { within, line, column, parameter } = rendered.placeOf(offset);
  if (within !== "file" || parameter !== undefined) return undefined;
  const start = subject.lines.offset(line, column);
  const size = Math.max(1, length);
  return subject.text.slice(start, start + size) === rendered.text.slice(offset, offset + size) ? start : undefined;
}
