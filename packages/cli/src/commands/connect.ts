import type { CloudEndpoints, SignIn, SignInInfo, TokenDescription } from "@huntkit/auth";
import { type AccessToken, ParameterError } from "@huntkit/provider";
import type { ConnectionArguments } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";
import { openSettings, type SettingsOptions, signInOptions } from "../config/open-settings.js";
import { exitCodes } from "../exit-codes.js";
import { givenArguments } from "../source/given-arguments.js";

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
  const settings = await openSettings(options, surroundings);
  const found = await settings.connectionArguments("MicrosoftDefender", { given: await givenArguments(options.connectionString, surroundings), signal: surroundings.signal, ...(options.instance === undefined ? {} : { instance: options.instance }) });
  if (settings.path === undefined && Object.keys(found).length === 0) throw new ParameterError({ code: "settings-missing", message: "There is no settings file, and neither options nor environment variables say how to sign in. Make a file with `huntkit config init`, or name one with --config FILE." });
  const { cloudEndpoints, createTokenSource, describeToken } = await import("@huntkit/auth");
  const endpoints = cloudEndpoints(found.cloud, options.env ?? "M365DGraph", overrides(found));
  const source = createTokenSource(signInOptions(found, surroundings));
  try {
    const token = await source.getToken([endpoints.scope], { signal: surroundings.signal });
    const described = describeToken(token);
    for (const [name, value] of reportLines({ endpoints, settingsPath: settings.path, found, token, described, info: source.info() })) if (value !== undefined) surroundings.stdout.write(`${name.padEnd(12)} ${value}\n`);
    const lacking = lackingPermission(endpoints, described);
    if (lacking !== undefined) surroundings.stderr.write(`Warning: ${lacking}\n`);
    return exitCodes.ok;
  } finally {
    await source.close();
  }
}

interface Connected {
  readonly endpoints: CloudEndpoints;
  readonly settingsPath: string | undefined;
  readonly found: ConnectionArguments;
  readonly token: AccessToken;
  readonly described: TokenDescription | undefined;
  readonly info: ReturnType<SignIn["info"]>;
}

function reportLines({ endpoints, settingsPath, found, token, described, info }: Connected): readonly (readonly [string, string | undefined])[] {
  return [
    ["Service", `${endpoints.service} in the cloud ${endpoints.cloud}, at ${endpoints.apiUri}`],
    ["Settings", settingsPath ?? "none (environment variables and options)"],
    ["Instance", found.instance],
    ["Signed in by", wayInWords(info)],
    ["Tenant", described?.tenantId ?? found.tenantId],
    ["User", described?.kind === "user" ? (described.username ?? "unknown") : undefined],
    ["Application", applicationInWords(described, found)],
    ["Permissions", [...(described?.roles ?? []), ...(described?.scopes ?? [])].join(", ") || "none that the token tells"],
    ["Token ends", `${new Date(token.expiresOnMilliseconds).toISOString()}${info.way === "token" ? "" : "; it is renewed by itself"}`],
    ["Token cache", cacheInWords(info)],
  ];
}

const wayWords: Readonly<Record<SignInInfo["way"], string>> = {
  "client-secret": "client secret",
  certificate: "certificate",
  browser: "the browser",
  "device-code": "device code",
  chain: "chain of methods",
  credential: "a credential that was handed in",
  token: "a token that was handed in",
};

function wayInWords({ way, method }: SignInInfo): string {
  return method === undefined ? wayWords[way] : `${wayWords[way]}: ${method}`;
}

function applicationInWords(described: TokenDescription | undefined, { clientId }: ConnectionArguments): string | undefined {
  const id = described?.clientId ?? clientId;
  return described?.applicationName === undefined ? id : `${described.applicationName} (${id ?? "unknown"})`;
}

function cacheInWords({ cacheFile, cacheProtection }: SignInInfo): string {
  if (cacheFile === undefined) return "in memory, for this process";
  const protection = { encrypted: "encrypted with a key of the keyring", plain: "not encrypted, readable for its owner alone", memory: "not written" };
  return `${cacheFile}${cacheProtection === undefined ? "" : ` (${protection[cacheProtection]})`}`;
}

/** Without its permission the service answers every query with 403, which says less. */
function lackingPermission({ permission, service }: CloudEndpoints, described: TokenDescription | undefined): string | undefined {
  if (described === undefined) return undefined;
  const [held, wanted] = described.kind === "user" ? [described.scopes, permission.delegated] : [described.roles, permission.application];
  if (held.includes(wanted)) return undefined;
  const kind = described.kind === "user" ? "delegated" : "application";
  return `the token lacks ${wanted}, so ${service} will refuse queries. Add the ${kind} permission ${permission.api}: ${wanted} to the app registration (API permissions) and have an administrator consent.`;
}

/** The hosts that the user set explicitly. */
export function overrides({ loginUri, apiUri }: ConnectionArguments): { readonly loginUri?: string; readonly apiUri?: string } {
  return { ...(loginUri === undefined ? {} : { loginUri }), ...(apiUri === undefined ? {} : { apiUri }) };
}
