import type { SignInOptions } from "@huntkit/auth";
import type { DriverConnectOptions, TokenSource } from "@huntkit/provider";
import type { DriverClock } from "../limiter/driver-clock.js";

/**
 * How to reach Microsoft Defender: how to sign in (the options of `@huntkit/auth`, or a ready token source), in which cloud, and
 * how hard to press. The names are those of the settings and connection strings.
 */
export interface DefenderConnectOptions extends DriverConnectOptions, Omit<SignInOptions, "clock" | "environment"> {
  /** Gives the tokens, instead of the options of sign-in. */
  readonly tokenSource?: TokenSource;
  /** What the connection is called in results and messages, for example the name of the instance. Default: the tenant. */
  readonly name?: string;
  /** The instance of the settings that the options come from; the name of the connection if `name` is not given. */
  readonly instance?: string;
  /** The origin of another host of the service; https only. Tokens go only to it. */
  readonly apiUri?: string;
  /** Environment variables for sign-in and the network (HTTPS_PROXY, AZURE_…). Default: `process.env`. */
  readonly environmentVariables?: Readonly<Record<string, string | undefined>>;
  /** The most calls within a minute, for this tenant and process. Default: 45. */
  readonly callsPerMinute?: number;
  /** The most calls within an hour, for this tenant and process. Default: 1,500. */
  readonly callsPerHour?: number;
  /** The most seconds that one query may wait for quotas and between attempts, all together. Default: 4,200 (70 minutes: the hourly quota and some). */
  readonly waitingBudget?: number;
  /** The most seconds for one call. Default: 240, above the service's own 180 or 200. */
  readonly queryTimeout?: number;
  /** The clock of the limiter and of waits. Default: the machine's. */
  readonly waitingClock?: DriverClock;
  /** Gives numbers from 0 to 1 for the length of waits. Default: `Math.random`. */
  readonly random?: () => number;
}
