import { pathToFileURL } from "node:url";
import { relative, resolve } from "node:path";
import { version } from "../version.js";
import type { FileFinding } from "./file-finding.js";

const levels: Readonly<Record<FileFinding["severity"], string>> = { error: "error", warning: "warning", suggestion: "note", information: "note" };

/** The findings as SARIF 2.1.0, for code scanning. Source: OASIS "Static Analysis Results Interchange Format Version 2.1.0". */
export function sarif(findings: readonly FileFinding[], cwd: string): unknown {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "huntkit", version, rules: codes.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(finding.file, cwd) }, region: { startLine: finding.line, startColumn: finding.column, endColumn: finding.column + finding.length } } }],
        })),
      },
    ],
  };
}

function uriOf(file: string, cwd: string): string {
  const below = relative(cwd, resolve(cwd, file)).replaceAll("\\", "/");
  return below.startsWith("..") ? pathToFileURL(resolve(cwd, file)).href : below.split("/").map(encodeURIComponent).join("/");
}
