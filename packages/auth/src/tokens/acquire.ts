import type { AccessToken } from "@huntkit/provider";

/** How one token is got. */
export interface AcquireRequest {
  readonly signal: AbortSignal;
  /** The token that is to be replaced; a way must not give the same one again if it can get another. */
  readonly previous: AccessToken | undefined;
}

/** Gets a token; the renewal, the sharing among callers and the cancelling are around it. */
export type Acquire = (scopes: readonly string[], request: AcquireRequest) => Promise<AccessToken>;
