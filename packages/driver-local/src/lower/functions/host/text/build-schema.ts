import { NumberText, parseDynamicText } from "./exact-json.js";

/** What a set of dynamic values may be: simple types, the members of bags, the elements of arrays. */
interface Shape {
  readonly types: Set<string>;
  members?: Map<string, Shape>;
  elements?: Shape;
}

type Schema = string | Schema[] | { [name: string]: Schema };

/** The least schema that admits all values. Source: "buildschema() (aggregation function)". @param json The values as a JSON array. */
export function buildSchema(json: string): string | null {
  const shape: Shape = { types: new Set() };
  for (const value of parseDynamicText(json) as unknown[]) admit(shape, value);
  const schema = schemaOf(shape);
  return schema === undefined ? null : JSON.stringify(schema);
}

function admit(shape: Shape, value: unknown): void {
  if (value === null) return;
  if (value instanceof NumberText) shape.types.add(value.isWhole ? "long" : "double");
  else if (typeof value === "string") shape.types.add(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? "datetime" : "string");
  else if (typeof value === "boolean") shape.types.add("bool");
  else if (Array.isArray(value)) {
    shape.elements ??= { types: new Set() };
    for (const item of value) admit(shape.elements, item);
  } else {
    shape.members ??= new Map();
    for (const [name, member] of Object.entries(value as Record<string, unknown>)) {
      const known = shape.members.get(name) ?? { types: new Set() };
      shape.members.set(name, known);
      admit(known, member);
    }
  }
}

function schemaOf(shape: Shape): Schema | undefined {
  const choices: Schema[] = [...shape.types];
  if (shape.members) choices.push(Object.fromEntries([...shape.members].flatMap(([name, member]) => pairOf(name, schemaOf(member)))));
  if (shape.elements) choices.push(Object.fromEntries(pairOf("`indexer`", schemaOf(shape.elements))));
  return choices.length > 1 ? choices : choices[0];
}

function pairOf(name: string, schema: Schema | undefined): [string, Schema][] {
  return schema === undefined ? [[name, "null"]] : [[name, schema]];
}
