import type { SignInInfo } from "../create-token-source.js";
import type { SignInWay } from "../sign-in-options.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { applicationWay } from "./application-way.js";
import { askByBrowser } from "./browser-way.js";
import { chainWay } from "./chain-way.js";
import { askByDeviceCode } from "./device-code-way.js";
import { credentialWay, tokenWay } from "./foreign-way.js";
import { userWay } from "./user-way.js";

/** A way of signing in, ready to be used. */
export interface OpenWay {
  readonly acquire: Acquire;
  readonly info?: () => Omit<SignInInfo, "way">;
}

/**
 * Makes the way that was chosen. Nothing is read or sent yet.
 * @throws {SettingError} if it lacks something.
 */
export function openWay(session: SignInSession, way: SignInWay): OpenWay {
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
