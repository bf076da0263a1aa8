import { localOptions } from "./local-options.js";
import type { ConnectOptionsOf, QueryProvider } from "@huntkit/core";
import type { LocalConnectOptions } from "@huntkit/driver-local";
import { InternalError, ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { isLocalEnvironment, type SourceDriver } from "./source-drivers.js";
import type { SourceOptions } from "./source-options.js";

/** What every connection of a command gets. */
export type ConnectionExtras = Pick<LocalConnectOptions, "signal" | "onProgress">;

/**
 * Connects a provider as a command's options say: to a folder, to one instance of the settings, or to several at once.
 * @throws {HuntError} for options and settings that cannot be used, and if no connection could be opened.
 */
export async function connectSource(provider: QueryProvider<ConnectOptionsOf<SourceDriver>>, options: SourceOptions, surroundings: CommandSurroundings, extras: ConnectionExtras): Promise<void> {
  if (isLocalEnvironment(provider.environment)) {
    refuseForLocal(options);
    return provider.connect({ ...localOptions(options, surroundings), ...extras });
  }
  const found = [...(await (await import("./defender-options.js")).defenderConnections(options, surroundings))];
  const [only, further] = found;
  if (!only) throw new InternalError({ code: "connection-missing", message: "No connection came of the options. Report this to the huntkit project." });
  if (!further && options.allInstances !== true) return provider.connect({ ...only[1], ...extras });
  return provider.connectMany(Object.fromEntries(found.map(([name, one]) => [name, { ...one, ...extras }])));
}

function refuseForLocal({ instance, connectionString, allInstances }: SourceOptions): void {
  if ((instance ?? connectionString ?? allInstances) === undefined) return;
  throw new ParameterError({ code: "environment-missing", message: "--instance, --all-instances and --connection-string are for Microsoft Defender. Say which service with --env, for example --env M365DGraph." });
}
