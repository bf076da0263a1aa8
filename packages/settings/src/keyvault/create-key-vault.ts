import type { Agent } from "node:http";
import type { SecretClient } from "@azure/keyvault-secrets";
import { CloudError, HuntError, Secret, SettingError, SignInError, type TokenSource } from "@huntkit/provider";
import { SharedCall } from "./shared-call.js";
import { osKeyring, type SecretKeyring } from "./secret-keyring.js";
import { type VaultAuthority, vaultAuthority, vaultSuffix } from "./vault-authority.js";
import { signInFailed, vaultError, wrongTenant } from "./vault-error.js";
import { normalizeVaultName } from "./vault-reference.js";
import { vaultAgent, type VaultTransportOptions } from "./vault-transport.js";

/** How to reach and sign in to a vault. */
export interface KeyVaultOptions extends VaultTransportOptions {
  /** Gives the tokens. It is asked for the scope of vaults of the cloud, and for no other. */
  readonly tokenSource: TokenSource;
  /** The vault's name; its address follows from the cloud. */
  readonly vaultName?: string;
  /** The vault's address (https), where it is not that of the cloud; goes before the name. */
  readonly vaultUri?: string;
  /** The cloud: global, usgov or cn, or one of their aliases. Default: global. */
  readonly authority?: string;
  /** The id of the tenant that the token source signs in to; a vault of another tenant is then told before a token is asked for. */
  readonly tenantId?: string;
  /** Whether secrets are also kept in the keyring of the operating system, or in the one given. Default: no. */
  readonly keyring?: boolean | SecretKeyring;
  /** Milliseconds for one call with its retries. Default: 30,000. */
  readonly timeoutMilliseconds?: number;
  /** Receives warnings. Default: a warning of the process. */
  readonly onWarning?: (message: string) => void;
  /** An agent to call the vault with; then `caFile` and `proxy` are not used. */
  readonly agent?: Agent;
  /** The library's retries. Default: 3 with 1 second, twice as long each time. */
  readonly retries?: { readonly maxRetries?: number; readonly retryDelayInMs?: number; readonly maxRetryDelayInMs?: number };
}

/** A vault: secrets are fetched when asked for, once, and kept in memory. */
export interface KeyVault {
  /** The vault's address. */
  readonly uri: string;
  /**
   * A secret by its name. Calls at the same time share one request; a failure is not kept.
   * @throws {SettingError | SignInError | QuotaError | ServiceError | CancelledError} each naming vault and secret, never the value.
   */
  getSecret(name: string, options?: { readonly signal?: AbortSignal; readonly refresh?: boolean }): Promise<Secret>;
  /** Stores a secret, as its new version. */
  setSecret(name: string, value: Secret | string, options?: { readonly signal?: AbortSignal }): Promise<void>;
}

/**
 * Opens a vault. Nothing is loaded or called before the first secret is asked for.
 * @throws {SettingError} if neither name nor address is given, or the address is not https.
 */
export function createKeyVault(options: KeyVaultOptions): KeyVault {
  const authority = vaultAuthority(options.authority ?? "global");
  const uri = vaultAddress(options, authority);
  const state: VaultState = { options, authority, uri, vault: options.vaultUri === undefined ? (options.vaultName ?? uri.host) : uri.host, secrets: new Map(), lastStatus: undefined };
  return Object.freeze({
    uri: addressText(uri),
    getSecret: (name: string, { signal, refresh = false }: { readonly signal?: AbortSignal; readonly refresh?: boolean } = {}) => getSecret(state, normalizeVaultName(name), signal, refresh),
    setSecret: (name: string, value: Secret | string, { signal }: { readonly signal?: AbortSignal } = {}) => setSecret(state, normalizeVaultName(name), value, signal),
  });
}

interface VaultState {
  readonly options: KeyVaultOptions;
  readonly authority: VaultAuthority;
  readonly uri: URL;
  readonly vault: string;
  readonly secrets: Map<string, SharedCall<Secret>>;
  client?: Promise<SecretClient>;
  keyring?: Promise<SecretKeyring | undefined>;
  lastStatus: number | undefined;
}

function vaultAddress({ vaultUri, vaultName }: KeyVaultOptions, authority: VaultAuthority): URL {
  if (vaultUri !== undefined) return explicitAddress(vaultUri);
  if (vaultName === undefined || vaultName === "") throw new SettingError({ code: "key-vault-name-missing", message: "No vault is named. Set KeyVault.VaultName, or write the value as KeyVault: vault/secret." });
  if (/^[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?$/.test(vaultName)) return new URL(`https://${vaultName.toLowerCase()}.${vaultSuffix(authority)}`);
  throw new SettingError({ code: "key-vault-name", message: "The name of the vault is not one that vaults have: letters, digits and hyphens. Give the first part of its address, or the whole address as VaultUri." });
}

// An address that the user set may have a path, as behind a gateway.
function addressText(uri: URL): string {
  return `${uri.origin}${uri.pathname.replace(/\/+$/, "")}`;
}

function explicitAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && url.username === "" && url.password === "") return url;
  throw new SettingError({ code: "key-vault-address", message: "VaultUri must be an https address, for example https://contoso.vault.azure.net." });
}

async function getSecret(state: VaultState, name: string, signal: AbortSignal | undefined, refresh: boolean): Promise<Secret> {
  const before = state.secrets.get(name);
  const shared = before && !refresh ? before : new SharedCall((abortSignal) => keptOrFetched(state, name, abortSignal, refresh));
  if (shared !== before) {
    state.secrets.set(name, shared);
    // A failure is told to who asked; the next who asks tries again.
    shared.onFailure(() => {
      if (state.secrets.get(name) === shared) state.secrets.delete(name);
    });
  }
  return shared.wait(signal);
}

async function keptOrFetched(state: VaultState, name: string, signal: AbortSignal, refresh: boolean): Promise<Secret> {
  const kept = refresh ? undefined : await withKeyring(state, (keyring) => keyring.get(keyringName(state, name)));
  if (kept) return new Secret(kept);
  const found = await called(state, name, "read", signal, async (client, abortSignal) => (await client.getSecret(name, { abortSignal })).value);
  if (found === undefined || found === "") throw new SettingError({ code: "key-vault-secret-empty", message: `Secret ${name} of Key Vault ${state.vault} is empty. Store a value in it.` });
  await withKeyring(state, (keyring) => keyring.set(keyringName(state, name), found));
  return new Secret(found);
}

async function setSecret(state: VaultState, name: string, value: Secret | string, signal: AbortSignal | undefined): Promise<void> {
  const secret = typeof value === "string" ? new Secret(value) : value;
  if (secret.reveal() === "") throw new SettingError({ code: "key-vault-secret-empty", message: `There is no value to store as secret ${name} of Key Vault ${state.vault}. Give one.` });
  await called(state, name, "write", signal, (client, abortSignal) => client.setSecret(name, secret.reveal(), { abortSignal }));
  state.secrets.set(name, new SharedCall(() => Promise.resolve(secret)));
  await withKeyring(state, (keyring) => keyring.set(keyringName(state, name), secret.reveal()));
}

async function called<Answer>(state: VaultState, secretName: string, action: "read" | "write", signal: AbortSignal | undefined, call: (client: SecretClient, abortSignal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const milliseconds = state.options.timeoutMilliseconds ?? 30_000;
  const limit = AbortSignal.timeout(milliseconds);
  state.lastStatus = undefined;
  try {
    const client = await (state.client ??= openClient(state));
    return await call(client, signal ? AbortSignal.any([signal, limit]) : limit);
  } catch (error) {
    if (error instanceof WrongTenant) throw wrongTenant(state.vault, secretName, undefined, error);
    if (error instanceof NoToken) throw signInFailed(error.failure, { vault: state.vault, secretName });
    throw vaultError(error, { vault: state.vault, secretName, action, signal, lastStatus: state.lastStatus, seconds: milliseconds / 1000 });
  }
}

async function openClient(state: VaultState): Promise<SecretClient> {
  try {
    const { options, uri } = state;
    const [{ SecretClient }, agent] = await Promise.all([import("@azure/keyvault-secrets"), options.agent ?? vaultAgent(uri, options)]);
    return new SecretClient(addressText(uri), { getToken: (scopes, given) => tokenFor(state, [scopes].flat(), given ?? {}) }, {
      agent,
      // The library knows the vaults of clouds by their names; an address that the user set is checked by `tokenFor`.
      disableChallengeResourceVerification: options.vaultUri !== undefined,
      redirectOptions: { maxRetries: 0 },
      retryOptions: { ...options.retries },
      additionalPolicies: [{ position: "perRetry", policy: onlyThisHost(state) }],
    });
  } catch (error) {
    delete state.client;
    throw error;
  }
}

type Policy = NonNullable<NonNullable<ConstructorParameters<typeof SecretClient>[2]>["additionalPolicies"]>[number]["policy"];

function onlyThisHost(state: VaultState): Policy {
  return {
    name: "huntkitOnlyThisHost",
    async sendRequest(request, next) {
      if (new URL(request.url).origin !== state.uri.origin) throw new CloudError({ code: "key-vault-other-host", message: `Key Vault ${state.vault} sent the call to another host; it was not followed, so that no token goes there.` });
      const response = await next(request);
      state.lastStatus = response.status;
      return response;
    },
  };
}

class WrongTenant extends SignInError {
  constructor(readonly signedIn: string, readonly vault: string) {
    super({ code: "key-vault-wrong-tenant", message: "The vault belongs to another tenant." });
  }
}

async function tokenFor(state: VaultState, scopes: readonly string[], given: { readonly tenantId?: string; readonly abortSignal?: unknown }): Promise<{ token: string; expiresOnTimestamp: number }> {
  for (const scope of scopes) checkScope(state, scope);
  const signedIn = state.options.tenantId?.toLowerCase();
  const vault = given.tenantId?.toLowerCase();
  if (signedIn !== undefined && vault !== undefined && isTenantId(signedIn) && isTenantId(vault) && signedIn !== vault) throw new WrongTenant(signedIn, vault);
  const signal = given.abortSignal instanceof AbortSignal ? { signal: given.abortSignal } : {};
  const { token, expiresOnMilliseconds } = await state.options.tokenSource.getToken(scopes, signal).catch((error: unknown) => {
    throw HuntError.isInstance(error) ? new NoToken(error) : error;
  });
  return { token: token.reveal(), expiresOnTimestamp: expiresOnMilliseconds };
}

/** A failure of the token source, which knows nothing of vaults. */
class NoToken extends Error {
  constructor(readonly failure: HuntError) {
    super("No token for the vault.");
  }
}

function isTenantId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

// What answers says which token it wants. Only tokens for vaults are given: of the cloud, or of the domain that the user set.
function checkScope(state: VaultState, scope: string): void {
  const resource = URL.canParse(scope) ? new URL(scope) : undefined;
  const host = resource?.hostname ?? "";
  const explicit = state.options.vaultUri !== undefined;
  const ofCloud = explicit ? (["global", "usgov", "cn"] as const).some((authority) => host === vaultSuffix(authority)) : host === vaultSuffix(state.authority);
  if (resource?.protocol === "https:" && (ofCloud || (explicit && host.includes(".") && state.uri.hostname.endsWith(`.${host}`) && !/^[\d.]+$/.test(host)))) return;
  throw new CloudError({ code: "key-vault-not-a-vault", message: `What answers as Key Vault ${state.vault} asks for a token that is not for vaults; none was given. Check KeyVault.Authority and the address of the vault.` });
}

function keyringName(state: VaultState, name: string): string {
  return `${state.uri.host}${state.uri.pathname.replace(/\/+$/, "")}/${name}`;
}

const warned = new WeakSet<object>();

/** Uses the keyring if it is wanted and works; else warns once, and secrets are kept in memory alone. */
async function withKeyring<Answer>(state: VaultState, use: (keyring: SecretKeyring) => Promise<Answer>): Promise<Answer | undefined> {
  const { keyring = false } = state.options;
  if (keyring === false) return undefined;
  const opened = await (state.keyring ??= keyring === true ? osKeyring() : Promise.resolve(keyring));
  if (!opened) return warnOnce(state, "its package (@napi-rs/keyring) is not installed for this platform");
  try {
    return await use(opened);
  } catch (error) {
    // The keyring is a convenience: without it the vault is asked. Its texts may hold the name of the secret, never its value.
    state.keyring = Promise.resolve(undefined);
    return warnOnce(state, `it does not answer${error instanceof Error ? "" : " (unknown)"}; on Linux it needs a desktop session with a keyring`);
  }
}

function warnOnce(state: VaultState, reason: string): undefined {
  const listener = state.options.onWarning ?? process;
  if (warned.has(listener)) return undefined;
  warned.add(listener);
  const message = `The keyring of the operating system cannot be used: ${reason}. Secrets are kept in memory only. Set KeyVault.UseKeyring to false to be rid of this warning.`;
  if (state.options.onWarning) state.options.onWarning(message);
  else process.emitWarning(message, { code: "HUNTKIT_KEYRING" });
  return undefined;
}
