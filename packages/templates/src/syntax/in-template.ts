import { HuntError, TemplateError } from "@huntkit/provider";
import type { QueryTemplate } from "../model/query-template.js";

/** Does some work on a template; an error in it names the query and its file. */
export function inTemplate<Result>(template: QueryTemplate, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    throw new TemplateError({
      code: error.code,
      message: `Query ${template.name}${template.file ? ` in ${template.file}` : ""}: ${error.message}`,
      cause: error,
      ...(template.file === undefined ? {} : { file: template.file }),
    });
  }
}
