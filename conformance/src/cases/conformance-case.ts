/** A KQL query with the table that it must give. The form is that of the documented cases (one JSON object a line). */
export interface ConformanceCase {
  /** Stable name: the page and the number of the query on it. */
  readonly id: string;
  /** The documentation page, or the rule that the case is about. */
  readonly page: string;
  /** The query text. */
  readonly query: string;
  /** Header of the expected table. */
  readonly columns: readonly string[];
  /** Cells as texts, as a page shows them. */
  readonly rows: readonly (readonly string[])[];
  /** Only some rows are shown, or cells are elided with dots. */
  readonly partial: boolean;
  /** Only some columns are shown. */
  readonly partialColumns: boolean;
  /** The query does not fix the order of rows. */
  readonly unordered: boolean;
  /** With `unordered`: the sort keys, where only ties are free. */
  readonly orderBy: readonly string[] | null;
  /** Reads no table. */
  readonly selfContained: boolean;
  /** Clock, chance, approximations and the like. */
  readonly nondeterministic: boolean;
  /** Arrays are sets. */
  readonly setLike: boolean;
  /** The query gives several tables; the first is here. */
  readonly multiResult: boolean;
  /** Names and types by the language service, null where they are known only at run time. */
  readonly resultColumns: readonly { readonly name: string; readonly type: string }[] | null;
  /** Why the page's table is doubtful. */
  readonly suspect: readonly string[];
}

/** Whether a case is counted: what it must give is known for certain. */
export function isCounted(item: ConformanceCase): boolean {
  return item.selfContained && !item.nondeterministic && !item.multiResult && item.suspect.length === 0;
}

/** Whether a case is of the language proper, or of geography and graphs, which are counted apart. */
export function isGeoOrGraph(item: ConformanceCase): boolean {
  return /^geo|graph/.test(item.page);
}
