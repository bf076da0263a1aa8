import type { TextPlace } from "@huntkit/provider";

/** One finding in a settings file. */
export interface SettingsProblem {
  /** An `error` stops the file from being used; a `warning` does not. */
  readonly level: "error" | "warning";
  /** A stable, kebab-case name of the finding. */
  readonly code: string;
  /** What is wrong and how to mend it, without place. Never holds a value of the file. */
  readonly message: string;
  /** The dotted path of the setting, or undefined for the file as a whole. */
  readonly path?: string;
  /** Where in the file; absent for settings from code. */
  readonly place?: TextPlace;
}

/** A finding as one line: file, line, column, and what is wrong. */
export function problemLine(problem: SettingsProblem, file: string | undefined): string {
  const place = problem.place ? `, line ${problem.place.line}, column ${problem.place.column}` : "";
  return `${file ?? "The settings"}${place}: ${problem.message}`;
}
