import type { AccountInfo, AuthenticationResult, PublicClientApplication } from "@azure/msal-node";
import { type AccessToken, SettingError, SignInError } from "@huntkit/provider";
import { cacheLocation } from "../cache/cache-location.js";
import { systemKeyring } from "../cache/keyring.js";
import { tokenCache, type TokenCache } from "../cache/token-cache.js";
import { needIds } from "../choose-sign-in-way.js";
import { signInFailure } from "../failures/sign-in-failure.js";
import { authorityOf } from "../msal/authority.js";
import { loadMsal } from "../msal/msal-library.js";
import { msalNetwork } from "../msal/msal-network.js";
import { type NetworkContext, withNetworkContext } from "../msal/network-context.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { renewalMargin } from "../tokens/renewing-source.js";
import { tokenFromResult } from "../tokens/token-from-result.js";
import { warnAboutClock } from "./application-way.js";

/** Asks the person. */
export type AskPerson = (application: PublicClientApplication, scopes: readonly string[], context: NetworkContext) => Promise<AuthenticationResult>;

/** A user's sign-in: from the cache while that works, else by asking. */
export interface UserWay {
  readonly acquire: Acquire;
  /** The cache, if it is a file. */
  readonly cache: TokenCache | undefined;
}

/** Signs a user in. @param ask How the person is asked; without it only the cache is used. */
export function userWay(session: SignInSession, ask: AskPerson | undefined): UserWay {
  const ids = needIds(session.options, "user");
  const cache = session.options.tokenCache === "memory" ? undefined : openCache(session);
  let application: Promise<PublicClientApplication> | undefined;
  const open = (): Promise<PublicClientApplication> => (application ??= createApplication(session, ids, cache));
  const acquire: Acquire = (scopes, { signal, previous }) =>
    withNetworkContext(signal, async (context) => {
      try {
        const client = await open();
        const token = (await renewedSilently(session, client, cache, scopes, previous, context)) ?? (await asked(session, client, ask, scopes, context));
        warnAboutClock(session, context.clockSkewMilliseconds);
        return token;
      } catch (error) {
        throw signInFailure(error, context);
      }
    });
  return { acquire, cache };
}

function openCache(session: SignInSession): TokenCache {
  const { options, environment, warn } = session;
  return tokenCache({ path: cacheLocation(options.location, environment), encryption: options.cacheEncryption ?? "auto", keyring: options.keyring ?? systemKeyring(), warn });
}

async function createApplication(session: SignInSession, ids: { tenantId: string; clientId: string }, cache: TokenCache | undefined): Promise<PublicClientApplication> {
  const msal = await loadMsal();
  return new msal.PublicClientApplication({
    auth: { clientId: ids.clientId, ...authorityOf(session.loginUri, ids.tenantId) },
    system: { networkClient: msalNetwork({ http: session.http, clock: session.clock, timeoutMilliseconds: session.timeoutMilliseconds }) },
    ...(cache ? { cache: { cachePlugin: cache.plugin } } : {}),
  });
}

/**
 * A token from the cache, renewed if need be; `undefined` if a person is needed. The lock spans the renewal: MSAL's own would
 * let two processes use the same refresh token at once.
 */
async function renewedSilently(session: SignInSession, client: PublicClientApplication, cache: TokenCache | undefined, scopes: readonly string[], previous: AccessToken | undefined, context: NetworkContext): Promise<AccessToken | undefined> {
  const renew = async (): Promise<AccessToken | undefined> => {
    const account = chooseAccount(await client.getTokenCache().getAllAccounts(), session);
    if (account === undefined) return undefined;
    const silent = (forceRefresh: boolean): Promise<AuthenticationResult> => client.acquireTokenSilent({ account, scopes: [...scopes], forceRefresh });
    const result = await silent(false);
    const token = tokenFromResult(result, session.clock);
    const stale = token.expiresOnMilliseconds - session.clock.now() <= renewalMargin || result.accessToken === previous?.token.reveal();
    return result.fromCache && stale ? tokenFromResult(await silent(true), session.clock) : token;
  };
  try {
    return await (cache ? cache.lock.hold(renew, context.signal) : renew());
  } catch (error) {
    if (!needsPerson(error, context)) throw error;
    context.failure = undefined;
    return undefined;
  }
}

/** MSAL tells by the error's name that the refresh token is no longer taken; it has removed it or holds a dead one. */
function needsPerson(error: unknown, context: NetworkContext): boolean {
  if (context.failure !== undefined || context.signal.aborted) return false;
  const { name, errorCode } = (error ?? {}) as { name?: unknown; errorCode?: unknown };
  return name === "InteractionRequiredAuthError" || errorCode === "invalid_grant" || errorCode === "no_tokens_found" || errorCode === "no_account_found";
}

/**
 * The account of the cache that is meant.
 * @throws {SettingError} `several-accounts` if nothing says which.
 */
function chooseAccount(accounts: readonly AccountInfo[], session: SignInSession): AccountInfo | undefined {
  const { username, tenantId } = session.options;
  const { host } = new URL(session.loginUri);
  const here = accounts.filter((one) => one.environment === host || (host === "login.microsoftonline.com" && one.environment === "login.windows.net"));
  const isId = /^[0-9a-f-]{36}$/i.test(tenantId ?? "");
  const ofTenant = here.filter((one) => !isId || one.tenantId.toLowerCase() === tenantId?.toLowerCase() || one.tenantProfiles?.has(tenantId ?? "") === true);
  const ofUser = username === undefined ? ofTenant : ofTenant.filter((one) => one.username.toLowerCase() === username.toLowerCase());
  if (ofUser.length <= 1) return ofUser[0];
  const names = [...new Set(ofUser.map((one) => one.username))];
  if (names.length === 1) return ofUser[0];
  throw new SettingError({ code: "several-accounts", message: `Several users are signed in: ${names.join(", ")}. Set UserName to the one that is meant.` });
}

async function asked(session: SignInSession, client: PublicClientApplication, ask: AskPerson | undefined, scopes: readonly string[], context: NetworkContext): Promise<AccessToken> {
  if (ask === undefined) throw new SignInError({ code: "interaction-required", message: "Nobody is signed in yet, or the stored sign-in has ended. Sign in with the browser (auth_type interactive) or a device code (auth_type device)." });
  context.serverError = undefined;
  const result = await ask(client, scopes, context);
  const { username } = session.options;
  if (username !== undefined && result.account !== null && result.account.username.toLowerCase() !== username.toLowerCase())
    session.warn(`The settings name the user ${username}, but ${result.account.username} has signed in.`);
  return tokenFromResult(result, session.clock);
}
