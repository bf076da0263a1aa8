import { readFileSync } from "node:fs";
import type { DefenderEnvironment, DefenderSchemaData, DefenderTable } from "./defender-types.js";

/** The data environments of the Defender schema. */
export const defenderEnvironments: readonly DefenderEnvironment[] = Object.freeze(["MDE", "MDATP", "M365D", "M365DGraph"]);

/** The file that the schema is read from (JSON). */
export const defenderSchemaFile: URL = new URL("../data/defender-schema.json", import.meta.url);

let data: DefenderSchemaData | undefined;

/** The Defender advanced hunting schema: tables and special functions. The file is read on the first call. */
export function defenderSchemaData(): DefenderSchemaData {
  data ??= deepFreeze(JSON.parse(readFileSync(defenderSchemaFile, "utf8")) as DefenderSchemaData);
  return data;
}

/** The tables that a data environment can serve, sorted by name. */
export function defenderTables(environment: DefenderEnvironment): readonly DefenderTable[] {
  return defenderSchemaData().tables.filter((table) => table.environments.includes(environment));
}

/**
 * Finds a data environment by its name in any case; `GraphHunting` is another name of `M365DGraph`.
 * @returns undefined if it is no Defender environment.
 */
export function defenderEnvironmentNamed(name: string): DefenderEnvironment | undefined {
  const lower = name.toLowerCase();
  if (lower === "graphhunting") return "M365DGraph";
  return defenderEnvironments.find((environment) => environment.toLowerCase() === lower);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
