import { ParameterError } from "../errors/parameter-error.js";
import type { QueryDialect } from "../dialect/query-dialect.js";
import type { Driver, DriverConnectOptions } from "./driver.js";
import { defaultCapabilities, type DriverCapabilities } from "./driver-capabilities.js";

/** What a driver's author writes. */
export interface DriverDefinition<Options extends DriverConnectOptions> {
  /** The data environments that the driver serves; the first is its main name. */
  readonly names: readonly string[];
  /** The query language of the source. */
  readonly dialect: QueryDialect;
  /** What differs from the documented defaults of {@link DriverCapabilities}. */
  readonly capabilities?: Partial<DriverCapabilities>;
  /** Opens a connection; see {@link Driver.connect}. */
  readonly connect: Driver<Options>["connect"];
}

/**
 * Makes a driver from its parts and checks them.
 * @throws {ParameterError} without a name, or with two names that differ only in case.
 */
export function defineDriver<Options extends DriverConnectOptions>(definition: DriverDefinition<Options>): Driver<Options> {
  const lower = definition.names.map((name) => name.toLowerCase());
  if (lower.length === 0 || lower.includes("") || new Set(lower).size !== lower.length)
    throw new ParameterError({
      code: "driver-names-invalid",
      message: `A driver needs at least one name, and no name twice (case does not count); given: ${definition.names.join(", ") || "none"}.`,
    });
  return Object.freeze({
    specificationVersion: "v1" as const,
    names: Object.freeze([...definition.names]),
    dialect: definition.dialect,
    capabilities: Object.freeze({ ...defaultCapabilities, ...definition.capabilities }),
    connect: definition.connect,
  });
}
