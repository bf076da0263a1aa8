import { didYouMean } from "@huntkit/templates";
import type { LintFinding } from "@huntkit/kql";
import { environmentColumns, environmentTables } from "../defender-service.js";

/** The nearest names for a name that does not exist, as a sentence with a space before it: tables for a table, else columns of the tables that the text names. */
export function nameHint({ code, place }: LintFinding, text: string, environments: readonly string[]): string {
  if (code !== "KS204" && code !== "KS142") return "";
  const name = text.slice(place.offset, place.offset + place.length);
  const tables = new Set(environments.flatMap((environment) => [...environmentTables(environment).keys()]));
  if (code === "KS204") return didYouMean(name, tables);
  const named = [...tables].filter((table) => new RegExp(`(?<!\\w)${table}(?!\\w)`).test(text));
  return didYouMean(name, environments.flatMap((environment) => named.flatMap((table) => environmentColumns(environment, table))));
}
