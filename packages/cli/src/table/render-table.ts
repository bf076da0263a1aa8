import { type KqlType, KqlDateTime, type KqlValue, type ResultTable } from "@huntkit/provider";
import { valueText, visibleText } from "@huntkit/core";
import { COLUMN_GAP, type ColumnSize, columnWidths } from "./column-widths.js";
import { groupedNumber } from "../terminal/grouped-number.js";
import { fitText, type WidthOf, widthsFor } from "./fit-text.js";

/** How a table is drawn. */
export interface TableLook {
  /** Cells of a line of the terminal. */
  readonly width: number;
  /** Rows to draw at most; the rest is counted. */
  readonly maximumRows: number;
  /** Makes a header bold; leaves it as it is where colours are off. */
  readonly bold: (text: string) => string;
  /** Makes a line faint; leaves it as it is where colours are off. */
  readonly faint: (text: string) => string;
}

const LEAST_TEXT = 14;
const WIDEST_HEADER = 20;
const WIDEST_WHOLE = 28;
const LONGEST_TEXT = 1000;
const cutTypes: ReadonlySet<KqlType> = new Set<KqlType>(["string", "dynamic", "guid"]);
const numeric: ReadonlySet<KqlType> = new Set<KqlType>(["int", "long", "real", "decimal"]);

/**
 * Draws rows for a terminal: columns shrunk to fit the line, long values cut with `…`, control and bidirectional characters of
 * the data made visible, and notes that count the rows and columns that are not shown.
 */
export async function renderTable(table: ResultTable, look: TableLook): Promise<string> {
  const rows = Math.min(table.rowCount, look.maximumRows);
  const texts = table.columns.map((column, index) => [
    visibleText(column.name),
    ...Array.from({ length: rows }, (_, row) => cellText(table.cell(row, index))),
  ]);
  const widthOf = await widthsFor(texts.flat());
  const sizes = texts.map((column, index) => columnSize(column, table.columns[index]?.type ?? "string", widthOf));
  const widths = columnWidths(sizes, look.width);
  const lines = Array.from({ length: rows + 1 }, (_, row) => tableLine(table, texts.map((column) => column[row] ?? ""), widths, widthOf));
  const [header = "", ...body] = lines;
  return [look.bold(header), ...body, look.faint(footer(table, rows, widths.length))].join("\n") + "\n";
}

// Times and numbers are of use only whole; texts are of use when they are cut.
function columnSize(texts: readonly string[], type: KqlType, widthOf: WidthOf): ColumnSize {
  const wanted = texts.reduce((most, text) => Math.max(most, widthOf(text)), 1);
  const header = Math.min(widthOf(texts[0] ?? ""), WIDEST_HEADER);
  return { wanted, least: cutTypes.has(type) ? Math.max(LEAST_TEXT, header) : Math.min(wanted, WIDEST_WHOLE) };
}

function tableLine(table: ResultTable, texts: readonly string[], widths: readonly number[], widthOf: WidthOf): string {
  const cells = widths.map((width, index) => {
    const side = numeric.has(table.columns[index]?.type ?? "string") ? "right" : "left";
    return fitText(texts[index] ?? "", width, widthOf, side);
  });
  return cells.join(" ".repeat(COLUMN_GAP)).trimEnd();
}

function cellText(value: KqlValue): string {
  if (value instanceof KqlDateTime) return shortTime(value);
  return visibleText(valueText(value).slice(0, LONGEST_TEXT));
}

// Times are shown without the zeros at the end of their fraction: nothing is lost.
function shortTime(value: KqlDateTime): string {
  return value.toString().replace(/\.?0+Z$/, "Z");
}

function footer(table: ResultTable, rowsShown: number, columnsShown: number): string {
  const count = `${groupedNumber(table.rowCount)} ${table.rowCount === 1 ? "row" : "rows"}`;
  const notes: string[] = [];
  if (rowsShown < table.rowCount) notes.push(`the first ${groupedNumber(rowsShown)} are shown`);
  const hidden = table.columns.slice(columnsShown).map((column) => visibleText(column.name));
  if (hidden.length > 0) notes.push(`${hidden.length} more ${hidden.length === 1 ? "column" : "columns"} not shown: ${listed(hidden)}`);
  return notes.length === 0 ? count : `${count} (${notes.join("; ")}; see all with --format or --output)`;
}

function listed(names: readonly string[]): string {
  return names.length <= 6 ? names.join(", ") : `${names.slice(0, 5).join(", ")}, …`;
}
