import { ParameterError } from "@huntkit/provider";
import type { ConnectionArguments } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";
import { openSettings, type SettingsOptions, signInOptions } from "../config/open-settings.js";
import { exitCodes } from "../exit-codes.js";

/** Options of `huntkit connect`. */
export interface ConnectCommandOptions extends SettingsOptions {
  readonly env?: string;
  readonly instance?: string;
  readonly connectionString?: string;
}

/**
 * Signs in and says who it was; no token is shown.
 * @throws {HuntError} what went wrong: settings, sign-in with the meaning of its AADSTS code, cloud.
 */
export async function connectCommand(options: ConnectCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const environment = options.env ?? "M365DGraph";
  const settings = await openSettings(options, surroundings);
  const found = await settings.connectionArguments("MicrosoftDefender", { given: await givenArguments(options), signal: surroundings.signal, ...(options.instance === undefined ? {} : { instance: options.instance }) });
  const { cloudEndpoints, createTokenSource, describeToken } = await import("@huntkit/auth");
  const endpoints = cloudEndpoints(found.cloud, environment, overrides(found));
  const source = createTokenSource(signInOptions(found, surroundings));
  const token = await source.getToken([endpoints.scope], { signal: surroundings.signal });
  const described = describeToken(token);
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["Environment", `${environment} at ${endpoints.apiUri}`],
    ["Settings", settings.path ?? "none (environment variables and options)"],
    ["Instance", found.instance],
    ["Tenant", described?.tenantId ?? found.tenantId],
    [described?.kind === "user" ? "User" : "Application", described?.username ?? described?.applicationName ?? described?.clientId ?? found.clientId],
    ["Permissions", [...(described?.roles ?? []), ...(described?.scopes ?? [])].join(", ") || "none"],
    ["Token ends", new Date(token.expiresOnMilliseconds).toISOString()],
  ];
  for (const [name, value] of lines) if (value !== undefined) surroundings.stdout.write(`${name.padEnd(12)} ${value}\n`);
  return exitCodes.ok;
}

async function givenArguments({ connectionString }: ConnectCommandOptions): Promise<Readonly<Record<string, unknown>>> {
  if (connectionString === undefined) return {};
  const given = (await import("@huntkit/settings")).parseConnectionString(connectionString);
  const argument = Object.entries(given).find(([, value]) => typeof value !== "string")?.[0];
  if (argument === undefined) return given;
  throw new ParameterError({ code: "secret-in-arguments", message: `The connection string holds ${argument}, and what stands on a command line can be read by others. Put it into the settings (\`huntkit config set … --keyvault\` or --environment-variable).` });
}

/** The hosts that the user set explicitly. */
export function overrides({ loginUri, apiUri }: ConnectionArguments): { readonly loginUri?: string; readonly apiUri?: string } {
  return { ...(loginUri === undefined ? {} : { loginUri }), ...(apiUri === undefined ? {} : { apiUri }) };
}
