import { functionFamilies } from "./function-tables.js";
import type { FunctionTable } from "./function-row.js";
import { operatorAliases, operatorSupport, pluginSupport, type OperatorSupport } from "../operators/operators.table.js";
import { gaps } from "./gaps.js";

/** The page docs/kql-support.md: every operator, plug-in and function of KQL's catalogue, mapped or refused, from the tables that the engine works by. */
export function supportMatrix(): string {
  const families = Object.entries(functionFamilies);
  const mapped = families.reduce((sum, [, table]) => sum + Object.keys(table).length, 0);
  const refused = Object.keys(gaps).length;
  return [
    "# KQL in the embedded engine",
    "",
    "Made from the engine's own tables by `npm run generate`; a test compares it. Rules are those of [kql-rules.md](kql-rules.md).",
    `${countText(operatorSupport, "operators and statements")}; ${countText(pluginSupport, "plug-ins")}.`,
    `${mapped} functions are mapped, ${refused} are refused with their place in the text.`,
    "An operator or plug-in becomes SQL, or is a stage: run outside of SQL, or written out as others before. Each has an example that a test runs.",
    ...supportSection("Operators and statements", "Operator", operatorSupport),
    "",
    `Also understood: ${Object.entries(operatorAliases).map(([alias, name]) => `\`${alias}\` as \`${name}\``).join(", ")}.`,
    ...supportSection("Plug-ins", "Plug-in", pluginSupport),
    ...families.flatMap(([family, table]) => familySection(family, table)),
    ...refusedSection(),
    "",
  ].join("\n");
}

function countText(table: SupportTable, what: string): string {
  const refused = Object.values(table).filter(({ how }) => how === "refused").length;
  return `Of ${Object.keys(table).length} ${what} ${refused} are refused`;
}

type SupportTable = Readonly<Record<string, OperatorSupport>>;

function supportSection(title: string, column: string, table: SupportTable): string[] {
  const rows = Object.entries(table).sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, { how, rules = [], note = "" }]) => `| \`${name}\` | ${how} | ${rules.map((rule) => `R${rule}`).join(", ")} | ${note} |`);
  return ["", `## ${title}`, "", `| ${column} | How | Rules | Remark |`, "|---|---|---|---|", ...rows];
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
  return ["", "## Refused functions", "", "| Function | Kind | Why, and what to do instead |", "|---|---|---|", ...rows];
}
