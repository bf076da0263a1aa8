import { DataError, isKqlType, type KqlValue, type ResultColumn, type ResultWarning, tableFromRows } from "@huntkit/provider";
import { formOf, schemaElement, storeColumn, type StoredCell } from "./column-forms.js";
import type { StoredPart } from "./part-store.js";

const metadataKey = "huntkit.part";

/** What the file says of itself in its key-value metadata; the names and types of columns stand only there. */
interface PartHeader {
  readonly version: 1;
  /** Which run and range the part is of. */
  readonly label: string;
  readonly kind: StoredPart["kind"];
  readonly rowCount: number;
  readonly columns: readonly (ResultColumn & { readonly form: string })[];
  readonly warnings?: readonly ResultWarning[];
}

/** A part as the bytes of a Parquet file, from which {@link decodePart} gives back exactly the same values. */
export async function encodePart(label: string, part: StoredPart): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const { table } = part.kind === "rows" ? part : { table: tableFromRows([], []) };
  const columns = table.columns.map(({ name, type }, index) => {
    const cells = Array.from({ length: table.rowCount }, (_, row) => table.cell(row, index));
    return { name, type, ...storeColumn(type, cells) };
  });
  const header: PartHeader = {
    version: 1,
    label,
    kind: part.kind,
    rowCount: table.rowCount,
    columns: columns.map(({ name, type, form }) => ({ name, type, form })),
    ...(part.kind === "rows" && part.warnings ? { warnings: part.warnings } : {}),
  };
  // A file without rows or columns still needs a column; it carries nothing.
  const data = columns.length > 0 ? columns.map(({ form, stored }) => ({ form, stored })) : [{ form: "bool", stored: [] }];
  const schema = data.map(({ form }, index) => schemaElement(columnName(index), formOf(form) ?? unknownForm(form)));
  const buffer = parquetWriteBuffer({
    // Without a dictionary for numbers: it would take -0 for 0.
    columnData: data.map(({ stored, form }, index) => ({ name: columnName(index), data: stored, ...(form === "real" ? { encoding: "PLAIN" as const } : {}) })),
    schema: [{ name: "part", num_children: schema.length }, ...schema],
    kvMetadata: [{ key: metadataKey, value: JSON.stringify(header) }],
    statistics: false,
    rowGroupSize: 100_000,
  });
  return new Uint8Array(buffer);
}

/**
 * The part of a file's bytes.
 * @param label What {@link encodePart} was given; a file of another run or range is refused.
 * @throws {DataError} `checkpoint-part-damaged`, or what the Parquet reader throws, if the bytes are no such file.
 */
export async function decodePart(label: string, bytes: Uint8Array): Promise<StoredPart> {
  const { parquetMetadata, parquetRead } = await import("hyparquet");
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(buffer);
  const header = readHeader(metadata.key_value_metadata?.find(({ key }) => key === metadataKey)?.value);
  if (header.label !== label) throw damaged("it is of another run or range of time");
  if (header.kind === "halved") return { kind: "halved" };
  const stored = new Map<string, (StoredCell | null)[]>();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const onChunk = ({ columnName: name, columnData }: { readonly columnName: string; readonly columnData: ArrayLike<StoredCell | null> }): void => {
    const cells = stored.get(name) ?? [];
    stored.set(name, cells);
    for (let row = 0; row < columnData.length; row++) cells.push(columnData[row] ?? null);
  };
  await parquetRead({ file: buffer, metadata, onChunk, parsers: { stringFromBytes: (part: Uint8Array) => part && decoder.decode(part) } });
  const cells = header.columns.map(({ form }, index) => loadColumn(form, stored.get(columnName(index)) ?? [], header.rowCount));
  const table = Object.freeze({
    columns: header.columns.map(({ name, type }) => ({ name, type })),
    rowCount: header.rowCount,
    cell: (row: number, column: number) => cells[column]?.[row] ?? null,
  });
  return { kind: "rows", table, ...(header.warnings ? { warnings: header.warnings } : {}) };
}

function loadColumn(formName: string, stored: readonly (StoredCell | null)[], rowCount: number): KqlValue[] {
  const form = formOf(formName) ?? unknownForm(formName);
  if (stored.length !== rowCount) throw damaged(`a column has ${stored.length} of ${rowCount} cells`);
  return stored.map((cell) => (cell === null ? null : form.load(cell)));
}

function readHeader(text: string | undefined): PartHeader {
  if (text === undefined) throw damaged("it has no description of the part");
  const header = JSON.parse(text) as PartHeader;
  if (header.version !== 1) throw damaged("another version of huntkit wrote it");
  if (!header.columns.every(({ type }) => isKqlType(type))) throw damaged("it has a column of an unknown type");
  return header;
}

function columnName(index: number): string {
  return `c${index}`;
}

function unknownForm(form: string): never {
  throw damaged(`a column has the unknown form "${form.slice(0, 20)}"`);
}

function damaged(reason: string): DataError {
  return new DataError({ code: "checkpoint-part-damaged", message: `The file of a finished part cannot be used: ${reason}. The part is asked for again.` });
}
