import type { KqlService } from "@huntkit/kql";
import type { FileFinding } from "./file-finding.js";

const services = new Map<string, KqlService>();

/** The service of an environment, made once. */
export async function lintService(environment: string): Promise<KqlService> {
  const known = services.get(environment);
  if (known) return known;
  const { createKqlService } = await import("@huntkit/kql");
  const made = createKqlService({ schema: environment });
  services.set(environment, made);
  return made;
}

/** Lints the text of one query. */
export async function lintKqlText(file: string, text: string, environment: string): Promise<FileFinding[]> {
  const service = await lintService(environment);
  return service.lint(text).map(({ code, severity, message, place }) => ({ file, line: place.line, column: place.column, length: Math.max(1, place.length), code, severity, message }));
}
