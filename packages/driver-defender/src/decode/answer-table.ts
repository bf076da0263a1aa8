import type { KqlValue, ResultColumn, ResultTable } from "@huntkit/provider";
import { unexpectedAnswer } from "./answer-errors.js";
import { cellForms, type CellForm } from "./cell-forms.table.js";
import { isUsualTime } from "./date-time-text.js";
import { needsText, typeKey } from "./dynamic-cell.js";

/** A row as the answer has it: cells by column name, with marks of OData between them. */
type RawRow = Readonly<Record<string, unknown>>;

/** What is said of a row that was looked at. */
type RowOutcome = "taken" | "needs-text" | "other-case";

/**
 * Collects the rows of an answer, typed by the answer's schema. Every cell is checked when it comes; it stays in the form in
 * which it came and is converted when it is read, so rows that nobody reads cost little.
 */
export class AnswerTable {
  readonly #columns: readonly ResultColumn[];
  readonly #names: readonly string[];
  readonly #checks: readonly CellCheck[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #typeKeys = new Set<string>();
  readonly #rows: RawRow[] = [];

  constructor(columns: readonly ResultColumn[]) {
    this.#columns = Object.freeze(columns.map((column) => Object.freeze({ ...column })));
    this.#names = columns.map((column) => column.name);
    this.#checks = columns.map((column) => quickChecks[column.type] ?? "none");
    this.#places = new Map(this.#names.map((name, index) => [name, index]));
  }

  /**
   * Takes rows as parsed JSON.
   * @returns false, and takes none of them, if the text of a number is needed; then call again with marked numbers.
   * @throws {ServiceError} if a row or a cell is of no known form.
   */
  addRows(rows: readonly unknown[], numbersMarked: boolean): boolean {
    const before = this.#rows.length;
    for (const row of rows) {
      if (typeof row !== "object" || row === null || Array.isArray(row)) throw unexpectedAnswer(`row ${this.#rows.length + 1} is no object`);
      let taken = row as RawRow;
      let outcome = this.#look(taken, numbersMarked);
      if (outcome === "other-case") {
        taken = this.#renamed(taken);
        outcome = this.#look(taken, numbersMarked);
      }
      if (outcome === "needs-text") {
        this.#rows.length = before;
        return false;
      }
      this.#rows.push(taken);
    }
    return true;
  }

  /** The rows taken so far. */
  toTable(): ResultTable {
    return new RawTable(this.#columns, this.#rows);
  }

  #look(row: RawRow, numbersMarked: boolean): RowOutcome {
    const names = this.#names;
    const checks = this.#checks;
    let next = 0;
    for (const key in row) {
      let place = next;
      if (names[next] !== key) {
        place = this.#placeOf(key);
        if (place === otherCase) return "other-case";
        if (place < 0) continue;
      }
      next = place + 1;
      const value = row[key];
      const check = checks[place];
      if (typeof value === "string" ? check === "text" && !numbersMarked : typeof value === "number" && check === "integer" && Number.isSafeInteger(value)) continue;
      if (!this.#lookClosely(place, value, numbersMarked)) return "needs-text";
    }
    return "taken";
  }

  /** Looks at a cell that is no plain text and no plain integer. False if the text of a number is needed. */
  #lookClosely(place: number, value: unknown, numbersMarked: boolean): boolean {
    if (isNull(value, this.#columns[place]?.type) || (typeof value === "string" && this.#checks[place] === "time" && isUsualTime(value))) return true;
    const column = this.#columns[place];
    const read = column === undefined ? undefined : cellForms[column.type](value, numbersMarked);
    if (read === needsText) return false;
    if (read !== undefined) return true;
    const form = Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
    throw unexpectedAnswer(`row ${this.#rows.length + 1} has, in the column "${column?.name ?? ""}" of type ${column?.type ?? ""}, ${form} that no value of this type looks like`);
  }

  /** The column of a key; `typeMark` for a mark of OData, which is no data; `otherCase` for a key that is no column. */
  #placeOf(key: string): number {
    const place = this.#places.get(key);
    if (place !== undefined) return place;
    if (this.#typeKeys.has(key)) return typeMark;
    if (!key.includes(typeKey)) return otherCase;
    this.#typeKeys.add(key);
    return typeMark;
  }

  /** Some documented examples write keys in another case than the schema: such a row under the names of the schema. */
  #renamed(row: RawRow): RawRow {
    const renamed = new Map<string, unknown>();
    for (const [key, value] of Object.entries(row)) {
      if (key.includes(typeKey) && !this.#places.has(key)) continue;
      const name = this.#places.has(key) ? key : this.#onlyNameLike(key);
      if (name === undefined || renamed.has(name)) throw unexpectedAnswer(`row ${this.#rows.length + 1} has a value under "${key}", which is no column of the answer's schema`);
      renamed.set(name, value);
    }
    return Object.fromEntries(renamed);
  }

  #onlyNameLike(key: string): string | undefined {
    const alike = this.#names.filter((name) => name.toLowerCase() === key.toLowerCase());
    return alike.length === 1 ? alike[0] : undefined;
  }
}

const typeMark = -1;
const otherCase = -2;

/** What is looked at before the cell's form is. */
type CellCheck = "text" | "integer" | "time" | "none";

const quickChecks: Readonly<Partial<Record<ResultColumn["type"], CellCheck>>> = { string: "text", long: "integer", datetime: "time" };

/** The services send `{}` for null, perhaps with a mark of OData; null itself and absence are taken too. A marked `{}` of dynamic is a bag. */
function isNull(value: unknown, type: ResultColumn["type"] | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== "object") return false;
  for (const key in value) if (type === "dynamic" || !key.includes(typeKey)) return false;
  return !Array.isArray(value);
}

class RawTable implements ResultTable {
  readonly columns: readonly ResultColumn[];
  readonly rowCount: number;
  readonly #rows: readonly RawRow[];
  readonly #names: readonly string[];
  readonly #forms: readonly CellForm[];
  /** Which names every object has, such as `constructor`: there a missing cell must not find it. */
  readonly #inherited: readonly boolean[];

  constructor(columns: readonly ResultColumn[], rows: readonly RawRow[]) {
    this.columns = columns;
    this.rowCount = rows.length;
    this.#rows = rows;
    this.#names = columns.map((column) => column.name);
    this.#forms = columns.map((column) => cellForms[column.type]);
    this.#inherited = this.#names.map((name) => name in Object.prototype);
  }

  cell(row: number, column: number): KqlValue {
    const raw = this.#rows[row];
    const form = this.#forms[column];
    const name = this.#names[column];
    if (raw === undefined || form === undefined || name === undefined) return null;
    const value = this.#inherited[column] && !Object.hasOwn(raw, name) ? null : raw[name];
    const isText = this.columns[column]?.type === "string";
    if (isText && typeof value === "string") return value;
    if (isNull(value, this.columns[column]?.type)) return isText ? "" : null;
    const read = form(value, true); // long numbers are marked wherever digits would have been lost
    return read === needsText || read === undefined ? null : read;
  }
}
