import { elementTexts } from "./array-texts.js";
import { realJson } from "../dynamic-json.js";
import { missingTest } from "./fill.js";

/** How gaps are filled. */
export interface LinearFill {
  /** JSON text of what stands for a missing element; null for null. */
  readonly placeholder: string | null;
  /** Whether the gaps at both ends take the nearest value. */
  readonly edges: boolean;
  /** JSON text of what a series of gaps alone becomes; null leaves it as it is. */
  readonly constant: string | null;
}

/**
 * Fills gaps with points on the line between the nearest numbers on both sides; in a series of whole numbers they are cut to
 * whole ones. Elements that are not missing stay as they are written. Source: "series_fill_linear()".
 */
export function fillLinearJson(json: string, { placeholder, edges, constant }: LinearFill): string | null {
  const elements = elementTexts(json);
  if (!elements) return null;
  const isMissing = missingTest(placeholder);
  const gaps = elements.map(isMissing);
  if (gaps.every(Boolean)) return `[${elements.map((element) => constant ?? element).join(",")}]`;
  const values = elements.map((element, index) => (gaps[index] ? undefined : numberOf(element)));
  const areWhole = elements.every((element, index) => values[index] === undefined || /^-?\d+$/.test(element));
  const points = interpolated(values, edges);
  return `[${elements.map((element, index) => (gaps[index] ? pointJson(points[index], areWhole) ?? element : element)).join(",")}]`;
}

function numberOf(element: string): number | undefined {
  const number = element === "null" || element === "" ? NaN : Number(element);
  return Number.isFinite(number) ? number : undefined;
}

function pointJson(point: number | undefined, isWhole: boolean): string | undefined {
  if (point === undefined) return undefined;
  return isWhole ? String(longOf(point)) : realJson(point);
}

/** Cut to a whole number, within 64 bits. */
function longOf(point: number): bigint {
  const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n];
  const whole = BigInt(Math.trunc(point));
  return whole < least ? least : whole > greatest ? greatest : whole;
}

/** The values, and between them the points of the lines; at the ends, the nearest value if wanted. */
function interpolated(values: readonly (number | undefined)[], edges: boolean): (number | undefined)[] {
  const result = [...values];
  let before = -1;
  for (let index = 0; index <= values.length; index++) {
    if (index < values.length && values[index] === undefined) continue;
    fillGap(result, before, index, edges);
    before = index;
  }
  return result;
}

/** The gap between two places; -1 and the length stand for the ends. */
function fillGap(result: (number | undefined)[], before: number, after: number, edges: boolean): void {
  const [left, right] = [result[before], result[after]];
  for (let index = before + 1; index < after; index++) {
    if (left !== undefined && right !== undefined) result[index] = left + ((right - left) * (index - before)) / (after - before);
    else if (edges) result[index] = left ?? right;
  }
}
