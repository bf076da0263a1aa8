import { defenderSchemaData, type DefenderColumn } from "@huntkit/schemas";

let cached: ReadonlyMap<string, readonly DefenderColumn[]> | undefined;

/** The columns of a Defender table in the service's order; undefined for a name that is no table. */
export function tableColumns(table: string): readonly DefenderColumn[] | undefined {
  return allTableColumns().get(table);
}

/** The columns of all Defender tables by table name. */
export function allTableColumns(): ReadonlyMap<string, readonly DefenderColumn[]> {
  cached ??= new Map(defenderSchemaData().tables.map((table) => [table.name, table.columns]));
  return cached;
}
