import { type QueryDialect, TemplateError, textPlace } from "@huntkit/provider";
import type { QueryTemplate } from "../model/query-template.js";
import { parseQueryFile } from "../read/parse-query-file.js";
import { type YamlPlace, yamlPlaces } from "../read/yaml-places.js";
import { templateNodes } from "../syntax/template-nodes.js";
import { pythonToHuntkitText } from "./python-to-huntkit-text.js";
import { type TextEdit, withEdits } from "./text-edits.js";
import { typeEdits } from "./type-edits.js";
import { type ScalarPlace, scalarPlaces } from "./scalar-places.js";

/** How a file is converted. */
export interface ConvertOptions {
  /** The language of the queries; needed to see what bare texts stand for. */
  readonly dialect: QueryDialect;
  /** The file's path, for messages. */
  readonly file?: string;
}

/** A converted file. */
export interface ConvertedFile {
  /** The new text; the old one if it was in huntkit's syntax already. */
  readonly text: string;
  /** What the author should look at. */
  readonly warnings: readonly string[];
}

/**
 * Rewrites a query file from the reference's syntax to huntkit's: placeholders, the line `template_syntax: huntkit`, and the types of
 * parameters that stand bare in the query (`kql`, `identifier`, `list`). Comments, order and form of the file stay. Each query is read again
 * and compared, so that a query is never changed in meaning.
 * @throws {TemplateError} if the file cannot be read, or a query cannot be said in huntkit's syntax.
 */
export async function convertToHuntkit(text: string, options: ConvertOptions): Promise<ConvertedFile> {
  const before = await parseQueryFile(text, fileOption(options));
  const [problem] = before.problems;
  if (problem) throw problem;
  if (before.templates.some((template) => template.syntax === "huntkit")) return { text, warnings: [] };
  const places = await scalarPlaces(text);
  const types = typeEdits(before.templates, text, places, options.dialect);
  const converted = withEdits(text, [syntaxLine(text, places, await yamlPlaces(text)), ...queryEdits(text, places), ...types.edits]);
  await checkSame(before.templates, converted, options);
  return { text: converted, warnings: types.warnings };
}

function fileOption({ file }: ConvertOptions): { file?: string } {
  return file === undefined ? {} : { file };
}

const queryPath = /^\/sources\/[^/]+\/(?:args\/query|query_macros\/[^/]+\/value)$/;

/** Each text of a query or macro, once, also where it is an alias of a text elsewhere. */
function queryEdits(text: string, places: ReadonlyMap<string, ScalarPlace>): TextEdit[] {
  const found = new Map<number, TextEdit>();
  for (const [path, { start, end }] of places) if (queryPath.test(path)) found.set(start, { start, end, text: pythonToHuntkitText(text.slice(start, end)) });
  return [...found.values()];
}

function syntaxLine(text: string, scalars: ReadonlyMap<string, ScalarPlace>, places: ReadonlyMap<string, YamlPlace>): TextEdit {
  const declared = scalars.get("/metadata/template_syntax");
  if (declared) return { start: declared.start, end: declared.end, text: "huntkit" };
  const members = [...places].filter(([path]) => /^\/metadata\/[^/]+$/.test(path)).map(([, place]) => place.key);
  const first = Math.min(...members);
  const indent = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
  return { start: first, end: first, text: indent.trim() === "" ? `template_syntax: huntkit\n${indent}` : "template_syntax: huntkit, " };
}

async function checkSame(before: readonly QueryTemplate[], converted: string, options: ConvertOptions): Promise<void> {
  const after = await parseQueryFile(converted, fileOption(options)).catch((error: unknown) => {
    throw new TemplateError({
      code: "convert-failed",
      message: `${options.file ?? "The file"} cannot be converted: ${error instanceof Error ? error.message : String(error)} Mend that first, or convert it by hand.`,
      cause: error,
    });
  });
  const byName = new Map(after.templates.map((template) => [template.name, template]));
  for (const template of before) {
    const other = byName.get(template.name);
    if (other && JSON.stringify(templateNodes(other)) === JSON.stringify(templateNodes(template))) continue;
    const reason = after.problems.find((problem) => problem.message.includes(template.name))?.message ?? "its text would change, for example where braces touch a placeholder";
    throw new TemplateError({ code: "convert-failed", message: `Query ${template.name} cannot be converted: ${reason}. Convert it by hand.`, place: textPlace(converted, 0), ...fileOption(options) });
  }
}
