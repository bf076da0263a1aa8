import type { Secret } from "./secret.js";

/** A token to call a service with. */
export interface AccessToken {
  /** The bearer token. */
  readonly token: Secret;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresOnMilliseconds: number;
}

/** How a token is asked for. */
export interface TokenRequestOptions {
  /** Ends the waiting; the sign-in itself ends when nobody waits for it any more. */
  readonly signal?: AbortSignal;
  /**
   * A token that the service has refused (status 401) though its life is not over: revoked, or signed with a key that is no longer taken. The source
   * then gives another one, if it can get one, and gets it once for all callers that were refused with the same token.
   */
  readonly refused?: AccessToken;
}

/**
 * Gives tokens: what `auth` makes, and what Key Vault and the drivers take. A source renews by itself: call it before each
 * request and keep no token.
 */
export interface TokenSource {
  /**
   * A token for the scopes, for example `["https://graph.microsoft.com/.default"]`.
   * @throws {SignInError} if sign-in fails or needs a person who is not there.
   */
  getToken(scopes: readonly string[], options?: TokenRequestOptions): Promise<AccessToken>;
}
