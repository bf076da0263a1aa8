/** A value as it is staged: text, a number that JSON keeps exactly, or a boolean. Times and 64-bit numbers are text. */
export type StagedValue = string | number | boolean;

/** A row on its way to a table: cells by column name, only those that have a value. */
export interface StagedRow {
  [column: string]: StagedValue | undefined;
}

/** The staged column with the number of the process that did it, and with that of the process it was done to. */
export const INITIATOR_KEY = "_initiator";
/** See {@link INITIATOR_KEY}. */
export const TARGET_KEY = "_target";
