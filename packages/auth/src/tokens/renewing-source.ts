import { type AccessToken, CancelledError, type TokenSource } from "@huntkit/provider";
import type { SignInClock } from "../sign-in-clock.js";
import type { Acquire } from "./acquire.js";
import { sharedFlight, type SharedFlight } from "./shared-flight.js";

/** A token with less time left than this is replaced before it is handed out: 5 minutes. */
export const renewalMargin = 5 * 60_000;

/**
 * Makes a token source that keeps the tokens it got, renews each 5 minutes before its end, and asks once for callers at the
 * same time. No token is given out nearer to its end, also not while the sign-in service is down: a call of a hunting service takes minutes.
 */
export function renewingSource(acquire: Acquire, clock: Pick<SignInClock, "now">): TokenSource {
  const held = new Map<string, AccessToken>();
  const flights = new Map<string, SharedFlight<AccessToken>>();

  async function renewed(key: string, scopes: readonly string[], { signal, refused }: Renewal): Promise<AccessToken> {
    const token = await acquire(scopes, { signal, previous: held.get(key) ?? refused });
    held.set(key, token);
    return token;
  }

  return {
    async getToken(scopes, options = {}) {
      throwIfAborted(options.signal);
      const key = [...scopes].sort().join(" ");
      const token = held.get(key);
      if (token !== undefined && !isSame(token, options.refused) && token.expiresOnMilliseconds - clock.now() > renewalMargin) return token;
      let flight = flights.get(key);
      if (flight === undefined) {
        flight = sharedFlight((signal) => renewed(key, scopes, { signal, refused: options.refused }), () => flights.delete(key));
        flights.set(key, flight);
      }
      return flight.join(options.signal);
    },
  };
}

interface Renewal {
  readonly signal: AbortSignal;
  readonly refused: AccessToken | undefined;
}

function isSame(token: AccessToken, other: AccessToken | undefined): boolean {
  return other !== undefined && token.token.reveal() === other.token.reveal();
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError({ code: "cancelled", message: "The sign-in was cancelled.", cause: signal.reason });
}
