import type { KqlType } from "@huntkit/provider";

/**
 * The type names of a schema entry, in lower case, and what they are in KQL. The services write .NET names; KQL's own names and
 * `System.` forms are taken too. Source: Microsoft Learn, "Scalar data types", and recorded answers.
 */
export const typeNames: ReadonlyMap<string, KqlType> = new Map<string, KqlType>([
  ["string", "string"],
  ["datetime", "datetime"],
  ["date", "datetime"],
  ["int64", "long"],
  ["long", "long"],
  ["int32", "int"],
  ["int", "int"],
  ["double", "real"],
  ["real", "real"],
  ["sbyte", "bool"],
  ["boolean", "bool"],
  ["bool", "bool"],
  ["object", "dynamic"],
  ["dynamic", "dynamic"],
  ["guid", "guid"],
  ["uuid", "guid"],
  ["timespan", "timespan"],
  ["time", "timespan"],
  ["sqldecimal", "decimal"],
  ["decimal", "decimal"],
]);

/** The KQL type of a schema entry's type name; undefined if it is none that is known. */
export function kqlTypeNamed(name: string): KqlType | undefined {
  return typeNames.get(name.toLowerCase().replace(/^(system\.data\.sqltypes|system|edm|#)\.?/, ""));
}
