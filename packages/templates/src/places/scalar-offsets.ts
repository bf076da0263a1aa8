/** How a scalar of YAML is written. */
export type ScalarForm = "bare" | "single" | "double" | "block";

/** A piece of a scalar as it is written, and what it stands for. */
interface Unit {
  readonly at: number;
  /** What it stands for; the empty text for an escaped line break. */
  readonly text: string;
  /** Whether it is white space that YAML may fold, indent or strip. */
  readonly isSpace: boolean;
}

/**
 * Where each character of a scalar's value stands in the file: characters other than white space, and escapes, exactly; white
 * space on the same character where there is one, else within the white space that it was folded from.
 * @param source The file's text.
 * @param start Where the scalar's text begins, without quotes.
 * @param end Where it ends.
 * @param value What it stands for.
 * @returns one offset for each character of the value; undefined if the text does not fit the value.
 */
export function scalarOffsets(source: string, start: number, end: number, form: ScalarForm, value: string): number[] | undefined {
  const units = unitsOf(source, start, end, form);
  const offsets: number[] = [];
  let next = 0;
  for (let at = 0; at < value.length || units[next]?.text === ""; ) {
    const runStart = next;
    while (units[next]?.isSpace === true) next++;
    const unit = units[next];
    const until = form === "block" ? wordAfter(value, at) : at + foldedLength(units.slice(runStart, next));
    if (!value.startsWith(unit?.text ?? "", until) || until > value.length) return undefined;
    offsets.push(...spaceOffsets(units.slice(runStart, next), value.slice(at, until), unit?.at ?? end, unit === undefined));
    at = until;
    if (!unit) break;
    for (let index = 0; index < unit.text.length; index++) offsets.push(unit.at);
    at += unit.text.length;
    next++;
  }
  return offsets.length === value.length ? offsets : undefined;
}

function wordAfter(value: string, from: number): number {
  let at = from;
  while (at < value.length && isFoldable(value[at] ?? "")) at++;
  return at;
}

/** The length of what a run of white space becomes outside block texts. Source: YAML 1.2.2, "6.5. Line Folding". */
function foldedLength(run: readonly Unit[]): number {
  const breaks = run.filter((unit) => unit.text === "\n").length;
  return breaks === 0 ? run.length : Math.max(1, breaks - 1);
}

/** The white space of a value laid on that of the file: from the next word backwards, at the end of the text forwards. */
function spaceOffsets(units: readonly Unit[], text: string, wordAt: number, isLast: boolean): number[] {
  const offsets = new Array<number>(text.length).fill(units[0]?.at ?? wordAt);
  const order = Array.from({ length: text.length }, (_, index) => (isLast ? index : text.length - 1 - index));
  let left = isLast ? [...units] : [...units].reverse();
  for (const index of order) {
    const found = left.findIndex((unit) => unit.text === text[index]);
    if (found < 0) continue;
    offsets[index] = left[found]?.at ?? wordAt;
    left = left.slice(found + 1);
  }
  return offsets;
}

function isFoldable(character: string): boolean {
  return character === " " || character === "\n" || character === "\t" || character === "\r";
}

function unitsOf(source: string, start: number, end: number, form: ScalarForm): Unit[] {
  const units: Unit[] = [];
  for (let at = start; at < end; ) {
    const unit = form === "double" && source[at] === "\\" ? escapeUnit(source, at) : undefined;
    if (unit) {
      units.push({ at, text: unit.text, isSpace: false });
      at += unit.length;
    } else {
      const character = source[at] ?? "";
      const isPair = (form === "single" && source.startsWith("''", at)) || (character === "\r" && source[at + 1] === "\n");
      units.push({ at, text: character === "\r" ? "\n" : character, isSpace: isFoldable(character) });
      at += isPair ? 2 : 1;
    }
  }
  return units;
}

const named: Readonly<Record<string, string>> = {
  "0": "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029",
};
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** An escape of a text in double quotes. Source: YAML 1.2.2, "5.7. Escaped Characters". */
function escapeUnit(source: string, at: number): { readonly text: string; readonly length: number } {
  const letter = source[at + 1] ?? "";
  const count = digits[letter];
  if (count !== undefined) return { text: String.fromCodePoint(Number.parseInt(source.slice(at + 2, at + 2 + count), 16) || 0), length: 2 + count };
  if (letter !== "\n" && letter !== "\r") return { text: named[letter] ?? letter, length: 2 };
  // js-yaml takes the blank lines behind an escaped line break away too.
  let end = at + 1;
  while (isFoldable(source[end] ?? "")) end++;
  return { text: "", length: end - at };
}

/** The form of a scalar, from js-yaml's number of its style. */
export function scalarForm(style: number, styles: { readonly SINGLE_QUOTED: number; readonly DOUBLE_QUOTED: number; readonly PLAIN: number }): ScalarForm {
  if (style === styles.PLAIN) return "bare";
  if (style === styles.SINGLE_QUOTED) return "single";
  return style === styles.DOUBLE_QUOTED ? "double" : "block";
}
