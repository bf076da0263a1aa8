import { WrittenNumber } from "./read-number.js";

/** The truth value that a cell holds, or undefined. */
export function readBoolean(cell: unknown): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const text = cell instanceof WrittenNumber ? cell.text : typeof cell === "number" ? String(cell) : cell;
  if (typeof text !== "string") return undefined;
  const word = text.trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : undefined;
}
