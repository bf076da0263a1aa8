import { functionFamilies } from "./function-tables.js";
import type { FunctionTable } from "./function-row.js";
import { gaps } from "./gaps.js";

/** The page docs/kql-support.md: every function of KQL's catalogue, mapped or refused, from the tables that the engine works by. */
export function supportMatrix(): string {
  const families = Object.entries(functionFamilies);
  const mapped = families.reduce((sum, [, table]) => sum + Object.keys(table).length, 0);
  const refused = Object.keys(gaps).length;
  return [
    "# Functions of KQL in the embedded engine",
    "",
    "Made from the engine's own tables by `npm run generate`; a test compares it. Rules are those of [kql-rules.md](kql-rules.md).",
    `${mapped} functions are mapped, ${refused} are refused with their place in the text.`,
    ...families.flatMap(([family, table]) => familySection(family, table)),
    ...refusedSection(),
    "",
  ].join("\n");
}

function familySection(family: string, table: FunctionTable): string[] {
  const rows = Object.keys(table).sort().map((name) => {
    const row = table[name];
    return row ? `| \`${name}\` | ${row.takes} | ${row.gives} | ${row.rules.map((rule) => `R${rule}`).join(", ")} |` : "";
  });
  return ["", `## ${family.charAt(0).toUpperCase()}${family.slice(1)}`, "", "| Function | Takes | Gives | Rules |", "|---|---|---|---|", ...rows];
}

function refusedSection(): string[] {
  const rows = Object.entries(gaps).sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, { kind, reason, instead }]) => `| \`${name}\` | ${kind} | ${reason}${instead === undefined ? "" : ` ${instead}`} |`);
  return ["", "## Refused", "", "| Function | Kind | Why, and what to do instead |", "|---|---|---|", ...rows];
}
