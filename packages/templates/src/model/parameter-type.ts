/** The types that a template can declare for a parameter. */
export type ParameterType =
  | "string"
  | "int"
  | "long"
  | "real"
  | "decimal"
  | "bool"
  | "datetime"
  | "timespan"
  | "guid"
  | "list"
  | "dynamic"
  | "identifier"
  | "kql";

/** The types of the items of a list; `any` takes each item as what it is (numbers stay numbers). */
export type ItemType = Exclude<ParameterType, "list" | "kql" | "identifier"> | "any";

const types: readonly ParameterType[] = [
  "string", "int", "long", "real", "decimal", "bool", "datetime", "timespan", "guid", "list", "dynamic", "identifier", "kql",
];

/** Other names of the types, among them those of the reference's files. */
const aliases: Readonly<Record<string, ParameterType>> = {
  str: "string", text: "string", integer: "long", float: "real", double: "real", number: "real", boolean: "bool", date: "datetime",
  time: "timespan", uuid: "guid", array: "list", json: "dynamic", object: "dynamic", dict: "dynamic", table: "identifier", column: "identifier",
};

/** All names that a file may give a type, for messages. */
export const typeNames: readonly string[] = Object.freeze([...types, ...Object.keys(aliases)]);

/** The type that a name stands for, in any case; undefined for an unknown one. */
export function parameterTypeOf(name: string): ParameterType | undefined {
  const lower = name.trim().toLowerCase();
  return types.find((type) => type === lower) ?? (Object.hasOwn(aliases, lower) ? aliases[lower] : undefined);
}
