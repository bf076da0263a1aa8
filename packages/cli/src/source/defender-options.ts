import { refuseLocalOptions } from "./local-options.js";
import type { DefenderConnectOptions } from "@huntkit/driver-defender";
import { ParameterError } from "@huntkit/provider";
import type { ConnectionArguments, Settings } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";
import { openSettings, signInOptions } from "../config/open-settings.js";
import { givenArguments } from "./given-arguments.js";
import type { SourceOptions } from "./source-options.js";

/**
 * The options of the connections to Defender that a command asks for, by the name of the instance; the plain section of the
 * settings if it names none.
 * @throws {HuntError} for settings that cannot be used; {@link ParameterError} without any.
 */
export async function defenderConnections(options: SourceOptions, surroundings: CommandSurroundings): Promise<ReadonlyMap<string, DefenderConnectOptions>> {
  refuseLocalOptions(options);
  const settings = await openSettings(options, surroundings);
  const given = await givenArguments(options.connectionString, surroundings);
  const names = instanceNames(options, settings);
  const made = await Promise.all(names.map(async (instance) => {
    const found = await settings.connectionArguments("MicrosoftDefender", { given, signal: surroundings.signal, ...(instance === undefined ? {} : { instance }) });
    if (settings.path === undefined && Object.keys(found).length === 0)
      throw new ParameterError({ code: "settings-missing", message: "There is no settings file, and neither options nor environment variables say how to sign in. Make a file with `huntkit config init`, name one with --config FILE, or hunt in local files: --env Local." });
    return [instance ?? found.instance ?? found.tenantId ?? "Defender", connectOptions(found, surroundings)] as const;
  }));
  return new Map(made);
}

function instanceNames({ instance, allInstances = false }: SourceOptions, settings: Settings): readonly (string | undefined)[] {
  if (allInstances && instance !== undefined) throw new ParameterError({ code: "instances-twice", message: "Give --instance or --all-instances, not both." });
  if (!allInstances) return instance === undefined ? [undefined] : [...new Set(instance.split(",").map((name) => name.trim()).filter((name) => name !== ""))];
  const all = settings.instances("MicrosoftDefender");
  if (all.length > 0) return all;
  throw new ParameterError({ code: "instances-missing", message: "The settings have no section for MicrosoftDefender. Make one with `huntkit config init`." });
}

function connectOptions(found: ConnectionArguments, surroundings: CommandSurroundings): DefenderConnectOptions {
  const { environment: environmentVariables, ...signIn } = signInOptions(found, surroundings);
  return {
    ...signIn,
    ...(environmentVariables === undefined ? {} : { environmentVariables }),
    ...(found.apiUri === undefined ? {} : { apiUri: found.apiUri }),
    ...(found.instance === undefined ? {} : { instance: found.instance }),
  };
}
