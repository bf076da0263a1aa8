import { type Driver, type DriverConnectOptions, HuntError, ParameterError } from "@huntkit/provider";
import { throwIfCancelled, waitUntilCancelled } from "../stop-waiting.js";
import { type Connected, renamed } from "./connected.js";

/** Opens a connection; one that is opened after the caller gave up is closed. */
export async function openConnection<Options extends DriverConnectOptions>(driver: Driver, environment: string, options: Options): Promise<Connected> {
  throwIfCancelled(options.signal);
  const opened = driver.connect({ ...options, environment });
  const connection = await waitUntilCancelled(opened, options.signal).catch((error: unknown) => {
    void opened.then((late) => late.close(), () => undefined);
    throw error;
  });
  return { name: connection.name, connection };
}

/**
 * Opens several connections at once, each under a name of its own. One that cannot be opened does not stop the others.
 * @throws {HuntError} the first failure, if none could be opened; any failure that is a fault of ours, or the caller's cancelling.
 */
export async function openConnections<Options extends DriverConnectOptions>(driver: Driver, environment: string, several: Readonly<Record<string, Options>>): Promise<Connected[]> {
  const entries = Object.entries(several);
  if (entries.length === 0) throw new ParameterError({ code: "connections-missing", message: "No connection is named. Give at least one." });
  const ends = await Promise.allSettled(entries.map(([, options]) => openConnection(driver, environment, options)));
  const made = ends.map((end, index): Connected | { readonly fault: unknown } => {
    const name = entries[index]?.[0] ?? "";
    if (end.status === "fulfilled") return "connection" in end.value ? { name, connection: renamed(end.value.connection, name) } : end.value;
    const failure: unknown = end.reason;
    return HuntError.isInstance(failure) && failure.kind !== "internal" && failure.kind !== "cancelled" ? { name, failure } : { fault: failure };
  });
  const connected = made.flatMap((one) => ("fault" in one ? [] : [one]));
  const fault = made.find((one) => "fault" in one) ?? (connected.every((one) => "failure" in one) ? connected.find((one) => "failure" in one) : undefined);
  if (!fault) return connected;
  await closeAll(connected);
  throw "fault" in fault ? fault.fault : "failure" in fault ? fault.failure : undefined;
}

/** Closes all that are open. @throws the first failure, after all were asked to close. */
export async function closeAll(connected: readonly Connected[]): Promise<void> {
  const ends = await Promise.allSettled(connected.map((one) => ("connection" in one ? one.connection.close() : Promise.resolve())));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
