/** Stands for a placeholder while lines are looked at: not white space. */
const standIn = "\ue000";
/** Stands for clauses that were not given. */
const vanishedMark = "\ue003";

/** A fixed text of a template while it is prepared. */
export interface TracedText {
  readonly text: string;
  /** The same length as `text`: what lines are judged by. Holds {@link vanishedMark} only where clauses vanished. */
  readonly mask: string;
  /**
   * For each character, where it comes from: its offset in the template's query text, or, for text that stands in the place of
   * a placeholder or around its value, `-1 - offset` of the placeholder. Absent if places are not asked for.
   */
  readonly origins?: readonly number[];
}

/** No text. */
export const noText: TracedText = { text: "", mask: "", origins: [] };

/** Text of the template itself. */
export function ownText(text: string, at?: number): TracedText {
  return { text, mask: maskOf(text), ...(at === undefined ? {} : { origins: Array.from({ length: text.length }, (_, index) => at + index) }) };
}

/** Text that stands in the place of the placeholder at an offset. */
export function slotText(text: string, at?: number): TracedText {
  return { text, mask: maskOf(text), ...originsOf(text.length, at) };
}

/** The place of a placeholder whose clauses were not given. */
export function vanishedText(at?: number): TracedText {
  return { text: vanishedMark, mask: vanishedMark, ...originsOf(1, at) };
}

function originsOf(length: number, at: number | undefined): { origins?: readonly number[] } {
  return at === undefined ? {} : { origins: new Array<number>(length).fill(-1 - at) };
}

function maskOf(text: string): string {
  return /[\ue000\ue003]/.test(text) ? text.replace(/[\ue000\ue003]/g, "x") : text;
}

/** One text after the other. */
export function joined(left: TracedText, right: TracedText): TracedText {
  const text = left.text + right.text;
  const mask = left.mask + right.mask;
  return left.origins && right.origins ? { text, mask, origins: [...left.origins, ...right.origins] } : { text, mask };
}

type Range = readonly [start: number, end: number];

// White space as Python's `\s` knows it.
const space = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ue003]";
const blankLines = new RegExp(`\\n${space}*\\n`, "g");
const vanishedLines = new RegExp(`(?:^|\\n)[ \\t]*${vanishedMark}[ \\t${vanishedMark}]*(?=\\r?\\n|$)`, "g");

/**
 * Removes blank lines as the reference does after formatting: a line break, white space, and a line break become one line break.
 * Values are not looked at.
 */
export function withoutBlankLines(parts: readonly TracedText[]): TracedText[] {
  return cut(parts, (mask) => [...matchRanges(mask, blankLines).map(([start, end]): Range => [start, end - 1]), ...marks(mask)]);
}

/** Removes the lines on which nothing but vanished clauses stood; all other blank lines stay as the author wrote them. */
export function withoutVanishedLines(parts: readonly TracedText[]): readonly TracedText[] {
  if (!parts.some((part) => part.mask.includes(vanishedMark))) return parts;
  return cut(parts, (mask) => [...matchRanges(mask, vanishedLines), ...marks(mask)]);
}

function matchRanges(mask: string, pattern: RegExp): Range[] {
  return Array.from(mask.matchAll(pattern), (match): Range => [match.index, match.index + match[0].length]);
}

function marks(mask: string): Range[] {
  return mask.includes(vanishedMark) ? matchRanges(mask, new RegExp(vanishedMark, "g")) : [];
}

/** The parts without the ranges, which are offsets into their masks with one character between each two parts. */
function cut(parts: readonly TracedText[], rangesOf: (mask: string) => readonly Range[]): TracedText[] {
  const ranges = [...rangesOf(parts.map((part) => part.mask).join(standIn))].sort((left, right) => left[0] - right[0]);
  if (ranges.length === 0) return [...parts];
  let start = 0;
  return parts.map((part) => {
    const end = start + part.text.length;
    const inside = ranges.filter((range) => range[1] > start && range[0] < end).map((range): Range => [Math.max(0, range[0] - start), Math.min(part.text.length, range[1] - start)]);
    start = end + 1;
    return inside.length === 0 ? part : withoutRanges(part, inside);
  });
}

function withoutRanges(part: TracedText, ranges: readonly Range[]): TracedText {
  let kept: TracedText = part.origins ? noText : { text: "", mask: "" };
  let from = 0;
  for (const [start, end] of ranges) {
    if (start > from) kept = joined(kept, slice(part, from, start));
    from = Math.max(from, end);
  }
  return joined(kept, slice(part, from, part.text.length));
}

function slice({ text, mask, origins }: TracedText, from: number, to: number): TracedText {
  return { text: text.slice(from, to), mask: mask.slice(from, to), ...(origins ? { origins: origins.slice(from, to) } : {}) };
}
