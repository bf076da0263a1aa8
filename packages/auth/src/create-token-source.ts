import type { TokenSource } from "@huntkit/provider";
import { chooseSignInWay } from "./choose-sign-in-way.js";
import type { SignInOptions, SignInWay } from "./sign-in-options.js";
import { signInSession, type SignInSession } from "./sign-in-session.js";
import type { Acquire } from "./tokens/acquire.js";
import { renewingSource } from "./tokens/renewing-source.js";
import { applicationWay } from "./ways/application-way.js";
import { askByBrowser } from "./ways/browser-way.js";
import { chainWay } from "./ways/chain-way.js";
import { askByDeviceCode } from "./ways/device-code-way.js";
import { credentialWay, tokenWay } from "./ways/foreign-way.js";
import { userWay } from "./ways/user-way.js";

/** What is known about a sign-in beside the token. */
export interface SignInInfo {
  /** The way that the options chose. */
  readonly way: SignInWay;
  /** Of a chain: the method that gave the last token. */
  readonly method?: string;
  /** The file of the token cache, if the way keeps one. */
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
  const { acquire, ...details } = openWay(session, way);
  const source = renewingSource(acquire, session.clock);
  return {
    getToken: source.getToken,
    info: () => ({ way, ...details.info?.() }),
    close: () => session.http.close(),
  };
}

interface OpenWay {
  readonly acquire: Acquire;
  readonly info?: () => Omit<SignInInfo, "way">;
}

function openWay(session: SignInSession, way: SignInWay): OpenWay {
  if (way === "browser") return openUserWay(session, "browser");
  if (way === "device-code") return openUserWay(session, "device-code");
  if (way === "token") return { acquire: tokenWay(session) };
  if (way === "chain") return openChain(session);
  if (way === "credential" && session.options.credential) return { acquire: credentialWay(session, session.options.credential) };
  return { acquire: applicationWay(session, way === "certificate" ? "certificate" : "client-secret") };
}

function openUserWay(session: SignInSession, way: "browser" | "device-code"): OpenWay {
  const { acquire, cache } = userWay(session, way === "browser" ? askByBrowser(session) : askByDeviceCode(session));
  const protection = (): Pick<SignInInfo, "cacheProtection"> => {
    const known = cache?.file.protection();
    return known === undefined ? {} : { cacheProtection: known };
  };
  return { acquire, info: () => (cache ? { cacheFile: cache.file.path, ...protection() } : {}) };
}

function openChain(session: SignInSession): OpenWay {
  const chain = chainWay(session);
  const info = (): Omit<SignInInfo, "way"> => {
    const method = chain.winner();
    return method === undefined ? {} : { method };
  };
  return { acquire: chain.acquire, info };
}
