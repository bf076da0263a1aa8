import stringWidth from "string-width";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const plain = /^[\x20-\x7e]*$/;

/** How many terminal cells a text takes: wide characters take two, combining ones none. */
export function displayWidth(text: string): number {
  return plain.test(text) ? text.length : stringWidth(text);
}

/** A text cut to at most some cells; what was cut is marked by `…`. Never cuts within a visible character. */
export function cutText(text: string, width: number): string {
  if (plain.test(text)) return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
  if (stringWidth(text) <= width) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const size = stringWidth(segment);
    if (used + size > width - 1) break;
    cut += segment;
    used += size;
  }
  return `${cut}…`;
}

/** A text cut or filled with spaces to exactly some cells. */
export function fitText(text: string, width: number, side: "left" | "right" = "left"): string {
  const cut = cutText(text, width);
  const fill = " ".repeat(Math.max(0, width - displayWidth(cut)));
  return side === "left" ? cut + fill : fill + cut;
}
