import { CancelledError, SignInError } from "@huntkit/provider";
import type { NetworkContext } from "../msal/network-context.js";
import type { SignInSession } from "../sign-in-session.js";

/**
 * Waits for a person, at most for the setting promptTimeout, and leaves at once when the call is stopped.
 * @param what What did not happen, for the message.
 * @param stop Called when the wait ends early.
 * @throws {SignInError} `sign-in-timeout`.
 */
export async function promptLimit<Result>(session: SignInSession, context: NetworkContext, what: string, ask: () => Promise<Result>, stop: () => void = () => undefined): Promise<Result> {
  const seconds = session.options.promptTimeout ?? 300;
  const over = new AbortController();
  const late = (): void => context.stop(new SignInError({ code: "sign-in-timeout", message: `Sign-in ended: ${what} within ${seconds} seconds. Start again, or set a longer promptTimeout.` }));
  // The wait ends with `over` when the person was faster: nothing is left to do then.
  session.clock.delay(seconds * 1000, over.signal).then(late, () => undefined);
  const asked = ask();
  // Once the race is over, how the abandoned question ends is of no interest.
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, whenAborted(context.signal, over.signal)]);
  } finally {
    over.abort();
    if (context.signal.aborted) stop();
  }
}

function whenAborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject((signal.reason as Error | undefined) ?? new CancelledError({ code: "cancelled", message: "The sign-in was cancelled." }));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true, signal: over });
  });
}
