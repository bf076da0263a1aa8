/** Tells how many terminal cells a text takes. */
export type WidthOf = (text: string) => number;

// Scripts and signs of which every character takes one cell: ASCII, Latin, Greek, Cyrillic, Armenian, and common punctuation.
const plain = /^[\x20-\x7e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u0556\u2010-\u2015\u2018-\u201f\u2026]*$/;

/**
 * Gives the measure for some texts. Wide characters take two cells and combining ones none; the tables for these take time to
 * load, so they are loaded only if a text needs them.
 */
export async function widthsFor(texts: Iterable<string>): Promise<WidthOf> {
  for (const text of texts) {
    if (plain.test(text)) continue;
    const { default: stringWidth } = await import("string-width");
    return (measured) => (plain.test(measured) ? measured.length : stringWidth(measured));
  }
  return (text) => text.length;
}

/** A text cut to at most some cells; what was cut is marked by `…`. Never cuts within a visible character. */
export function cutText(text: string, width: number, widthOf: WidthOf): string {
  if (widthOf(text) <= width) return text;
  if (plain.test(text)) return `${text.slice(0, Math.max(0, width - 1))}…`;
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    const size = widthOf(segment);
    if (used + size > width - 1) break;
    cut += segment;
    used += size;
  }
  return `${cut}…`;
}

/** A text cut or filled with spaces to exactly some cells. */
export function fitText(text: string, width: number, widthOf: WidthOf, side: "left" | "right" = "left"): string {
  const cut = cutText(text, width, widthOf);
  const fill = " ".repeat(Math.max(0, width - widthOf(cut)));
  return side === "left" ? cut + fill : fill + cut;
}
