import { statementsOf } from "./statements-of.js";

/** What a line that was entered means. */
export type Entry =
  | { readonly type: "command"; readonly words: readonly string[] }
  | { readonly type: "query"; readonly text: string }
  | { readonly type: "more" }
  | { readonly type: "nothing" };

/** What only goes on with the line before it, wherever it stands in a query. */
const continues = /^\s*(?:[|)\]},]|(?:and|or|on|by)\b)/i;

/**
 * Gathers lines into queries. A query ends with a line that ends in `;`, or with an empty line, so that a query of many lines can
 * be pasted. An empty line does not end what cannot be a whole query: `let` statements alone, and what stands in open brackets,
 * unless a second one follows. A line that begins with `.` is a command if no query has been begun.
 */
export class EntryBuffer {
  #lines: string[] = [];

  /** Whether a query has been begun. */
  get begun(): boolean {
    return this.#lines.length > 0;
  }

  /** The lines of the query so far, each with its end. */
  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }

  /**
   * Takes a line.
   * @param next The line behind it, where it is known already, as in a text that was pasted.
   */
  add(line: string, next?: string): Entry {
    if (line.trim() === "") return this.#emptyLine(line, next);
    if (!this.begun && /^\s*\.\w/.test(line)) return { type: "command", words: line.trim().slice(1).split(/\s+/) };
    this.#lines.push(line);
    const { closed, query } = statementsOf(this.#lines.join("\n"));
    return closed && query ? { type: "query", text: this.#take() } : { type: "more" };
  }

  /** Forgets the query that was begun. */
  clear(): void {
    this.#lines = [];
  }

  #emptyLine(line: string, next: string | undefined): Entry {
    if (!this.begun) return { type: "nothing" };
    const { open, inText, query } = statementsOf(this.#lines.join("\n"));
    const isSecond = this.#lines.at(-1)?.trim() === "";
    const goesOn = inText || (next !== undefined && continues.test(next)) || (!isSecond && (open || !query));
    if (!goesOn) return { type: "query", text: this.#take() };
    this.#lines.push(line);
    return { type: "more" };
  }

  #take(): string {
    const text = this.#lines.join("\n").trim();
    this.clear();
    return text.replace(/;\s*$/, "");
  }
}
