import { temperatures, units } from "./units.table.js";

/** A value in another unit; null if a unit does not exist. Source: "convert_angle()" and its kind. */
export function convertUnit(value: number, from: string, to: string, quantity: string): number | null {
  if (quantity === "temperature") {
    const [first, second] = [own(temperatures, from), own(temperatures, to)];
    return first && second ? (value * first.degree + first.zero - second.zero) / second.degree : null;
  }
  if (quantity === "angle" && (from === "Tilt" || to === "Tilt")) return tilted(value, from, to);
  const of = own(units, quantity);
  const [first, second] = [of && own(of, from), of && own(of, to)];
  return first !== undefined && second !== undefined ? (value * first) / second : null;
}

/** A tilt is the sine of its angle. */
function tilted(value: number, from: string, to: string): number | null {
  const radians = from === "Tilt" ? Math.asin(value) : convertUnit(value, from, "Radian", "angle");
  if (radians === null) return null;
  return to === "Tilt" ? Math.sin(radians) : convertUnit(radians, "Radian", to, "angle");
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
