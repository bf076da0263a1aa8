import { type AccessToken, HuntError, Secret, SettingError, SignInError } from "@huntkit/provider";
import { revealText } from "../reveal-text.js";
import type { ForeignCredential } from "../sign-in-options.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";

interface Credential {
  getToken(scopes: string[], options?: { readonly abortSignal?: AbortSignal }): ReturnType<ForeignCredential["getToken"]>;
}

/** Asks a credential of another library. */
export async function foreignToken(credential: Credential, scopes: readonly string[], signal: AbortSignal, clock: SignInSession["clock"]): Promise<AccessToken> {
  const result = await credential.getToken([...scopes], { abortSignal: signal });
  if (!result?.token) throw new SignInError({ code: "sign-in-empty", message: "The credential gave no token. Sign in with its own tool first." });
  if (result.expiresOnTimestamp <= clock.now()) throw new SignInError({ code: "token-expired", message: "The credential gave a token that has ended. Sign in with its own tool again." });
  return Object.freeze({ token: new Secret(result.token), expiresOnMilliseconds: result.expiresOnTimestamp });
}

/** Takes the tokens of a credential that was handed in. */
export function credentialWay(session: SignInSession, credential: ForeignCredential): Acquire {
  return async (scopes, { signal }) => {
    try {
      return await foreignToken(credential, scopes, signal, session.clock);
    } catch (cause) {
      if (HuntError.isInstance(cause)) throw cause;
      throw new SignInError({ code: "credential-failed", message: "The credential that was handed in gave no token. Its own error is the cause.", cause });
    }
  };
}

/** Hands out a token that was got elsewhere, until it ends. Its end is read from the token; without one it counts as an hour. */
export function tokenWay(session: SignInSession, token: Secret | string): Acquire {
  const text = revealText(token);
  const until = endOf(text) ?? session.clock.now() + 3_600_000;
  return () => {
    if (until <= session.clock.now())
      return Promise.reject(new SignInError({ code: "token-expired", message: "The access token that was handed in has ended, and it cannot be renewed. Get a new one, or set ClientSecret, Certificate or UserName." }));
    return Promise.resolve(Object.freeze({ token: new Secret(text), expiresOnMilliseconds: until }));
  };
}

function endOf(token: string): number | undefined {
  const [, payload] = token.split(".");
  if (payload === undefined) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { exp?: unknown };
    return typeof claims.exp === "number" ? claims.exp * 1000 : undefined;
  } catch (error) {
    // Not every token is a JWT; one that is none may be used all the same.
    if (error instanceof SyntaxError) return undefined;
    throw new SettingError({ code: "token-unreadable", message: "The access token that was handed in cannot be read.", cause: error });
  }
}
