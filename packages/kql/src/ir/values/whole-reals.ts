import type { DynamicValue } from "@huntkit/provider";

type Container = Extract<DynamicValue, object>;

/** Of arrays and bags of literals: the places at which a whole number is written as a real. */
const places = new WeakMap<Container, Set<string>>();

/** Notes that the number at a place of an array or bag is a real, though it is whole (`1.0`). */
export function noteWholeReal(container: Container, place: string | number): void {
  const known = places.get(container) ?? new Set();
  places.set(container, known.add(String(place)));
}

/**
 * Whether the number at a place of an array or bag of a literal is a real, though it is whole: a number alone does not tell
 * `1.0` from `1`, and `gettype(dynamic([1.0])[0])` is `double`.
 */
export function isWholeReal(container: Container, place: string | number): boolean {
  return places.get(container)?.has(String(place)) ?? false;
}
