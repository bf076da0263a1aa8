import { isDeepStrictEqual } from "node:util";
import type { LintEdit } from "@huntkit/kql";
import { kqlDialect } from "@huntkit/kql/dialect";
import { parseQueryFile, templateSlots, type QueryTemplate } from "@huntkit/templates";
import type { FileFinding } from "./file-finding.js";
import { renderedWithExamples } from "./rendered-with-examples.js";

/** A file's text after its safe findings were mended. */
export interface FixedText {
  readonly text: string;
  /** The findings that were mended. */
  readonly fixed: readonly FileFinding[];
}

/**
 * Mends what can be mended without changing what a query gives. A file with an error in its form is left as it is. In a query file each
 * change is checked: read again, every query gives the text that it should and nothing else of it has changed.
 */
export async function fixFile(text: string, findings: readonly FileFinding[], isQueryFile: boolean): Promise<FixedText> {
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  if (fixable.length === 0) return { text, fixed: [] };
  const holds = isQueryFile ? await queryFileCheck(text) : async () => true;
  if (holds === undefined) return { text, fixed: [] };
  if (await holds(withEdits(text, fixable), fixable)) return { text: withEdits(text, fixable), fixed: fixable };
  const fixed: FileFinding[] = [];
  for (const group of sameEdits(fixable)) if (await holds(withEdits(text, [...fixed, ...group]), [...fixed, ...group])) fixed.push(...group);
  return { text: withEdits(text, fixed), fixed };
}

type Check = (after: string, fixed: readonly FileFinding[]) => Promise<boolean>;

async function queryFileCheck(before: string): Promise<Check | undefined> {
  const { templates, problems } = await parseQueryFile(before);
  if (problems.length > 0) return undefined;
  return async (after, fixed) => {
    const changed = await parseQueryFile(after);
    if (changed.problems.length > 0 || changed.templates.length !== templates.length) return false;
    return templates.every((template, index) => isMended(template, changed.templates[index], fixed.filter(({ query }) => query === template.name)));
  };
}

/** Whether a template is the same but for the fixes in the text that it gives. */
function isMended(before: QueryTemplate, after: QueryTemplate | undefined, fixed: readonly FileFinding[]): boolean {
  if (after === undefined || !isDeepStrictEqual(withoutText(before), withoutText(after))) return false;
  if (fixed.length === 0) return before.query === after.query;
  const [old, now] = [renderedWithExamples(before), renderedWithExamples(after)];
  if ("code" in old || "code" in now || now.text !== applied(old.text, fixed.flatMap(({ fix }) => fix?.rendered ?? []))) return false;
  return isDeepStrictEqual(contextsOf(before), contextsOf(after));
}

function withoutText({ query: _query, nodes: _nodes, origin: _origin, ...rest }: QueryTemplate): unknown {
  return rest;
}

function contextsOf(template: QueryTemplate): unknown {
  return templateSlots(template, kqlDialect).map(({ parameter, context, takes }) => [parameter.name, context, takes]);
}

/** Findings that the same changes mend, for example of queries that share a text. */
function sameEdits(findings: readonly FileFinding[]): FileFinding[][] {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify(finding.fix?.edits);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

function withEdits(text: string, findings: readonly FileFinding[]): string {
  return applied(text, findings.flatMap(({ fix }) => fix?.edits ?? []));
}

/** A text with edits made, each of them once. */
function applied(text: string, edits: readonly LintEdit[]): string {
  const unique = [...new Map(edits.map((edit) => [`${edit.offset}|${edit.length}|${edit.text}`, edit])).values()];
  let result = "";
  let at = 0;
  for (const edit of unique.sort((left, right) => left.offset - right.offset)) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}
