import { isKqlType, type KqlType } from "@huntkit/provider";
import type { Engine } from "../runtime/open-engine.js";
import { runSelect, type SelectOptions } from "../runtime/run-select.js";
import { sqlText, sqlTextList } from "./sql-text.js";
import { stringCells } from "./string-cells.js";
import type { TableFile } from "./table-file.js";

/** The key in a Parquet file's metadata whose value is a JSON object: the KQL type of each column, by its name. */
const key = "kql.types";

/**
 * The KQL types that Parquet files state in their metadata, as results saved by huntkit do: Parquet itself knows no timespan, no dynamic and
 * no decimal of any length. Empty unless all files state types; a column about which they differ is left out.
 */
export async function statedTypes(engine: Engine, files: readonly TableFile[], options: SelectOptions): Promise<ReadonlyMap<string, KqlType>> {
  const paths = sqlTextList(files.map(({ path }) => path));
  const sql = `SELECT decode(value) FROM parquet_kv_metadata(${paths}) WHERE decode(key) = ${sqlText(key)}`;
  const [texts = []] = stringCells(await runSelect(engine, { sql }, options));
  if (texts.length !== files.length) return new Map();
  const stated = new Map<string, Set<KqlType | undefined>>();
  for (const [name, type] of texts.flatMap(entriesOf)) stated.set(name, (stated.get(name) ?? new Set()).add(type));
  return new Map([...stated].flatMap(([name, [type, ...others]]) => (type === undefined || others.length > 0 ? [] : [[name, type] as const])));
}

function entriesOf(text: string): (readonly [string, KqlType | undefined])[] {
  let types: unknown;
  try {
    types = JSON.parse(text);
  } catch {
    // Another program's use of the same key says nothing about types: the file's own types hold.
    return [];
  }
  if (typeof types !== "object" || types === null) return [];
  return Object.entries(types as Readonly<Record<string, unknown>>).map(([name, type]) => [name, typeof type === "string" && isKqlType(type) ? type : undefined]);
}
