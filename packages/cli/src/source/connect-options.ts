import type { LocalConnectOptions } from "@huntkit/driver-local";
import type { DefenderConnectOptions } from "@huntkit/driver-defender";
import { InternalError, ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { dataFolder } from "../data-folder.js";
import { isLocalEnvironment } from "./source-drivers.js";
import type { SourceOptions } from "./source-options.js";

/**
 * What a command's options say of its one connection.
 * @throws {HuntError} for options and settings that cannot be used.
 */
export async function connectOptions(environment: string, options: SourceOptions, surroundings: CommandSurroundings): Promise<LocalConnectOptions | DefenderConnectOptions> {
  if (isLocalEnvironment(environment)) {
    refuseForLocal(options);
    return { path: dataFolder(options.path, surroundings), now: surroundings.now };
  }
  const [only, further] = (await (await import("./defender-options.js")).defenderConnections(options, surroundings)).values();
  if (further) throw new ParameterError({ code: "instances-several", message: "Give one instance here." });
  if (only) return only;
  throw new InternalError({ code: "connection-missing", message: "No connection came of the options. Report this to the huntkit project." });
}

function refuseForLocal({ instance, connectionString }: SourceOptions): void {
  if ((instance ?? connectionString) === undefined) return;
  throw new ParameterError({ code: "environment-missing", message: "--instance and --connection-string are for Microsoft Defender. Say which service with --env, for example --env M365DGraph." });
}
