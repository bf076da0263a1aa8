/** Texts of types that get a name, each different text once. */
export class NamedTexts {
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(taken: ReadonlySet<string>) {
    this.#taken = new Set(taken);
  }

  /** The name of a text: the one that it has, else the first of the wished ones that is free, else that with a number. */
  name(text: string, wished: readonly string[]): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const last = wished.at(-1) ?? "Type";
    let name = wished.find((one) => !this.#taken.has(one));
    for (let number = 2; name === undefined; number++) if (!this.#taken.has(`${last}${number}`)) name = `${last}${number}`;
    this.#taken.add(name);
    this.#names.set(text, name);
    return name;
  }

  /** The declarations in the order of their names. */
  texts(): string[] {
    const sorted = [...this.#names].sort(([, left], [, right]) => (left < right ? -1 : left > right ? 1 : 0));
    return sorted.map(([text, name]) => `export interface ${name} ${text}`);
  }
}
