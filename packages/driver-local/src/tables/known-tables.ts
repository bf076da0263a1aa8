import type { TableSchema } from "@huntkit/provider";
import { defenderSchema } from "@huntkit/kql";

let byName: ReadonlyMap<string, TableSchema> | undefined;

/** All tables of the Defender schema by their names in lower case. */
export function knownTables(): ReadonlyMap<string, TableSchema> {
  byName ??= new Map(defenderSchema("M365DGraph").tables.map((table) => [table.name.toLowerCase(), table]));
  return byName;
}
