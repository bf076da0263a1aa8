import { certificateAuthorities } from "../http/certificate-authorities.js";
import { proxyChoice } from "../http/proxy-choice.js";
import { revealText } from "../reveal-text.js";
import type { ForeignCredential } from "../sign-in-options.js";
import type { SignInSession } from "../sign-in-session.js";

/** The methods that `@azure/identity` does. */
export type AzureMethod = "env" | "cli" | "msi" | "vscode" | "powershell";

/** Makes a credential of `@azure/identity`, which is loaded now, with the host, the authorities and the proxy of the session. */
export async function azureCredential(session: SignInSession, method: AzureMethod): Promise<ForeignCredential> {
  const [identity, options] = await Promise.all([import("@azure/identity"), credentialOptions(session)]);
  const tenant = session.options.tenantId === undefined ? {} : { tenantId: session.options.tenantId };
  const processes = { ...options, ...tenant, processTimeoutInMs: session.timeoutMilliseconds };
  const clientId = session.environment["AZURE_CLIENT_ID"];
  if (method === "env") return new identity.EnvironmentCredential(options);
  if (method === "cli") return new identity.AzureCliCredential(processes);
  if (method === "powershell") return new identity.AzurePowerShellCredential(processes);
  if (method === "msi") return new identity.ManagedIdentityCredential({ ...options, ...(clientId ? { clientId } : {}) });
  return new identity.VisualStudioCodeCredential({ ...options, ...tenant });
}

interface CredentialOptions {
  readonly authorityHost: string;
  readonly redirectOptions: { readonly maxRetries: number };
  readonly disableInstanceDiscovery?: boolean;
  readonly tlsOptions?: { readonly ca: string[] };
  readonly proxyOptions?: { readonly host: string; readonly port: number; readonly username?: string; readonly password?: string };
}

async function credentialOptions(session: SignInSession): Promise<CredentialOptions> {
  const { caFile, proxy, loginUri } = session.options;
  const ca = await certificateAuthorities({ environment: session.environment, ...(caFile === undefined ? {} : { caFile }) });
  return {
    authorityHost: session.loginUri,
    // A redirect would take the secret to another host.
    redirectOptions: { maxRetries: 0 },
    ...(loginUri === undefined ? {} : { disableInstanceDiscovery: true }),
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
    // HTTPS_PROXY and NO_PROXY are read by the library itself.
    ...(proxy === undefined ? {} : { proxyOptions: proxyParts(proxyChoice(proxy, {}).url ?? revealText(proxy)) }),
  };
}

function proxyParts(proxy: string): NonNullable<CredentialOptions["proxyOptions"]> {
  const url = new URL(proxy);
  const credentials = url.username === "" ? {} : { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return { host: `${url.protocol}//${url.hostname}`, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)), ...credentials };
}
