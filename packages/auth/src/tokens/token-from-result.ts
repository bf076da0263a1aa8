import { type AccessToken, Secret } from "@huntkit/provider";
import type { SignInClock } from "../sign-in-clock.js";

/** The part of MSAL's result that is used. */
export interface MsalResult {
  readonly accessToken: string;
  readonly expiresOn: Date | null;
}

/** MSAL counts the end of a token on the machine's clock; this is the same end on the clock of the sign-in. */
export function tokenFromResult(result: MsalResult, clock: Pick<SignInClock, "now">): AccessToken {
  const left = result.expiresOn === null ? 0 : result.expiresOn.getTime() - Date.now();
  return { token: new Secret(result.accessToken), expiresOnMilliseconds: clock.now() + left };
}
