import { type Driver, ParameterError } from "@huntkit/provider";
import { didYouMean } from "@huntkit/templates";

/** A driver, found by one of its names. */
export interface FoundDriver<Found extends Driver = Driver> {
  /** The driver. */
  readonly driver: Found;
  /** The name that was asked for, in the driver's own spelling. */
  readonly environment: string;
}

/**
 * Finds the driver that serves a data environment.
 * @param name The environment's name, in any case.
 * @param drivers All drivers that may serve it.
 * @throws {ParameterError} if none serves it (the message lists all names and suggests the nearest), or if two do.
 */
export function findDriver<Found extends Driver>(name: string, drivers: readonly Found[]): FoundDriver<Found> {
  const found = drivers.flatMap((driver) =>
    driver.names.filter((known) => known.toLowerCase() === name.trim().toLowerCase()).map((environment) => ({ driver, environment })),
  );
  const [only, second] = found;
  if (only && !second) return only;
  throw only ? servedTwice(only.environment) : unknownEnvironment(name, drivers);
}

function servedTwice(environment: string): ParameterError {
  return new ParameterError({
    code: "environment-ambiguous",
    message: `Two of the given drivers serve the data environment "${environment}". Give only one of them.`,
  });
}

function unknownEnvironment(name: string, drivers: readonly Driver[]): ParameterError {
  const names = drivers.flatMap((driver) => driver.names);
  const known = names.length === 0 ? "No drivers were given: pass `drivers: [localDriver]`." : `Known: ${names.join(", ")}.`;
  return new ParameterError({
    code: "environment-unknown",
    message: `There is no data environment "${name}".${didYouMean(name, names)} ${known}`,
  });
}
