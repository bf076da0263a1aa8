import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type KqlType, QueryError, UnsupportedError } from "@huntkit/provider";
import { expect, it } from "vitest";
import type { BindingScope } from "../catalog/schema-globals.js";
import { compileToIr } from "./compile-to-ir.js";

/** A documented query with the columns that the official analyser gives it. */
interface DocumentedQuery {
  readonly id: string;
  readonly query: string;
  readonly resultColumns: readonly { readonly name: string; readonly type: KqlType }[] | null;
}

const folder = [process.env["HUNTKIT_SHARED"], join(import.meta.dirname, "../../../../../shared")].find(
  (candidate) => candidate !== undefined && existsSync(join(candidate, "kql-conformance/docs-dev.jsonl")),
);

const stormColumns =
  "StartTime:datetime EndTime:datetime EpisodeId:int EventId:int State:string EventType:string InjuriesDirect:int InjuriesIndirect:int " +
  "DeathsDirect:int DeathsIndirect:int DamageProperty:int DamageCrops:int Source:string BeginLocation:string EndLocation:string " +
  "BeginLat:real BeginLon:real EndLat:real EndLon:real EpisodeNarrative:string EventNarrative:string StormSummary:dynamic";

const scope: BindingScope = {
  schema: { tables: [table("StormEvents", stormColumns), table("PopulationData", "State:string Population:long")] },
  defenderFunctions: false,
};

function table(name: string, columns: string): BindingScope["schema"]["tables"][number] {
  return { name, columns: columns.split(" ").map((part) => ({ name: part.split(":")[0] ?? "", type: part.split(":")[1] as KqlType })) };
}

/** How a query came out. */
function outcomeOf({ query, resultColumns }: DocumentedQuery): string {
  try {
    const columns = compileToIr(query, scope).results[0]?.relation.columns;
    if (resultColumns === null) return "built";
    // the analyser gives every scan the column match_id; the documented results have it only if the query asks for it
    const expected = query.includes("with_match_id") ? resultColumns : resultColumns.filter(({ name }) => name !== "match_id");
    return JSON.stringify(columns) === JSON.stringify(expected) ? "built, columns equal" : `DIFFERS: ${JSON.stringify(columns)}`;
  } catch (error) {
    if (error instanceof UnsupportedError && (error.place || error.code === "language-service-failed")) return `unsupported: ${error.construct}`;
    return error instanceof QueryError ? "refused by the service" : `FAILS: ${String(error)}`;
  }
}

it.skipIf(folder === undefined)("builds the documented queries with the analyser's columns, or names what it cannot (needs the shared conformance cases)", () => {
  const lines = readFileSync(join(folder ?? "", "kql-conformance/docs-dev.jsonl"), "utf8").trim().split("\n");
  const cases = lines.map((line) => JSON.parse(line) as DocumentedQuery);
  const outcomes = cases.map((item) => ({ id: item.id, outcome: outcomeOf(item) }));
  const tally: Record<string, number> = {};
  for (const { outcome } of outcomes) tally[outcome] = (tally[outcome] ?? 0) + 1;
  console.log(`Documented queries: ${JSON.stringify(tally)}`);
  expect(outcomes.filter(({ outcome }) => /DIFFERS|FAILS/.test(outcome))).toEqual([]);
  expect((tally["built, columns equal"] ?? 0) + (tally["built"] ?? 0)).toBeGreaterThanOrEqual(472);
});
