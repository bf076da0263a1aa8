import { realpath } from "node:fs/promises";
import { isAbsolute, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { DataError, ParameterError, type ResultColumn } from "@huntkit/provider";
import type { OtherOperator } from "../lower/operators/other.js";
import { checkFile } from "../tables/check-file.js";
import { sqlName, sqlText, sqlTextList } from "../tables/sql-text.js";
import { parseFileName, type TableFileFormat } from "../tables/table-file.js";
import type { LocalColumnStorage } from "../tables/local-table-source.js";
import type { StageWork } from "./stage-work.js";

type ExternalData = OtherOperator<"externaldata">;

/** A view over external files: its body, and how its columns are stored. */
export interface ExternalView {
  readonly body: string;
  readonly columns: readonly (ResultColumn & { readonly stored: LocalColumnStorage })[];
}

/**
 * The files of `externaldata` as a view. Only files below the given folders are read: the connection's own, and those that the
 * user allows. Rule R63. Source: Microsoft Learn, "externaldata operator" (`externaldata-operator`).
 * @param folders Real paths; names are looked for in the first.
 * @throws {ParameterError} for a file elsewhere, or on the network. @throws {DataError} if a file is broken.
 */
export async function externalView(call: ExternalData, folders: readonly string[], work: Pick<StageWork, "refuse">): Promise<ExternalView> {
  const paths: string[] = [];
  for (const address of call.details.addresses) paths.push(await allowedPath(address, folders));
  const format = formatOf(call, paths, work);
  const names = call.columns.map(({ name }) => name);
  if (format === "csv") return { body: await csvBody(call, paths, names), columns: call.columns.map((column) => ({ ...column, stored: "text" as const })) };
  await Promise.all(paths.map((path) => checkFile({ path, format: "json", compressed: path.endsWith(".gz"), partitionKeys: [] })));
  const types = call.columns.map(({ name, type }) => `${sqlText(name)}: '${type === "dynamic" ? "JSON" : "VARCHAR"}'`).join(", ");
  const items = names.map((name, index) => `${sqlName(name)} AS c${index}`).join(", ");
  const body = `SELECT ${items} FROM read_json(${sqlTextList(paths)}, format = 'auto', columns = {${types}})`;
  return { body, columns: call.columns.map((column) => ({ ...column, stored: column.type === "dynamic" ? ("json" as const) : ("text" as const) })) };
}

async function allowedPath(address: string, folders: readonly string[]): Promise<string> {
  if (/^(?!file:)[a-z][a-z0-9+.-]+:\/\//i.test(address)) throw remoteAddress();
  const path = /^file:/i.test(address) ? pathOfUrl(address) : isAbsolute(address) ? address : resolve(folders[0] ?? ".", address);
  if (/^[\\/]{2}/.test(address) || /^[\\/]{2}/.test(path)) throw remoteAddress(); // a share of another machine, which Windows would sign in to
  const real = await realpath(path).catch((cause: unknown) => {
    throw new DataError({ code: "external-file-missing", file: path, cause, message: `The file ${path} that externaldata names cannot be opened. Check the path: a relative one starts at the folder of the tables.` });
  });
  if (folders.some((folder) => real.startsWith(folder.endsWith(sep) ? folder : folder + sep))) return real;
  throw new ParameterError({ code: "external-file-not-allowed", message: `externaldata names the file ${path}, which lies outside of the folders that may be read. Copy it into the folder of the tables, or name its folder in externalFolders.` });
}

function remoteAddress(): ParameterError {
  return new ParameterError({ code: "external-address-remote", message: "externaldata names an address on the network, which the local engine never reaches. Download the file into the folder, and give its path." });
}

function pathOfUrl(address: string): string {
  try {
    return fileURLToPath(address);
  } catch (cause) {
    throw new ParameterError({ code: "external-address-invalid", message: "externaldata names an address that begins with file: and is none. Write file:///folder/name, or the path alone.", cause });
  }
}

const formats: Readonly<Record<string, TableFileFormat | "tsv">> = { csv: "csv", txt: "csv", tsv: "csv", tsve: "csv", psv: "csv", scsv: "csv", sohsv: "csv", json: "json", multijson: "json" };
const delimiters: Readonly<Record<string, string>> = { csv: ",", tsv: "\t", tsve: "\t", psv: "|", scsv: ";", sohsv: "\u0001" };

function formatName(call: ExternalData, paths: readonly string[]): string {
  const given = call.details.properties["format"];
  if (typeof given === "string") return given.toLowerCase();
  return parseFileName(paths[0] ?? "")?.format ?? "csv";
}

function formatOf(call: ExternalData, paths: readonly string[], work: Pick<StageWork, "refuse">): "csv" | "json" {
  const name = formatName(call, paths);
  const found = formats[name];
  return found === "csv" || found === "json" ? found : work.refuse(`externaldata of the format ${name.slice(0, 20)}`, call, "Use csv, tsv, psv, txt, json or multijson; a Parquet file in the folder is a table by its own name.");
}

async function csvBody(call: ExternalData, paths: readonly string[], names: readonly string[]): Promise<string> {
  await Promise.all(paths.map((path) => checkFile({ path, format: "csv", compressed: path.endsWith(".gz"), partitionKeys: [] })));
  const name = formatName(call, paths);
  const skipsHeader = call.details.properties["ignoreFirstRecord"] === true || call.details.properties["ignorefirstrecord"] === true;
  const isLines = name === "txt";
  const dialect = isLines ? "delim = '\u0001', quote = '', escape = ''" : `delim = ${sqlText(delimiters[name] ?? ",")}, quote = '"', escape = '"'`;
  const types = names.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  return `SELECT * FROM read_csv(${sqlTextList(paths)}, auto_detect = false, header = ${skipsHeader}, null_padding = true, ${dialect}, columns = {${types}})`;
}
