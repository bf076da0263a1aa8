/** What is known about a column before its width is chosen; all numbers are terminal cells. */
export interface ColumnSize {
  /** Width of the widest value or the header. */
  readonly wanted: number;
  /** The least width at which the column is of any use. */
  readonly least: number;
}

/** Cells between two columns. */
export const COLUMN_GAP = 2;

/**
 * Chooses the width of each column so that they fit a line: narrow columns keep what they want, wide ones share the rest
 * evenly; columns that do not fit even at their least width are left out from the right.
 * @returns the widths of the columns that are shown, always at least one.
 */
export function columnWidths(sizes: readonly ColumnSize[], lineWidth: number): number[] {
  const shown = sizes.slice(0, shownCount(sizes, lineWidth));
  let room = lineWidth - COLUMN_GAP * (shown.length - 1);
  const widths = new Array<number>(shown.length).fill(0);
  const byWanted = shown.map((size, index) => ({ size, index })).sort((one, other) => one.size.wanted - other.size.wanted);
  let reserved = shown.reduce((sum, size) => sum + Math.min(size.least, size.wanted), 0);
  for (const [position, { size, index }] of byWanted.entries()) {
    const least = Math.min(size.least, size.wanted);
    const share = Math.floor((room - reserved) / (byWanted.length - position)) + least;
    const width = Math.max(1, Math.min(size.wanted, Math.max(least, share), room));
    widths[index] = width;
    room -= width;
    reserved -= least;
  }
  return widths;
}

function shownCount(sizes: readonly ColumnSize[], lineWidth: number): number {
  let used = -COLUMN_GAP;
  let count = 0;
  for (const size of sizes) {
    used += COLUMN_GAP + Math.min(size.least, size.wanted);
    if (used > lineWidth) break;
    count++;
  }
  return Math.max(1, count);
}
