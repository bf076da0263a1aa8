import { InternalError } from "@huntkit/provider";
import type { SqlSource } from "../../sql/sql-nodes.js";
import { columnOf } from "../../sql/sql-builders.js";
import type { OperatorLowering } from "../lower-relation.js";
import { relationOver, type LoweredColumn } from "../lowered-relation.js";
import { scanValue } from "../scan/scan-column.js";

/** The columns that hold the time of a row in the Defender schema, by which exports are parted into folders. */
const rowTimes: ReadonlySet<string> = new Set(["Timestamp", "TimeGenerated"]);

/** A table: the needed columns of its source, each turned into the engine's form of its type. Rules R44, R45. */
export const lowerTable: OperatorLowering<"table"> = (relation, needs, context) => {
  const source = context.tables(relation.name);
  if (!source) return missingTable(relation.name);
  const alias = context.newAlias();
  const stored = new Map(source.columns.map((column) => [column.name, column]));
  const columns = relation.columns.filter(({ name }) => needs.columns.has(name)).map(({ name, type }): LoweredColumn => {
    const column = stored.get(name) ?? { name, type, stored: "native" as const };
    const raw = column.raw === undefined ? undefined : columnOf(alias, column.raw);
    const value = scanValue(column, raw, context);
    const dayFiles = source.dayFiles && rowTimes.has(name) ? { dayFiles: source.dayFiles } : {};
    return raw ? { name, type, value, raw: { value: raw, stored: column.stored, ...dayFiles } } : { name, type, value };
  });
  return relationOver(withAlias(source.from, alias), columns);
};

function withAlias(source: SqlSource, alias: string): SqlSource {
  return source.kind === "join" ? missingTable("behind a join") : { ...source, as: alias };
}

function missingTable(name: string): never {
  throw new InternalError({
    code: "table-source-missing",
    message: `The table ${name} was resolved but has no source. Report this query to the huntkit project.`,
  });
}
