import type { CaseReport } from "../run/run-case.js";
import { countOutcomes } from "./count-outcomes.js";

/** A Markdown table: how the cases of each operator, function or plug-in ended. A page of the documentation is about one of them. */
export function outcomeTable(reports: readonly CaseReport[]): string {
  const groups = groupBySubject(reports);
  const rows = [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([subject, group]) => rowOf(subject, group));
  return ["| Operator or function | Cases | Matched | Mismatched | Refused | Errors |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

function groupBySubject(reports: readonly CaseReport[]): Map<string, CaseReport[]> {
  const groups = new Map<string, CaseReport[]>();
  for (const report of reports) groups.set(subjectOf(report), [...(groups.get(subjectOf(report)) ?? []), report]);
  return groups;
}

function rowOf(subject: string, group: readonly CaseReport[]): string {
  const { matched, mismatched, unsupported, error } = countOutcomes(group);
  return `| ${subject} | ${group.length} | ${matched} | ${mismatched} | ${unsupported} | ${error} |`;
}

/** `dcount-aggregation-function` is about `dcount() (aggregate)`. */
export function subjectOf({ item }: CaseReport): string {
  const kinds: readonly [RegExp, string][] = [
    [/-aggfunction$|-aggregation-function$/, "() (aggregate)"],
    [/-function$|function$/, "()"],
    [/-plugin$|plugin$/, " (plug-in)"],
    [/-operator$|operator$/, " (operator)"],
  ];
  const kind = kinds.find(([ending]) => ending.test(item.page));
  if (!kind) return item.page;
  const name = item.page.replace(kind[0], "");
  return `${kind[1].startsWith("()") || kind[1] === " (plug-in)" ? name.replaceAll("-", "_") : name}${kind[1]}`;
}
