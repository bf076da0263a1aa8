import type { Driver, DriverConnection, DriverConnectOptions } from "@huntkit/provider";
import type { DriverContractOptions } from "./driver-contract-options.js";
import { contractOfCancelling } from "./contract-of-cancelling.js";
import { contractOfConnections } from "./contract-of-connections.js";
import { contractOfDescription } from "./contract-of-description.js";
import { contractOfResults } from "./contract-of-results.js";

/** What the parts of the suite share. */
export interface ContractSubject<Options extends DriverConnectOptions> {
  readonly driver: Driver<Options>;
  readonly options: DriverContractOptions<Options>;
  /** Opens a connection, hands it to a test, and closes it afterwards, whatever happens. */
  withConnection(test: (connection: DriverConnection) => Promise<void>): Promise<void>;
}

/**
 * Declares the tests that every driver passes: names and capabilities, connecting, schema, values by type, empty results,
 * errors by class, cancelling, several queries at once, closing. What a driver's capabilities leave out is skipped under its
 * title; a driver's name decides nothing.
 */
export function runDriverContract<Options extends DriverConnectOptions>(driver: Driver<Options>, options: DriverContractOptions<NoInfer<Options>>): void {
  const subject: ContractSubject<Options> = {
    driver,
    options,
    withConnection: async (test) => {
      const connection = await driver.connect(await options.connectOptions());
      try {
        await test(connection);
      } finally {
        await connection.close();
      }
    },
  };
  options.tools.describe(`the driver contract, for ${driver.names[0] ?? "a driver without a name"}`, () => {
    contractOfDescription(subject);
    contractOfConnections(subject);
    contractOfResults(subject);
    contractOfCancelling(subject);
  });
}

/** What a promise is rejected with; undefined if it is fulfilled. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
