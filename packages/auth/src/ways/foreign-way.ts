import { type AccessToken, HuntError, Secret, SettingError, SignInError } from "@huntkit/provider";
import { explainSignInFailure } from "../failures/explain-sign-in-failure.js";
import { serverFailure } from "../failures/sign-in-failure.js";
import { revealText } from "../reveal-text.js";
import type { ForeignCredential } from "../sign-in-options.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { describeToken } from "../tokens/describe-token.js";

const unknownLife = 60 * 60_000;

/** Takes the tokens of a credential of another library. @param name What the credential is called in messages. */
export function credentialWay(session: SignInSession, credential: ForeignCredential, name = "credential that was handed in"): Acquire {
  return async (scopes, { signal }) => {
    try {
      return await foreignToken(session, credential, scopes, signal);
    } catch (error) {
      throw credentialFailure(error, name);
    }
  };
}

async function foreignToken(session: SignInSession, credential: ForeignCredential, scopes: readonly string[], signal: AbortSignal): Promise<AccessToken> {
  const result = await credential.getToken([...scopes], { abortSignal: signal });
  if (!result?.token) throw new SignInError({ code: "sign-in-empty", message: "The credential gave no token. Sign in with its own tool first." });
  if (result.expiresOnTimestamp <= session.clock.now()) throw new SignInError({ code: "token-expired", message: "The credential gave a token that has ended. Sign in with its own tool again." });
  return { token: new Secret(result.token), expiresOnMilliseconds: result.expiresOnTimestamp };
}

/** Hands out a token that was got elsewhere, until it ends. Its end is read from the token; without one it counts as an hour. */
export function tokenWay(session: SignInSession): Acquire {
  if (session.options.accessToken === undefined) throw new SettingError({ code: "sign-in-missing", message: "accessToken is not set." });
  const text = revealText(session.options.accessToken);
  const until = describeToken(text)?.expiresOnMilliseconds ?? session.clock.now() + unknownLife;
  return async () => {
    if (until <= session.clock.now())
      throw new SignInError({ code: "token-expired", message: "The access token that was handed in has ended, and it cannot be renewed. Get a new one, or set ClientSecret, Certificate or UserName." });
    return { token: new Secret(text), expiresOnMilliseconds: until };
  };
}

/** The first line of what another library says, without its advice where to read more. */
export function shortReason(message: string): string {
  const line = (message.split("\n", 1)[0] ?? "").replace(/\s*(?:To troubleshoot, visit|For more information[^.]*visit|Please visit|See) https?:.*$/, "").trim();
  return line.length <= 300 ? line : `${line.slice(0, 300).replace(/\s\S*$/, "")} …`;
}

/** Explains what a credential of another library threw. */
export function credentialFailure(error: unknown, name: string): HuntError {
  if (HuntError.isInstance(error)) return error;
  const message = error instanceof Error ? error.message : "";
  if (explainSignInFailure(error) !== undefined) return serverFailure({ error: name, error_description: message }, error);
  return new SignInError({ code: "credential-failed", message: `The ${name} gave no token: ${shortReason(message) || "it did not say why"}`, cause: error });
}
