import type { QueryTemplate } from "../model/query-template.js";
import { listOf } from "./list-of.js";

/** The tactics of MITRE ATT&CK for enterprises, in the order of an attack. Source: attack.mitre.org/tactics/enterprise. */
const tacticNames: readonly string[] = [
  "reconnaissance", "resource development", "initial access", "execution", "persistence", "privilege escalation", "defense evasion",
  "credential access", "discovery", "lateral movement", "collection", "command and control", "exfiltration", "impact",
];

/** The MITRE ATT&CK techniques of a query: those of its metadata, and tags that are ids of techniques, such as T1053.005. */
export function queryTechniques(template: QueryTemplate): string[] {
  return unique([...listOf(template.metadata["techniques"]), ...template.tags.filter((tag) => /^T\d{4}(?:\.\d{3})?$/i.test(tag))]);
}

/** The MITRE ATT&CK tactics of a query: those of its metadata, and tags that are names or ids of tactics. */
export function queryTactics(template: QueryTemplate): string[] {
  const isTactic = (tag: string): boolean => /^TA\d{4}$/i.test(tag) || tacticNames.includes(tag.toLowerCase());
  return unique([...listOf(template.metadata["tactics"]), ...template.tags.filter(isTactic)]);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
