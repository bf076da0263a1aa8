/** A finding about a file that was linted. */
export interface FileFinding {
  /** The file's path, as the user gave it or below a folder that they gave. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
  /** Number of characters marked in the line; at least 1. */
  readonly length: number;
  /** The code: `KS…` of the language service, `HK…` of our rules, or the name of a rule about templates. */
  readonly code: string;
  readonly severity: "error" | "warning" | "suggestion" | "information";
  readonly message: string;
  /** The query it is about, if the file holds several. */
  readonly query?: string;
  /** The data environment in which it was found, if it is not found in all. */
  readonly environment?: string;
}
