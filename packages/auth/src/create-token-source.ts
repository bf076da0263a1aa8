import { type TokenSource, SettingError } from "@huntkit/provider";
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

/**
 * Makes a token source from the options: it signs in when the first token is asked for, renews tokens 5 minutes before their
 * end, and asks once for callers at the same time.
 * @throws {SettingError} if the options do not say how to sign in, or contradict each other.
 * @throws {CloudError} for an unknown cloud, or a sign-in host that is not https.
 */
export function createTokenSource(options: SignInOptions): TokenSource {
  const session = signInSession(options);
  return Object.freeze(renewingSource(acquireBy(chooseSignInWay(options), session), session.clock));
}

function acquireBy(way: SignInWay, session: SignInSession): Acquire {
  const { credential, accessToken } = session.options;
  switch (way) {
    case "client-secret":
    case "certificate":
      return applicationWay(session, way);
    case "browser":
      return userWay(session, askByBrowser(session)).acquire;
    case "device-code":
      return userWay(session, askByDeviceCode(session)).acquire;
    case "chain":
      return chainWay(session);
    case "credential":
      return credentialWay(session, credential ?? missing("credential"));
    case "token":
      return tokenWay(session, accessToken ?? missing("accessToken"));
  }
}

function missing(name: string): never {
  throw new SettingError({ code: "sign-in-missing", message: `${name} is not set.` });
}
