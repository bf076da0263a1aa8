import { CancelledError, SignInError } from "@huntkit/provider";
import type { NetworkContext } from "../msal/network-context.js";
import type { SignInSession } from "../sign-in-session.js";

/**
 * Waits for a person, at most for the setting promptTimeout, and leaves at once when the caller's signal aborts.
 * @param what What did not happen, for the message.
 * @param stop Called when the wait ends early.
 * @throws {SignInError} `sign-in-timeout`.
 */
export async function promptLimit<Result>(session: SignInSession, context: NetworkContext, what: string, ask: () => Promise<Result>, stop: () => void = () => undefined): Promise<Result> {
  const seconds = session.options.promptTimeout ?? 300;
  const over = new AbortController();
  const early = new Promise<never>((_, reject) => {
    const end = (error: Error): void => {
      stop();
      reject(error);
    };
    const cancelled = (): void => end(new CancelledError({ code: "cancelled", message: "The sign-in was cancelled." }));
    if (context.signal.aborted) cancelled();
    else context.signal.addEventListener("abort", cancelled, { once: true, signal: over.signal });
    const late = (): void => end(new SignInError({ code: "sign-in-timeout", message: `Sign-in ended: ${what} within ${seconds} seconds. Start again, or set a longer promptTimeout.` }));
    // The wait ends with `over` when the person was faster: nothing is left to do then.
    session.clock.delay(seconds * 1000, over.signal).then(late, () => undefined);
  });
  try {
    return await Promise.race([ask(), early]);
  } finally {
    early.catch(() => undefined);
    over.abort();
  }
}
