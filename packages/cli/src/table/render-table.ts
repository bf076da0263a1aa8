import { type KqlType, KqlDateTime, type KqlValue, type ResultTable } from "@huntkit/provider";
import { valueText, visibleText } from "@huntkit/core";
import { COLUMN_GAP, columnWidths } from "./column-widths.js";
import { displayWidth, fitText } from "./fit-text.js";

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

const LEAST_COLUMN = 10;
const LONGEST_TEXT = 1000;
const numeric: ReadonlySet<KqlType> = new Set<KqlType>(["int", "long", "real", "decimal"]);

/**
 * Draws rows for a terminal: columns shrunk to fit the line, long values cut with `…`, control and bidirectional characters of
 * the data made visible, and notes that count the rows and columns that are not shown.
 */
export function renderTable(table: ResultTable, look: TableLook): string {
  const rows = Math.min(table.rowCount, look.maximumRows);
  const texts = table.columns.map((column, index) => [
    visibleText(column.name),
    ...Array.from({ length: rows }, (_, row) => cellText(table.cell(row, index))),
  ]);
  const sizes = texts.map((column) => {
    const wanted = column.reduce((most, text) => Math.max(most, displayWidth(text)), 1);
    return { wanted, least: Math.max(LEAST_COLUMN, Math.min(displayWidth(column[0] ?? ""), 2 * LEAST_COLUMN)) };
  });
  const widths = columnWidths(sizes, look.width);
  const lines = Array.from({ length: rows + 1 }, (_, row) => tableLine(table, texts, widths, row));
  const [header = "", ...body] = lines;
  return [look.bold(header), ...body, look.faint(footer(table, rows, widths.length))].join("\n") + "\n";
}

function tableLine(table: ResultTable, texts: readonly (readonly string[])[], widths: readonly number[], row: number): string {
  const cells = widths.map((width, index) => {
    const side = numeric.has(table.columns[index]?.type ?? "string") ? "right" : "left";
    return fitText(texts[index]?.[row] ?? "", width, side);
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
  const count = `${table.rowCount.toLocaleString("en")} ${table.rowCount === 1 ? "row" : "rows"}`;
  const notes: string[] = [];
  if (rowsShown < table.rowCount) notes.push(`the first ${rowsShown.toLocaleString("en")} are shown`);
  const hidden = table.columns.slice(columnsShown).map((column) => visibleText(column.name));
  if (hidden.length > 0) notes.push(`${hidden.length} more ${hidden.length === 1 ? "column" : "columns"} not shown: ${listed(hidden)}`);
  return notes.length === 0 ? count : `${count} (${notes.join("; ")}; see all with --format or --output)`;
}

function listed(names: readonly string[]): string {
  return names.length <= 6 ? names.join(", ") : `${names.slice(0, 5).join(", ")}, …`;
}
