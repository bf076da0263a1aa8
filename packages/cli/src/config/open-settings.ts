import type { TokenSource } from "@huntkit/provider";
import type { SignInOptions } from "@huntkit/auth";
import type { ConnectionArguments, Settings, VaultSignIn } from "@huntkit/settings";
import type { CommandSurroundings } from "../command-surroundings.js";

/** Where settings are looked for. */
export interface SettingsOptions {
  /** The settings file; else `MSTICPYCONFIG`, the working folder, the home folder. */
  readonly config?: string;
}

/** Reads the settings as a command sees them; warnings go to stderr. */
export async function openSettings({ config }: SettingsOptions, { env, cwd, stderr }: CommandSurroundings): Promise<Settings> {
  const { loadSettings } = await import("@huntkit/settings");
  const settings = await loadSettings({ environment: env, workingFolder: cwd, tokenSource: vaultSignIn, ...(config === undefined ? {} : { path: config }) });
  for (const { message } of settings.warnings) stderr.write(`Warning: ${message}\n`);
  return settings;
}

/** The options of sign-in for arguments of a connection. */
export function signInOptions({ proxy, instance: _instance, apiUri: _apiUri, vaultUri: _vaultUri, ...rest }: ConnectionArguments, { env, stderr }: Pick<CommandSurroundings, "env" | "stderr">): SignInOptions {
  return {
    ...rest,
    ...(proxy === undefined ? {} : { proxy: typeof proxy === "string" ? proxy : proxy.reveal() }),
    environment: env,
    onWarning: (message) => void stderr.write(`Warning: ${message}\n`),
    onPrompt: (prompt) => void stderr.write(prompt.type === "browser" ? `Sign in with the browser. If no window came up, open this address:\n${prompt.url}\n` : `${prompt.message}\n`),
  };
}

/** Signs in to Key Vault by the chain that the settings name. */
async function vaultSignIn({ tenantId, authorityUri, authMethods, caFile, proxy, httpTimeout }: VaultSignIn): Promise<TokenSource> {
  const { createTokenSource } = await import("@huntkit/auth");
  return createTokenSource({
    authMethods: authMethods ?? ["env", "msi", "cli", "powershell"],
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(authorityUri === undefined ? {} : { loginUri: authorityUri }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(proxy === undefined ? {} : { proxy: typeof proxy === "string" ? proxy : proxy.reveal() }),
    ...(httpTimeout === undefined ? {} : { httpTimeout }),
  });
}
