import { WrittenNumber } from "./read-number.js";

/** What {@link readJson} gives for a text that is no JSON. */
export const notJson = Symbol("not JSON");

const numberMark = "\u0000";
const stringOrNumber = /"(?:[^"\\]|\\[\s\S])*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** A cell as a dynamic value; numbers keep their digits. A page's slips (commas too many or missing, single quotes) are forgiven. */
export function readJson(cell: unknown): unknown {
  if (typeof cell !== "string") return cell;
  const text = cell.trim();
  if (text === "") return notJson;
  for (const candidate of candidates(text)) {
    const value = parseKeepingDigits(candidate);
    if (value !== notJson) return value;
  }
  return notJson;
}

function candidates(text: string): string[] {
  if (!/^[[{]/.test(text)) return [text];
  const commas = text.replace(/,\s*([\]}])/g, "$1").replace(/([\]}"\w])\s*\n\s*(["{[])/g, "$1,$2");
  const single = text.includes('"') ? [] : [text.replaceAll("'", '"')];
  return [text, commas, text.replaceAll("\\\\", "\\"), text.replaceAll('\\"', '"'), ...single];
}

function parseKeepingDigits(text: string): unknown {
  const marked = text.replace(stringOrNumber, (token) => (token.startsWith('"') ? escapeControls(token) : `"\\u0000${token}"`));
  try {
    return JSON.parse(marked, (_key, value: unknown) =>
      typeof value === "string" && value.startsWith(numberMark) ? new WrittenNumber(value.slice(1)) : value,
    ) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return notJson;
    throw error;
  }
}

function escapeControls(text: string): string {
  return text.replace(/[\u0000-\u001f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
