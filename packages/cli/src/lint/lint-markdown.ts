import type { FileFinding } from "./file-finding.js";
import { lintKqlText } from "./lint-kql-text.js";

const fence = /^([ \t]*)(`{3,}|~{3,})[ \t]*(kql|kusto|kusto query language)\b[^\n]*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gim;

/** Lints the KQL blocks of a Markdown text: those fenced as `kql` or `kusto`. */
export async function lintMarkdown(file: string, text: string, environment: string): Promise<FileFinding[]> {
  const findings: FileFinding[] = [];
  for (const match of text.matchAll(fence)) {
    const body = match[4] ?? "";
    const before = text.slice(0, match.index + match[0].indexOf("\n") + 1).split("\n").length - 1;
    for (const finding of await lintKqlText(file, body, environment)) findings.push({ ...finding, line: finding.line + before });
  }
  return findings;
}
