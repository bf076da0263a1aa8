import type { Secret, TokenSource } from "@huntkit/provider";
import type { SignInOptions } from "@huntkit/auth";
import type { ConnectionArguments, Settings, VaultSignIn } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";

/** Where settings are looked for. */
export interface SettingsOptions {
  /** The settings file; else `MSTICPYCONFIG`, the working folder, the home folder. */
  readonly config?: string;
}

/** Reads the settings as a command sees them; warnings go to stderr. */
export async function openSettings({ config }: SettingsOptions, surroundings: Pick<CommandSurroundings, "env" | "cwd" | "stderr">): Promise<Settings> {
  const { loadSettings, problemLine } = await import("@huntkit/settings");
  const { env, cwd, stderr } = surroundings;
  const keyVaultOptions = { onWarning: (message: string) => void stderr.write(`Warning: ${message}\n`) };
  const settings = await loadSettings({ environment: env, workingFolder: cwd, tokenSource: vaultSignIn(surroundings), keyVaultOptions, ...(config === undefined ? {} : { path: config }) });
  for (const problem of settings.warnings) stderr.write(`Warning: ${problemLine(problem, settings.path)}\n`);
  return settings;
}

/** The options of sign-in for arguments of a connection. */
export function signInOptions({ proxy, instance: _instance, apiUri: _apiUri, vaultUri: _vaultUri, ...rest }: ConnectionArguments, surroundings: Pick<CommandSurroundings, "env" | "stderr">): SignInOptions {
  return { ...rest, ...(proxy === undefined ? {} : { proxy: textOf(proxy) }), ...terminalSignIn(surroundings) };
}

/** Prompts and warnings of a sign-in go to stderr. */
function terminalSignIn({ env, stderr }: Pick<CommandSurroundings, "env" | "stderr">): Pick<SignInOptions, "environment" | "onWarning" | "onPrompt"> {
  return {
    environment: env,
    onWarning: (message) => void stderr.write(`Warning: ${message}\n`),
    onPrompt: (prompt) => void stderr.write(prompt.type === "browser" ? `Sign in with the browser. If no window came up, open this address:\n${prompt.url}\n` : `${prompt.message}\n`),
  };
}

/** The public client of Azure's developer tools, which every tenant knows. Source: @azure/identity, DeveloperSignOnClientId. */
const azureToolsClient = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
// Managed identity after the others: off Azure it takes seconds to find out that there is none.
const standardMethods = ["env", "cli", "powershell", "msi"];

/** Signs in to Key Vault: as KeyVault.AuthnType says, else by the chain of Azure.auth_methods, else by what is set up here. */
function vaultSignIn(surroundings: Pick<CommandSurroundings, "env" | "stderr">): (vault: VaultSignIn) => Promise<TokenSource> {
  return async ({ tenantId, authorityUri, authority, authnType, authMethods, caFile, proxy, httpTimeout }) => {
    const { createTokenSource, findVaultCloud } = await import("@huntkit/auth");
    return createTokenSource({
      ...terminalSignIn(surroundings),
      authMethods: authnType === undefined ? (authMethods ?? standardMethods) : [authnType],
      clientId: azureToolsClient,
      ...(authorityUri === undefined && authority === "global" ? {} : { loginUri: authorityUri ?? findVaultCloud(authority).loginUri }),
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(caFile === undefined ? {} : { caFile }),
      ...(proxy === undefined ? {} : { proxy: textOf(proxy) }),
      ...(httpTimeout === undefined ? {} : { httpTimeout }),
    });
  };
}

function textOf(text: string | Secret): string {
  return typeof text === "string" ? text : text.reveal();
}
