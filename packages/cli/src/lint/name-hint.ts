import { didYouMean } from "@huntkit/templates";
import type { LintFinding } from "@huntkit/kql";
import { defenderEnvironments } from "@huntkit/schemas";
import { environmentColumns, environmentTables } from "../defender-service.js";

/**
 * What to do about a name that does not exist, as a sentence with a space before it: for a table the environments that serve it, else
 * the nearest tables; for another name the nearest columns of the tables that the text names.
 */
export function nameHint({ code, place }: LintFinding, text: string, environments: readonly string[]): string {
  if (code !== "KS204" && code !== "KS142") return "";
  const name = text.slice(place.offset, place.offset + place.length);
  const tables = new Set(environments.flatMap((environment) => [...environmentTables(environment).keys()]));
  if (code === "KS204") return servedElsewhere(name, environments) ?? didYouMean(name, tables);
  const named = [...tables].filter((table) => new RegExp(`(?<!\\w)${table}(?!\\w)`).test(text));
  return didYouMean(name, environments.flatMap((environment) => named.flatMap((table) => environmentColumns(environment, table))));
}

/** A table that other environments serve; undefined for a name that none of them knows. */
function servedElsewhere(name: string, environments: readonly string[]): string | undefined {
  const serving = defenderEnvironments.filter((environment) => environmentTables(environment).has(name));
  return serving.length === 0 ? undefined : ` ${environments.join(" and ")} ${environments.length > 1 ? "do" : "does"} not serve this table, ${serving.join(", ")} ${serving.length > 1 ? "do" : "does"}. Name only environments that serve it under data_environments.`;
}
