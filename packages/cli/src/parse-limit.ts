import { ParameterError } from "@huntkit/provider";

/**
 * Reads a number of rows.
 * @throws {ParameterError} if it is not a whole number from 0 on.
 */
export function parseLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ParameterError({ code: "limit-invalid", message: `--limit "${text}" is not a number of rows. Write a whole number, for example --limit 20.` });
}
