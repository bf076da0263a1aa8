import { HuntError, KqlDateTime, type DriverConnectOptions, type TimeRange } from "@huntkit/provider";
import { rejectionOf, type ContractSubject } from "./run-driver-contract.js";

/** Half of what an endless query runs for at least: nothing but the cancelling ends it before. */
const PROMPTLY_MILLISECONDS = 30_000;

/** How queries are stopped, and what is never passed over in silence. */
export function contractOfCancelling<Options extends DriverConnectOptions>({ driver, options, withConnection }: ContractSubject<Options>): void {
  const { it, expect } = options.tools;
  const { exact, endless } = options.queries;

  const isCancelled = (error: unknown): void => {
    expect(HuntError.isInstance(error) && error.kind).toBe("cancelled");
  };

  it("does not run a query that is cancelled already", async () => {
    await withConnection(async (connection) => isCancelled(await rejectionOf(connection.query(exact.text, { signal: AbortSignal.abort() }))));
  });

  if (driver.capabilities.cancels === "waiting") it.skip("stops a running query (capability cancels: waiting)", () => {});
  else if (endless === undefined) it.skip("stops a running query (no endless query given)", () => {});
  else {
    it("stops a running query promptly when it is cancelled, and goes on working", async () => {
      await withConnection(async (connection) => {
        const controller = new AbortController();
        const running = rejectionOf(connection.query(endless, { signal: controller.signal }));
        setTimeout(() => controller.abort(), 100);
        const start = performance.now();
        isCancelled(await running);
        expect(performance.now() - start).toBeLessThan(PROMPTLY_MILLISECONDS);
        expect((await connection.query(exact.text)).status).toBe("complete");
      });
    });

    it("stops running queries promptly when it is closed", async () => {
      const connection = await driver.connect(await options.connectOptions());
      const running = rejectionOf(connection.query(endless));
      const start = performance.now();
      await new Promise((later) => setTimeout(later, 100));
      await connection.close();
      isCancelled(await running);
      expect(performance.now() - start).toBeLessThan(PROMPTLY_MILLISECONDS);
    });
  }

  if (driver.capabilities.timespan) contractOfTimespan();
  else
    it("refuses a time range beside the text, rather than passing over it", async () => {
      const timespan = { start: new KqlDateTime(0n), end: new KqlDateTime(1n) };
      await withConnection(async (connection) => {
        expect(HuntError.isInstance(await rejectionOf(connection.query(exact.text, { timespan })))).toBe(true);
      });
    });

  function contractOfTimespan(): void {
    const { timed } = options.queries;
    if (timed === undefined) return void it.skip("gives only rows of the time range beside the text (no timed query given)", () => {});
    it("gives only rows of the time range beside the text", async () => {
      await withConnection(async (connection) => {
        const rows = async (timespan: TimeRange): Promise<number> => {
          const result = await connection.query(timed.text, { timespan });
          return result.status === "complete" ? result.table.rowCount : -1;
        };
        expect(await rows(timed.within)).toBeGreaterThan(0);
        expect(await rows(timed.outside)).toBe(0);
      });
    });
  }
}
