import type { TokenSource } from "@huntkit/provider";
import { chooseSignInWay } from "./choose-sign-in-way.js";
import type { SignInOptions, SignInWay } from "./sign-in-options.js";
import { signInSession } from "./sign-in-session.js";
import { renewingSource } from "./tokens/renewing-source.js";
import { authMethod } from "./ways/auth-method.js";
import type { OpenWay } from "./ways/open-way.js";

/** What is known about a sign-in beside the token. */
export interface SignInInfo {
  /** The way that the options chose. */
  readonly way: SignInWay;
  /** Of a chain: the method that gave the last token. */
  readonly method?: string;
  /** The file of the token cache, if the way keeps one; absent before the first token. */
  readonly cacheFile?: string;
  /** How the cache file is kept; absent before the first token. */
  readonly cacheProtection?: "encrypted" | "plain" | "memory";
}

/** A token source made from options. */
export interface SignIn extends TokenSource {
  /** How the sign-in was done. */
  info(): SignInInfo;
  /** Ends the connections to the sign-in service. */
  close(): Promise<void>;
}

/**
 * Makes a token source for the way of signing in that the options ask for; see {@link chooseSignInWay}. Nothing is loaded,
 * read or sent before the first token is asked for. Tokens are renewed 5 minutes before their end, once for all callers.
 * @throws {SettingError} if the options contradict each other or lack something.
 * @throws {CloudError} if there is no such cloud, or a host is not https.
 */
export function createTokenSource(options: SignInOptions): SignIn {
  const way = chooseSignInWay(options);
  const session = signInSession(options);
  if (way === "chain") options.authMethods?.forEach(authMethod);
  let opened: OpenWay | undefined;
  const source = renewingSource(async (scopes, request) => {
    opened ??= (await import("./ways/open-way.js")).openWay(session, way);
    return opened.acquire(scopes, request);
  }, session.clock);
  return {
    getToken: source.getToken,
    info: () => ({ way, ...opened?.info?.() }),
    close: () => session.http.close(),
  };
}
