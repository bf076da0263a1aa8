import { elementTexts } from "./array-texts.js";

/** Tells a missing element: null, or the placeholder, by its value (0 is 0.0). @param placeholder JSON text; null for null. */
export function missingTest(placeholder: string | null): (element: string) => boolean {
  const wanted = placeholder === null ? "null" : placeholder.trim();
  const number = wanted === "null" || wanted === "" ? NaN : Number(wanted);
  return (element) => element === wanted || Number(element) === number;
}

/**
 * Fills gaps with the nearest value before or behind them, or a constant. What has no such neighbour stays, and elements keep the
 * form in which they are written. Source: "series_fill_forward()", "series_fill_backward()", "series_fill_const()".
 */
export function fillJson(json: string, kind: string, placeholder: string | null, constant: string | null): string | null {
  const elements = elementTexts(json);
  if (!elements) return null;
  const isMissing = missingTest(placeholder);
  if (kind === "const") return `[${elements.map((element) => (isMissing(element) ? constant ?? "null" : element)).join(",")}]`;
  return `[${(kind === "forward" ? carried(elements, isMissing) : carried(elements.reverse(), isMissing).reverse()).join(",")}]`;
}

/** Each value over the gaps behind it. */
function carried(elements: readonly string[], isMissing: (element: string) => boolean): string[] {
  let last: string | undefined;
  return elements.map((element) => {
    if (isMissing(element)) return last ?? element;
    last = element;
    return element;
  });
}
