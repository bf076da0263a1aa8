import { parseArgs } from "node:util";

/** What the runner is asked to do. */
export interface CommandOptions {
  /** A file of cases to run instead of the usual ones. */
  readonly cases: string | undefined;
  /** A file that takes what the engine gave, one JSON object a line, for another judge. */
  readonly results: string | undefined;
  /** Write the Markdown table of outcomes here. */
  readonly table: string | undefined;
  /** Add what matches to the baseline. */
  readonly update: boolean;
  /** Say of each case that does not match why. */
  readonly verbose: boolean;
}

/** Reads the command line. Throws a TypeError for an unknown option. */
export function commandOptions(words: readonly string[]): CommandOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      cases: { type: "string" },
      results: { type: "string" },
      table: { type: "string" },
      update: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
    },
  });
  return { cases: values.cases, results: values.results, table: values.table, update: values.update, verbose: values.verbose };
}
