import type { FileFinding } from "./file-finding.js";

const comment = /(?:#|\/\/|<!--)\s*huntkit-(ignore|ignore-file)\s+([A-Za-z0-9_,-]+)\s+--\s*(\S[^\n]*)/;

/**
 * Takes back findings by comments in the file: `huntkit-ignore CODE -- reason` for its own line and the next, and
 * `huntkit-ignore-file CODE -- reason` for the whole file. Several codes are parted by commas. Without a reason a comment has no effect. An
 * error is never taken back.
 */
export function suppress(text: string, findings: readonly FileFinding[]): { readonly findings: readonly FileFinding[]; readonly suppressed: number } {
  const rules = text.split("\n").flatMap((line, index) => {
    const match = comment.exec(line);
    return match ? [{ line: index + 1, whole: match[1] === "ignore-file", codes: (match[2] ?? "").split(",") }] : [];
  });
  const kept = findings.filter(
    (finding) => finding.severity === "error" || !rules.some((rule) => rule.codes.includes(finding.code) && (rule.whole || finding.line === rule.line || finding.line === rule.line + 1)),
  );
  return { findings: kept, suppressed: findings.length - kept.length };
}
