import { signInExplanations } from "./aadsts.table.js";

/** The codes of Microsoft Entra as a table in Markdown, for docs/sign-in.md. */
export function aadstsTable(): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const rows = Object.entries(signInExplanations).map(([code, { meaning, fix, settings }]) => `| AADSTS${code} | ${cell(meaning)} | ${cell(fix)} | ${settings.map((name) => `\`${name}\``).join(", ") || "-"} |`);
  return ["| Code | What it means | What to do | Settings |", "|---|---|---|---|", ...rows].join("\n");
}
