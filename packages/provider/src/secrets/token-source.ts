import type { Secret } from "./secret.js";

/** A token to call a service with. */
export interface AccessToken {
  /** The bearer token. */
  readonly token: Secret;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresOnMilliseconds: number;
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
  getToken(scopes: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<AccessToken>;
}
