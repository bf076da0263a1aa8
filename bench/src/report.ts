/** One measure: its name, value and unit, and the most that it should be. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  /** What the figure was made from, printed behind the line's end on its own line. */
  readonly detail?: string;
}

/** Prints a measure as `BENCH <name> <value> <unit> target <=<number>`. */
export function report(measure: Measure): void {
  const digits = measure.value >= 100 ? 0 : measure.value >= 10 ? 1 : 2;
  process.stdout.write(`BENCH ${measure.name} ${measure.value.toFixed(digits)} ${measure.unit} target <=${measure.target}\n`);
  if (measure.detail !== undefined) process.stdout.write(`      ${measure.detail}\n`);
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
