import type { DataSchema, TableSchema } from "@huntkit/provider";
import { defenderTables, type DefenderEnvironment, type DefenderTable } from "@huntkit/schemas";

/** Options of {@link defenderSchema}. */
export interface DefenderSchemaOptions {
  /**
   * Adds `TimeGenerated` to the tables that have a row time, as a tenant with Microsoft Sentinel connected has it. Default: false.
   */
  readonly sentinel?: boolean;
}

const schemas = new Map<string, DataSchema>();

/**
 * The tables that a Defender data environment serves, as a schema to check queries against. The same arguments give the same
 * object.
 */
export function defenderSchema(environment: DefenderEnvironment, options: DefenderSchemaOptions = {}): DataSchema {
  const key = `${environment} ${options.sentinel === true}`;
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const tables = Object.freeze(defenderTables(environment).map((table) => tableSchema(table, options.sentinel === true)));
  const schema = Object.freeze({ tables });
  schemas.set(key, schema);
  return schema;
}

function tableSchema(table: DefenderTable, sentinel: boolean): TableSchema {
  const columns = table.columns.map(({ name, type }) => Object.freeze({ name, type }));
  const addsTime = sentinel && table.timeColumn !== null && columns.every(({ name }) => name !== "TimeGenerated");
  return Object.freeze({
    name: table.name,
    columns: Object.freeze(addsTime ? [...columns, Object.freeze({ name: "TimeGenerated", type: "datetime" as const })] : columns),
    ...(table.notes === undefined ? {} : { description: table.notes }),
  });
}
