/** What a line that was entered means. */
export type Entry =
  | { readonly type: "command"; readonly words: readonly string[] }
  | { readonly type: "query"; readonly text: string }
  | { readonly type: "more" }
  | { readonly type: "nothing" };

/**
 * Gathers lines into queries. A query ends with a line that ends in `;`, or with an empty line, so that a query of many lines can
 * be pasted. A line that begins with `.` is a command if no query has been begun.
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

  /** Takes a line. */
  add(line: string): Entry {
    const isEmpty = line.trim() === "";
    if (!this.begun && isEmpty) return { type: "nothing" };
    if (!this.begun && /^\s*\.\w/.test(line)) return { type: "command", words: line.trim().slice(1).split(/\s+/) };
    if (!isEmpty) this.#lines.push(line);
    return isEmpty || endsQuery(this.#lines.join("\n")) ? { type: "query", text: this.#take() } : { type: "more" };
  }

  /** Forgets the query that was begun. */
  clear(): void {
    this.#lines = [];
  }

  #take(): string {
    const text = this.#lines.join("\n").trim();
    this.clear();
    return text.replace(/;\s*$/, "");
  }
}

// `let x = 1;` is but the beginning of a query.
function endsQuery(text: string): boolean {
  if (!/;\s*$/.test(text)) return false;
  const last = text.replace(/;\s*$/, "").split(/;[ \t]*\n/).at(-1) ?? "";
  return !/^\s*(?:let|set|declare|alias|restrict)\b/i.test(last);
}
