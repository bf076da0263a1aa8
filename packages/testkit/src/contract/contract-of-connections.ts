import { HuntError, isUserMistake, type DriverConnectOptions } from "@huntkit/provider";
import { rejectionOf, type ContractSubject } from "./run-driver-contract.js";

/** How connections open, live side by side, and close. */
export function contractOfConnections<Options extends DriverConnectOptions>({ driver, options, withConnection }: ContractSubject<Options>): void {
  const { it, expect } = options.tools;
  const { exact } = options.queries;

  it("gives a connection with a name", async () => {
    await withConnection(async (connection) => {
      expect(connection.name === "").toBe(false);
      expect(connection.schema === undefined).toBe(!driver.capabilities.listsSchema);
    });
  });

  for (const unusable of options.unusableOptions ?? [])
    it(`tells that options cannot be used, as the user's mistake: ${unusable.title}`, async () => {
      const error = await rejectionOf(driver.connect(await unusable.options()));
      expect(isUserMistake(error)).toBe(true);
      expect((error as Error).message === "").toBe(false);
    });

  it("does not connect when it is cancelled already", async () => {
    const error = await rejectionOf(driver.connect({ ...(await options.connectOptions()), signal: AbortSignal.abort() }));
    expect(HuntError.isInstance(error) && error.kind).toBe("cancelled");
  });

  it("closes as often as it is asked to", async () => {
    const connection = await driver.connect(await options.connectOptions());
    await connection.close();
    await connection.close();
    await Promise.all([connection.close(), connection.close()]);
  });

  it("refuses queries after it was closed", async () => {
    const connection = await driver.connect(await options.connectOptions());
    await connection.close();
    const error = await rejectionOf(connection.query(exact.text));
    expect(HuntError.isInstance(error) && error.kind).toBe("cancelled");
  });

  it("closes one connection without touching another", async () => {
    await withConnection(async (connection) => {
      const other = await driver.connect(await options.connectOptions());
      await other.close();
      const result = await connection.query(exact.text);
      expect(result.status).toBe("complete");
    });
  });
}
