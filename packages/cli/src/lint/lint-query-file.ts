import type { LintFinding } from "@huntkit/kql";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError, textPlace } from "@huntkit/provider";
import { defenderEnvironmentNamed } from "@huntkit/schemas";
import { lintTemplate, parseQueryFile, renderQuery, yamlPlaces, type QueryTemplate, type YamlPlace } from "@huntkit/templates";
import { exampleValues } from "./example-values.js";
import type { FileFinding } from "./file-finding.js";
import { lintService } from "./lint-kql-text.js";

interface Subject {
  readonly file: string;
  readonly text: string;
  readonly places: ReadonlyMap<string, YamlPlace>;
}

/**
 * Lints a query file: its form, each template, and the KQL that each gives with example values in every data environment it
 * names.
 */
export async function lintQueryFile(file: string, text: string): Promise<FileFinding[]> {
  try {
    const parsed = await parseQueryFile(text, { file });
    const subject: Subject = { file, text, places: await yamlPlaces(text) };
    const ofFile = [
      ...parsed.problems.map((problem) => errorFinding(file, problem)),
      ...parsed.warnings.map(({ code, message, query }) => ({ ...placeOfQuery(subject, query), code, severity: "warning" as const, message, ...(query !== undefined && { query }) })),
    ];
    const ofTemplates: FileFinding[] = [];
    for (const template of parsed.templates) ofTemplates.push(...(await lintOne(subject, template)));
    return [...ofFile, ...ofTemplates];
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
  const own = lintTemplate(template, kqlDialect).map(({ code, severity, message }) => ({ ...place, code, severity, message, query: template.name }));
  if (own.some(({ severity }) => severity === "error")) return own;
  const environments = [...new Set(template.environments.map(defenderEnvironmentNamed).filter((name) => name !== undefined))];
  const found: FileFinding[] = [];
  for (const environment of environments) {
    const rendered = renderedText(template);
    if (typeof rendered !== "string") return [...own, { ...place, ...rendered, query: template.name }];
    const service = await lintService(environment);
    for (const finding of service.lint(rendered)) found.push({ ...placeInQuery(subject, template, rendered, finding), environment, query: template.name });
  }
  return [...own, ...merged(found, environments.length)];
}

function renderedText(template: QueryTemplate): string | Pick<FileFinding, "code" | "severity" | "message"> {
  try {
    return renderQuery(template, exampleValues(template), { dialect: kqlDialect });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    return { code: error.code, severity: "error", message: `The query cannot be filled in with example values: ${error.message}` };
  }
}

/** A finding that every environment shows is told once, without an environment. */
function merged(findings: readonly FileFinding[], environments: number): FileFinding[] {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    const key = `${finding.code}|${finding.line}|${finding.column}|${finding.message}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0] as FileFinding;
    if (group.length < environments) return [{ ...first, environment: group.map((one) => one.environment).join(", ") }];
    const { environment: _all, ...rest } = first;
    return [rest];
  });
}

function placeOfQuery(subject: Subject, name: string | undefined): Pick<FileFinding, "file" | "line" | "column" | "length"> {
  const known = name === undefined ? undefined : subject.places.get(`/sources/${pointerPart(name)}`);
  const { line, column } = textPlace(subject.text, known?.key ?? 0);
  return { file: subject.file, line, column, length: Math.max(1, name?.length ?? 1) };
}

function pointerPart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Where a finding in the rendered text stands in the file: the same line of a block text, if filling in changed no line of it; else
 * the query's name.
 */
function placeInQuery(subject: Subject, template: QueryTemplate, rendered: string, finding: LintFinding): FileFinding {
  const { code, severity, message, place } = finding;
  const value = subject.places.get(`/sources/${pointerPart(template.name)}/args/query`);
  const sourceLines = template.query.replace(/\n+$/, "").split("\n");
  const fileLine = value === undefined ? 0 : textPlace(subject.text, value.start).line + place.line - 1;
  const line = subject.text.split("\n")[fileLine - 1] ?? "";
  const same = rendered.replace(/\n+$/, "").split("\n").length === sourceLines.length && line.includes((sourceLines[place.line - 1] ?? "").trim());
  if (!same) return { ...placeOfQuery(subject, template.name), code, severity, message };
  const word = rendered.slice(place.offset, place.offset + place.length).split("\n")[0] ?? "";
  const at = line.indexOf(word);
  const indent = line.length - line.trimStart().length;
  return { file: subject.file, line: fileLine, column: (word !== "" && at >= 0 ? at : indent) + 1, length: Math.max(1, at >= 0 ? word.length : line.trim().length), code, severity, message };
}
