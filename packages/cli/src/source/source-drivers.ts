import { type LocalConnectOptions, localDriver } from "@huntkit/driver-local";
import type { DefenderConnectOptions } from "@huntkit/driver-defender";
import type { Driver } from "@huntkit/provider";

/** A driver that the command has. */
export type SourceDriver = Driver<LocalConnectOptions> | Driver<DefenderConnectOptions>;

/** Whether a data environment is that of local files. */
export function isLocalEnvironment(environment: string): boolean {
  return localDriver.names.some((name) => name.toLowerCase() === environment.toLowerCase());
}

/** The drivers to choose from for a data environment; those of Defender are loaded only if it is not local. */
export async function sourceDrivers(environment: string): Promise<readonly SourceDriver[]> {
  if (isLocalEnvironment(environment)) return [localDriver];
  const { defenderDrivers } = await import("@huntkit/driver-defender");
  return [...defenderDrivers, localDriver];
}
