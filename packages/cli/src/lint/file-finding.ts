import type { LintEdit } from "@huntkit/kql";

/** How a finding is mended in its file without changing what any query gives. */
export interface FileFix {
  /** The changes, as offsets into the file's text, in order. */
  readonly edits: readonly LintEdit[];
  /** For a query file: the same changes in the text that the query gives with example values, to check the result against. */
  readonly rendered?: readonly LintEdit[];
}

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
  /** How `--fix` mends it; absent where that takes a person. */
  readonly fix?: FileFix;
}
