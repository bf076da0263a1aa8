import fc, { type IPropertyWithHooks, type IProperty } from "fast-check";

/** The seed of all property runs of a process; a run is repeated by giving it in HUNTKIT_PROPERTY_SEED. */
const seed = Number(process.env["HUNTKIT_PROPERTY_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** How many cases a property runs over: HUNTKIT_PROPERTY_RUNS, else the given number. */
export function propertyRuns(usual: number): number {
  return Number(process.env["HUNTKIT_PROPERTY_RUNS"] ?? usual);
}

/** How long a property may run, in milliseconds: a machine that does other work beside takes its time. */
export const propertyTimeout = 30 * 60_000;

/**
 * Runs a property and prints its name, cases, failures and seed on one line.
 * @throws what fast-check throws for a failure: the least case and the seed.
 */
export function runProperty<Values>(name: string, property: IProperty<Values> | IPropertyWithHooks<Values>, numRuns: number): void {
  const details = fc.check(property, { numRuns, seed });
  process.stdout.write(`PROPERTY ${name}: ${details.numRuns} cases, ${details.failed ? 1 : 0} failures, seed ${seed}\n`);
  if (details.failed) fc.assert(property, { numRuns, seed, ...(details.counterexamplePath === null ? {} : { path: details.counterexamplePath }) });
}
