import type { LintFinding } from "@huntkit/kql";
import type { FileFinding } from "./file-finding.js";
import { lintIn } from "./lint-in-environments.js";
import { TextLines } from "./text-lines.js";

/** A query as a stretch of a file. */
export interface KqlStretch {
  readonly file: string;
  /** The text of the whole file. */
  readonly fileText: string;
  /** Where the query begins in it. */
  readonly offset: number;
  readonly text: string;
}

/** Lints the text of one query. */
export async function lintKqlText(file: string, text: string, environment: string): Promise<FileFinding[]> {
  return lintStretch({ file, fileText: text, offset: 0, text }, environment);
}

/** Lints a query that is a part of a file. */
export async function lintStretch(stretch: KqlStretch, environment: string): Promise<FileFinding[]> {
  const lines = new TextLines(stretch.fileText);
  return (await lintIn(stretch.text, environment)).map((finding) => inFile(finding, stretch, lines));
}

function inFile({ code, severity, message, place, fix }: LintFinding, { file, offset }: KqlStretch, lines: TextLines): FileFinding {
  const start = offset + place.offset;
  const edits = fix?.edits.map((edit) => ({ ...edit, offset: edit.offset + offset }));
  return { file, ...lines.place(start), length: lines.lengthInLine(start, place.length), code, severity, message, ...(edits && { fix: { edits } }) };
}
