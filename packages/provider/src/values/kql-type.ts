/**
 * The scalar types of KQL, under KQL's own names.
 * Source: Microsoft Learn, "Scalar data types" (`scalar-data-types`).
 */
export type KqlType =
  | "bool"
  | "int"
  | "long"
  | "real"
  | "decimal"
  | "datetime"
  | "timespan"
  | "string"
  | "guid"
  | "dynamic";

/** All scalar types of KQL, in a fixed order. */
export const kqlTypes: readonly KqlType[] = Object.freeze([
  "bool",
  "int",
  "long",
  "real",
  "decimal",
  "datetime",
  "timespan",
  "string",
  "guid",
  "dynamic",
]);

const typeNames: ReadonlySet<string> = new Set(kqlTypes);

/** Tells whether a text is the name of a KQL scalar type (exact, lower case). */
export function isKqlType(name: string): name is KqlType {
  return typeNames.has(name);
}
