/** Types of GeoJSON by their keywords, with how deep their coordinates are nested: 0 is one position. */
const types: Readonly<Record<string, { readonly type: string; readonly depth: number }>> = {
  POINT: { type: "Point", depth: 0 },
  LINESTRING: { type: "LineString", depth: 1 },
  POLYGON: { type: "Polygon", depth: 2 },
  MULTIPOINT: { type: "MultiPoint", depth: 1 },
  MULTILINESTRING: { type: "MultiLineString", depth: 2 },
  MULTIPOLYGON: { type: "MultiPolygon", depth: 3 },
};

/** A text that cannot be read. */
class NotAShape extends Error {}

/** Reads words, numbers, parentheses and commas one after another. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[(),]|\S/g) ?? [];
  }

  next(): string {
    return this.#tokens[this.#at++] ?? "";
  }

  peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  expect(token: string): void {
    if (this.next() !== token) throw new NotAShape();
  }

  /** What stands in parentheses, parted by commas. */
  list<Item>(item: () => Item): Item[] {
    this.expect("(");
    const items = [item()];
    while (this.peek() === ",") {
      this.next();
      items.push(item());
    }
    this.expect(")");
    return items;
  }

  position(): readonly [number, number] {
    return [this.#number(), this.#number()];
  }

  #number(): number {
    const number = Number(this.next() || Number.NaN);
    if (Number.isNaN(number)) throw new NotAShape();
    return number;
  }
}

type Coordinates = readonly [number, number] | readonly Coordinates[];

function coordinatesOf(reader: Reader, depth: number, isMultiPoint: boolean): Coordinates {
  if (depth > 0) return reader.list((): Coordinates => coordinatesOf(reader, depth - 1, isMultiPoint));
  // each point of a MULTIPOINT may stand in parentheses of its own
  if (!isMultiPoint || reader.peek() !== "(") return reader.position();
  return reader.list(() => reader.position())[0] ?? [];
}

function shapeOf(reader: Reader): object {
  const word = reader.next().toUpperCase();
  if (word === "GEOMETRYCOLLECTION") return { type: "GeometryCollection", geometries: reader.list(() => shapeOf(reader)) };
  const found = types[word];
  if (!found) throw new NotAShape();
  if (found.depth === 0) return { type: found.type, coordinates: reader.list(() => reader.position())[0] };
  return { type: found.type, coordinates: coordinatesOf(reader, found.depth, word === "MULTIPOINT") };
}

/** `geo_from_wkt`, as GeoJSON; null for a text that is no shape, or has heights or measures. */
export function fromWellKnownText(text: string): string | null {
  try {
    const reader = new Reader(text);
    const shape = shapeOf(reader);
    return reader.next() === "" ? JSON.stringify(shape) : null;
  } catch (error) {
    if (error instanceof NotAShape || error instanceof RangeError) return null; // RangeError: nested too deeply
    throw error;
  }
}
