import { HuntError, type TemplateError } from "@huntkit/provider";
import type { QueryTemplate, QueryWarning } from "../model/query-template.js";
import { rememberFileText } from "../places/query-origin.js";
import { buildTemplate, messageOf } from "./build-templates.js";
import { loadYaml, yamlError } from "./load-yaml.js";
import { validateDocument } from "./validate-document.js";
import { pointerPart, yamlPlaces } from "./yaml-places.js";

/** What a query file holds. */
export interface ParsedQueryFile {
  readonly templates: readonly QueryTemplate[];
  readonly warnings: readonly QueryWarning[];
  /** Queries of the file that cannot be used; the others can. */
  readonly problems: readonly TemplateError[];
}

/** How a file is read. */
export interface ParseQueryFileOptions {
  /** The file's path, for messages and {@link QueryTemplate.file}. */
  readonly file?: string;
}

/**
 * Reads the text of a query file.
 * @throws {TemplateError} with line and column if the file as a whole cannot be used: not YAML, duplicate keys, an alias bomb, or not
 * of the form of query-file.schema.json.
 */
export async function parseQueryFile(text: string, options: ParseQueryFileOptions = {}): Promise<ParsedQueryFile> {
  const { value, duplicate } = await loadYaml(text, options.file);
  const strict = declaresHuntkit(value);
  // Of two `metadata`, the first may be the one that says which syntax it is.
  if (duplicate && (strict || /template_syntax["']?\s*:\s*["']?huntkit/.test(text))) throw duplicate;
  const { document, warnings } = await validateDocument(value, text, strict, options.file);
  if (duplicate) warnings.push(duplicateWarning(duplicate, options.file));
  const templates: QueryTemplate[] = [];
  const problems: TemplateError[] = [];
  for (const name of Object.keys(document.sources)) {
    try {
      const template = buildTemplate(name, document, options.file, warnings);
      rememberFileText(template, text);
      templates.push(template);
    } catch (error) {
      if (!HuntError.isInstance(error)) throw error;
      problems.push(await queryProblem(error, name, text, options.file));
    }
  }
  return Object.freeze({ templates: Object.freeze(templates), warnings: Object.freeze(warnings), problems: Object.freeze(problems) });
}

function duplicateWarning({ message }: TemplateError, file: string | undefined): QueryWarning {
  return { code: "query-file-duplicate-key", message: `${message} The last of the values is used, as in the reference.`, ...(file === undefined ? {} : { file }) };
}

function declaresHuntkit(document: unknown): boolean {
  const metadata = typeof document === "object" && document !== null ? (document as { metadata?: unknown }).metadata : undefined;
  return typeof metadata === "object" && metadata !== null && (metadata as { template_syntax?: unknown }).template_syntax === "huntkit";
}

async function queryProblem(error: HuntError, name: string, text: string, file: string | undefined): Promise<TemplateError> {
  const place = (await yamlPlaces(text)).get(`/sources/${pointerPart(name)}`);
  return yamlError(messageOf(error), text, place?.key ?? 0, file, error, error.code);
}
