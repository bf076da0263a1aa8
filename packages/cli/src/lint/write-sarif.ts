import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { relative, resolve } from "node:path";
import { version } from "../version.js";
import type { FileFinding } from "./file-finding.js";
import { ruleText } from "./rule-texts.js";

const levels: Readonly<Record<FileFinding["severity"], string>> = { error: "error", warning: "warning", suggestion: "note", information: "note" };

/**
 * The findings as SARIF 2.1.0, for code scanning, with fixes where there are safe ones. Source: OASIS "Static Analysis Results
 * Interchange Format (SARIF) Version 2.1.0".
 */
export async function sarif(findings: readonly FileFinding[], cwd: string): Promise<unknown> {
  const codes = [...new Set(findings.map((finding) => finding.code))].sort();
  const texts = new Map(await Promise.all(codes.map(async (code) => [code, await ruleText(code)] as const)));
  const rules = codes.map((id) => ({ id, shortDescription: { text: texts.get(id) ?? id } }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "huntkit", version, rules } },
        columnKind: "utf16CodeUnits",
        results: await Promise.all(findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), cwd))),
      },
    ],
  };
}

async function resultOf(finding: FileFinding, ruleIndex: number, cwd: string): Promise<unknown> {
  const { file, code, severity, message, line, column, length, query, environment, fix } = finding;
  const artifactLocation = { uri: uriOf(file, cwd) };
  const replacements = fix && (await replacementsOf(file, fix.edits));
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column, endColumn: column + length } },
        ...(query === undefined ? {} : { logicalLocations: [{ name: query, kind: "function" }] }),
      },
    ],
    ...(replacements && { fixes: [{ description: { text: message }, artifactChanges: [{ artifactLocation, replacements }] }] }),
    ...(environment === undefined ? {} : { properties: { environment } }),
  };
}

async function replacementsOf(file: string, edits: readonly { readonly offset: number; readonly length: number; readonly text: string }[]): Promise<unknown[]> {
  const { TextLines } = await import("./text-lines.js");
  const lines = new TextLines(await readFile(file, "utf8"));
  return edits.map(({ offset, length, text }) => {
    const { line, column } = lines.place(offset);
    return { deletedRegion: { startLine: line, startColumn: column, endColumn: column + length }, insertedContent: { text } };
  });
}

function uriOf(file: string, cwd: string): string {
  const below = relative(cwd, resolve(cwd, file)).replaceAll("\\", "/");
  return below.startsWith("..") ? pathToFileURL(resolve(cwd, file)).href : below.split("/").map(encodeURIComponent).join("/");
}
