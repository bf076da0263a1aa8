import type { DuckDBDecimalValue } from "@duckdb/node-api";

/**
 * A value in the engine's own form (`lower/physical-types.ts`) as JavaScript has it: a long, datetime or timespan is a bigint (of
 * ticks), an int and a real a number, a dynamic its JSON text, a text a string that is never null.
 */
export type EngineValue = boolean | number | bigint | string | DuckDBDecimalValue | null;

/** The values of one row. */
export type EngineRow = readonly EngineValue[];
