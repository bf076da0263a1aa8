import { DataError, type KqlType, type TableColumn, type TableSchema } from "@huntkit/provider";
import type { Engine } from "../runtime/open-engine.js";
import { engineError } from "../runtime/engine-error.js";
import type { SelectOptions } from "../runtime/run-select.js";
import { checkFile, type CheckedFile } from "./check-file.js";
import { duckFamily, storages, textOf, type StoredAs } from "./column-storage.table.js";
import { csvGroups } from "./csv-groups.js";
import type { FileColumn, FileGroup } from "./file-group.js";
import { inferTypes } from "./infer-types.js";
import { jsonGroups } from "./json-groups.js";
import type { DayFiles, LocalColumnStorage, LocalTableColumn, LocalTableSource } from "./local-table-source.js";
import { mapLimited } from "./map-limited.js";
import { parquetGroup } from "./parquet-group.js";
import { sqlName, sqlText, sqlTextList } from "./sql-text.js";
import type { TableFiles } from "./table-file.js";

const FILES_AT_ONCE = 16;

/** A table that has been opened: its columns are known, and the engine has a view over its files. */
export interface OpenedTable {
  readonly schema: TableSchema;
  readonly source: LocalTableSource;
  /** The files as they were. */
  readonly files: readonly Pick<CheckedFile, "file" | "bytes" | "changed">[];
}

/**
 * Opens the files of a table: checks them, works out the columns, and makes a view over them.
 *
 * Columns of the known schema come first, in its order and spelling, matched without regard to case; those that no file has are
 * null (a string: empty). Other columns follow in the order in which the files have them.
 * @param view The name of the view to make.
 * @throws {DataError} if a file is broken, or holds a column in a form that cannot be its type.
 */
export async function openTable(engine: Engine, table: TableFiles, known: TableSchema | undefined, view: string, options: SelectOptions): Promise<OpenedTable> {
  const checked = await mapLimited(table.files, FILES_AT_ONCE, checkFile);
  const groups = await groupsOf(engine, checked, options);
  const schema = await schemaOf(engine, table, known, groups, options);
  const plans = schema.columns.map((column) => planColumn(table, column, groups));
  await makeView(engine, view, schema, groups, plans);
  const columns = schema.columns.map((column, index): LocalTableColumn => ({ ...named(column), ...stored(plans[index], index) }));
  const files = dayFilesOf(view, groups);
  const source: LocalTableSource = Object.freeze({ columns: Object.freeze(columns), from: { kind: "name" as const, name: view }, ...(files ? { dayFiles: files } : {}) });
  return { schema, source, files: checked.map(({ file, bytes, changed }) => ({ file, bytes, changed })) };
}

function named(column: TableColumn): { readonly name: string; readonly type: KqlType } {
  return { name: column.name, type: column.type };
}

function stored(plan: ColumnPlan | undefined, index: number): { readonly raw?: string; readonly stored: LocalColumnStorage } {
  return plan?.stored === undefined ? { stored: "native" } : { raw: viewColumn(index), stored: plan.stored };
}

/** Names in the view are numbers: DuckDB could not tell names that differ only in case. */
function viewColumn(index: number): string {
  return `f${index}`;
}

async function groupsOf(engine: Engine, checked: readonly CheckedFile[], options: SelectOptions): Promise<FileGroup[]> {
  const of = (format: string): CheckedFile[] => checked.filter((item) => item.file.format === format);
  const parquet = of("parquet");
  const fromParquet = parquet.length === 0 ? [] : [await parquetGroup(engine, parquet.map((item) => item.file), options)];
  return [...fromParquet, ...(await jsonGroups(engine, of("json"), options)), ...csvGroups(of("csv"))];
}

async function schemaOf(engine: Engine, table: TableFiles, known: TableSchema | undefined, groups: readonly FileGroup[], options: SelectOptions): Promise<TableSchema> {
  const knownNames = new Set(known?.columns.map((column) => column.name.toLowerCase()));
  const extra = new Map<string, KqlType>();
  for (const group of groups) {
    const others = group.columns.filter((column) => !knownNames.has(column.name.toLowerCase()));
    for (const [name, type] of await inferTypes(engine, group, others, options)) extra.set(name, widened(extra.get(name), type));
  }
  if (known !== undefined && extra.size === 0) return known;
  const columns = [...(known?.columns ?? []), ...[...extra].map(([name, type]) => ({ name, type }))];
  return Object.freeze({ name: known?.name ?? table.name, columns: Object.freeze(columns), ...(known?.description === undefined ? {} : { description: known.description }) });
}

const widths: readonly KqlType[] = ["int", "long", "real"];

/** The type that holds the values of both: the wider number, else text. */
function widened(one: KqlType | undefined, other: KqlType): KqlType {
  if (one === undefined || one === other) return other;
  const width = Math.max(widths.indexOf(one), widths.indexOf(other));
  return widths.includes(one) && widths.includes(other) ? (widths[width] ?? "string") : "string";
}

interface ColumnPlan {
  /** Undefined if no group has the column. */
  readonly stored: LocalColumnStorage | undefined;
  /** For each group the expression over its relation; undefined where the group lacks the column. */
  readonly expressions: readonly (string | undefined)[];
  /** For each group the names of its columns that must be read as JSON. */
  readonly asJson: readonly (string | undefined)[];
}

function planColumn(table: TableFiles, column: TableColumn, groups: readonly FileGroup[]): ColumnPlan {
  const found = groups.map((group) => findColumn(group, column.name));
  const forms = found.map((own, index) => (own === undefined ? undefined : formOf(table, column, own, groups[index])));
  const kinds = new Set(forms.flatMap((form) => (form === undefined ? [] : [form.how.stored])));
  const [only] = kinds;
  const expressions = forms.map((form) => (form === undefined ? undefined : kinds.size === 1 ? form.value : textOf(form.how.sql === undefined ? form.family : "text", form.value)));
  const asJson = found.map((own) => (own?.duckType === "JSON" && column.type === "dynamic" ? own.name : undefined));
  return { stored: kinds.size > 1 ? (column.type === "string" ? "native" : "text") : only, expressions, asJson };
}

function findColumn(group: FileGroup, name: string): FileColumn | undefined {
  const lower = name.toLowerCase();
  return group.columns.find((column) => column.name === name) ?? group.columns.find((column) => column.name.toLowerCase() === lower);
}

function formOf(table: TableFiles, column: TableColumn, own: FileColumn, group: FileGroup | undefined): { readonly how: StoredAs; readonly family: ReturnType<typeof duckFamily>; readonly value: string } {
  const family = own.duckType === "JSON" && !own.typed && column.type !== "dynamic" ? "text" : duckFamily(own.duckType);
  const how = storages[column.type][family];
  if (how === undefined) throw wrongForm(table, column, own, group);
  const raw = group?.column(own.name) ?? sqlName(own.name);
  return { how, family, value: how.sql?.(raw) ?? raw };
}

function wrongForm(table: TableFiles, column: TableColumn, own: FileColumn, group: FileGroup | undefined): DataError {
  const file = group?.files[0]?.path ?? "";
  return new DataError({
    code: "column-form-unusable",
    file,
    message: `The column ${column.name} of ${table.name} is a ${column.type}, but ${file} holds it as ${own.duckType}, and there is no one right way to read that as a ${column.type}. Store it as ${advice[column.type] ?? "text"}.`,
  });
}

const advice: Partial<Record<KqlType, string>> = { datetime: "TIMESTAMP or ISO 8601 text (UTC)", timespan: "TIME or text such as 1.02:03:04", guid: "UUID or text", dynamic: "JSON text or a nested type" };

async function makeView(engine: Engine, view: string, schema: TableSchema, groups: readonly FileGroup[], plans: readonly ColumnPlan[]): Promise<void> {
  const selects = groups.map((group, position) => {
    const items = plans.flatMap((plan, index) => (plan.stored === undefined ? [] : [`${plan.expressions[position] ?? "NULL"} AS ${sqlName(viewColumn(index))}`]));
    const asJson = new Set(plans.flatMap((plan) => plan.asJson[position] ?? []));
    return `SELECT ${items.length === 0 ? "1 AS nothing" : items.join(", ")} FROM ${group.relation(asJson)}`;
  });
  const body = selects.length === 0 ? `SELECT ${noRows(schema)} LIMIT 0` : selects.join(" UNION ALL ");
  const connection = await engine.connect();
  try {
    await connection.run(`CREATE OR REPLACE VIEW ${sqlName(view)} AS ${body}`);
    if (dayFilesOf(view, groups)) await connection.run(`CREATE OR REPLACE MACRO ${sqlName(macroOf(view))}(${groups.map((_, index) => filesOfGroup(index)).join(", ")}) AS TABLE ${ofGivenFiles(body, groups)}`);
    await connection.run(`COMMENT ON VIEW ${sqlName(view)} IS ${sqlText(schema.name)}`);
  } catch (error) {
    throw engineError(error);
  } finally {
    connection.closeSync();
  }
}

const macroOf = (view: string): string => `${view}_files`;
const filesOfGroup = (index: number): string => `files_${index}`;

/** The view's body over files that are given when it is used. */
function ofGivenFiles(body: string, groups: readonly FileGroup[]): string {
  return groups.reduce((text, group, index) => text.replace(sqlTextList(group.files.map((file) => file.path)), () => filesOfGroup(index)), body);
}

/** The files by the days of their folders, if any lies in such a folder. */
function dayFilesOf(view: string, groups: readonly FileGroup[]): DayFiles | undefined {
  if (!groups.some((group) => group.files.some((file) => file.day !== undefined))) return undefined;
  return { macro: macroOf(view), groups: groups.map((group) => group.files.map(({ path, day }) => (day === undefined ? { path } : { path, day }))) };
}

function noRows(schema: TableSchema): string {
  return schema.columns.length === 0 ? "1 AS nothing" : schema.columns.map((_, index) => `NULL AS ${sqlName(viewColumn(index))}`).join(", ");
}
