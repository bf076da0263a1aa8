import { AsyncLocalStorage } from "node:async_hooks";
import { type HuntError, InternalError } from "@huntkit/provider";

/** An error as the sign-in service writes it. Page: Microsoft identity platform, OAuth 2.0 client credentials flow, Error response. */
export interface ServerErrorBody {
  readonly error?: string;
  readonly error_description?: string;
  readonly error_codes?: readonly number[];
  readonly suberror?: string;
}

/** What the network client learns during one call of MSAL, which keeps little of it in its own errors. */
export interface NetworkContext {
  /** Stops the call at once. */
  readonly signal: AbortSignal;
  /** Stops the call with an error of its own. */
  readonly stop: (error: HuntError) => void;
  /** Why no answer could be had. */
  failure: HuntError | undefined;
  /** The last error that the service answered. */
  serverError: ServerErrorBody | undefined;
  /** The service's time less this machine's. */
  clockSkewMilliseconds: number | undefined;
  /** The pace of the polls for a device code. */
  devicePoll: { intervalMilliseconds: number; polls: number } | undefined;
}

const contexts = new AsyncLocalStorage<NetworkContext>();

/** Runs a call of MSAL with a context of its own, so that calls at the same time do not mix what they learn. */
export async function withNetworkContext<Result>(caller: AbortSignal, call: (context: NetworkContext) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  if (caller.aborted) cancel();
  else caller.addEventListener("abort", cancel, { once: true });
  const { signal } = controller;
  const context: NetworkContext = { signal, stop: (error) => controller.abort(error), failure: undefined, serverError: undefined, clockSkewMilliseconds: undefined, devicePoll: undefined };
  try {
    return await contexts.run(context, () => call(context));
  } finally {
    caller.removeEventListener("abort", cancel);
  }
}

/** The context of the running call. */
export function networkContext(): NetworkContext {
  const context = contexts.getStore();
  if (context) return context;
  throw new InternalError({ code: "no-network-context", message: "A request of MSAL was made outside of a sign-in. Please report this." });
}
