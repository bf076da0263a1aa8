import { DataError } from "@huntkit/provider";

/** The first record of a CSV file. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: "," | ";" | "\t";
}

/**
 * Reads the header of CSV text by RFC 4180. The delimiter is the comma; a semicolon or a tab only if the header has no comma.
 * @returns undefined for a text without a character.
 * @throws {DataError} if the header does not end within the text, or has an empty or repeated name.
 */
export function csvHeader(text: string, file: string): CsvHeader | undefined {
  const body = text.replace(/^\ufeff/, "");
  if (body.trim() === "") return undefined;
  const delimiter = ([",", ";", "\t"] as const).find((candidate) => firstRecord(body, candidate, file).length > 1) ?? ",";
  const names = firstRecord(body, delimiter, file).map((name) => name.trim());
  const wrong = names.includes("") ? "an empty name" : repeated(names);
  if (wrong !== undefined)
    throw new DataError({ code: "csv-header-invalid", file, place: { line: 1, column: 1, offset: 0, length: 0 }, message: `The file ${file} has ${wrong} in its first line, which must name the columns. Mend the header.` });
  return { names, delimiter };
}

function repeated(names: readonly string[]): string | undefined {
  const name = names.find((candidate, index) => names.indexOf(candidate) !== index);
  return name === undefined ? undefined : `the name "${name.slice(0, 60)}" twice`;
}

function firstRecord(text: string, delimiter: string, file: string): string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') field += character;
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at);
      else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === delimiter) {
      fields.push(field);
      field = "";
    } else if (character === "\n" || character === "\r") return [...fields, field];
    else field += character;
  }
  if (quoted) throw new DataError({ code: "data-file-broken", file, place: { line: 1, column: 1, offset: 0, length: 0 }, message: `The file ${file} cannot be read: a quote in its first line is not closed. Mend the header.` });
  return [...fields, field];
}
