import type { KqlType, ResultColumn } from "@huntkit/provider";

/** A name that is not taken: the name itself, or with the first free number from 1 behind it. The result is taken then. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let suffix = 1; taken.has(unique); suffix++) unique = `${name}${suffix}`;
  taken.add(unique);
  return unique;
}

/**
 * The names of the columns of a join: of equal names the first stays, the others get numbers that no column has.
 * Source: the rule of the language service (`c, c, c1` becomes `c, c2, c1`).
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    if (seen.has(name)) return uniqueName(name, taken);
    seen.add(name);
    return name;
  });
}

/** A column of a union with the column of each input that feeds it. */
export interface UnionColumn extends ResultColumn {
  /** For each input the name of its column, or undefined: null there. */
  readonly from: readonly (string | undefined)[];
}

/**
 * The columns of a union: same name and type are one column; a name with several types becomes a column for each type,
 * called name_type.
 * Source: Microsoft Learn, "union operator" (`union-operator`).
 */
export function unifyColumns(inputs: readonly (readonly ResultColumn[])[]): UnionColumn[] {
  const typesOf = new Map<string, KqlType[]>();
  for (const column of inputs.flat()) {
    const types = typesOf.get(column.name) ?? [];
    if (!types.includes(column.type)) types.push(column.type);
    typesOf.set(column.name, types);
  }
  // a name that is some input's own goes before one that is made of a name and a type
  const taken = new Set([...typesOf].flatMap(([name, types]) => (types.length === 1 ? [name] : [])));
  const lookups = inputs.map((columns) => new Map(columns.map((column) => [column.name, column.type])));
  return [...typesOf].flatMap(([name, types]) =>
    types.map((type) => ({
      name: types.length === 1 ? name : uniqueName(`${name}_${type}`, taken),
      type,
      from: lookups.map((lookup) => (lookup.get(name) === type ? name : undefined)),
    })),
  );
}

/** The columns that all inputs have with the same type, in the order of the first. Source: "union operator", `kind=inner`. */
export function commonColumns(inputs: readonly (readonly ResultColumn[])[]): UnionColumn[] {
  const [first = [], ...others] = inputs;
  const shared = first.filter((column) =>
    others.every((columns) => columns.some((other) => other.name === column.name && other.type === column.type)),
  );
  return shared.map((column) => ({ ...column, from: inputs.map(() => column.name) }));
}
