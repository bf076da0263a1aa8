import { CancelledError, HuntError, SignInError } from "@huntkit/provider";
import type { NetworkContext, ServerErrorBody } from "../msal/network-context.js";
import { explainSignInFailure } from "./explain-sign-in-failure.js";

const tooFarOff = 5 * 60_000;

/**
 * Makes what MSAL threw into an error that names the setting and the fix. What the network client saw is better known than
 * what MSAL made of it, so it comes first.
 */
export function signInFailure(error: unknown, context: NetworkContext): HuntError {
  if (context.signal.aborted && !HuntError.isInstance(context.signal.reason)) return new CancelledError({ code: "cancelled", message: "The sign-in was cancelled.", cause: error });
  if (HuntError.isInstance(context.signal.reason)) return context.signal.reason;
  if (HuntError.isInstance(error)) return error;
  if (context.failure !== undefined) return context.failure;
  if (context.serverError !== undefined) return serverFailure(context.serverError, error, context.clockSkewMilliseconds);
  return libraryFailure(error);
}

/** The error of an answer of the sign-in service. */
export function serverFailure(body: ServerErrorBody, cause: unknown, clockSkewMilliseconds?: number): SignInError {
  const description = shortDescription(body.error_description);
  const explained = explainSignInFailure(description) ?? explainSignInFailure({ errorNo: String(body.error_codes?.[0] ?? "") });
  const clock = clockHint(clockSkewMilliseconds);
  if (explained === undefined) {
    const byName = Object.hasOwn(oauthErrors, body.error ?? "") ? oauthErrors[body.error ?? ""] : undefined;
    return new SignInError({ code: byName?.code ?? "sign-in-refused", message: `Sign-in failed: ${byName?.message ?? `the service refused it (${body.error ?? "unknown"})`}.${clock}${description ? ` The service says: ${description}` : ""}`, cause });
  }
  const where = explained.settings.length > 0 ? ` Setting: ${explained.settings.join(", ")}.` : "";
  return new SignInError({ code: explained.name, message: `Sign-in failed: ${explained.meaning} (${explained.aadsts}). ${explained.fix}.${where}${clock} The service says: ${description}`, cause });
}

/** What OAuth's own names mean when no AADSTS code is there (RFC 6749, RFC 8628). */
const oauthErrors: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  authorization_declined: { code: "sign-in-declined", message: "the person declined it. Start again and accept" },
  access_denied: { code: "sign-in-declined", message: "the person declined it. Start again and accept" },
  expired_token: { code: "device-code-expired", message: "the device code has ended before it was entered. Start again and enter the new code in time" },
  code_expired: { code: "device-code-expired", message: "the device code has ended before it was entered. Start again and enter the new code in time" },
  bad_verification_code: { code: "device-code-wrong", message: "the service does not know the device code. Start again" },
  invalid_grant: { code: "sign-in-expired", message: "the stored sign-in is no longer valid. Sign in again" },
};

function shortDescription(text: string | undefined): string {
  return (text ?? "").replace(/^.*?(?=AADSTS\d)/s, "").replace(/\s*(Trace ID|Correlation ID|Timestamp):.*$/s, "").replace(/\s+/g, " ").trim().slice(0, 400);
}

function clockHint(skew: number | undefined): string {
  if (skew === undefined || Math.abs(skew) < tooFarOff) return "";
  return ` ${clockMessage(skew)}`;
}

/** Says how far this machine's clock is off. @param skew The service's time less this machine's, in milliseconds. */
export function clockMessage(skew: number): string {
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return `The clock of this machine is ${minutes} minutes ${skew > 0 ? "behind" : "ahead of"} the service's: set it (synchronise it with NTP).`;
}

function libraryFailure(error: unknown): SignInError {
  const { errorCode, errorMessage } = (error ?? {}) as { errorCode?: unknown; errorMessage?: unknown };
  if (typeof errorCode === "string" && (Object.hasOwn(oauthErrors, errorCode) || explainSignInFailure(error)))
    return serverFailure({ error: errorCode, error_description: typeof errorMessage === "string" ? errorMessage : "" }, error);
  const known = typeof errorCode === "string" && Object.hasOwn(libraryErrors, errorCode) ? libraryErrors[errorCode] : undefined;
  if (known) return new SignInError({ ...known, cause: error });
  const reason = error instanceof Error ? shortDescription(error.message) : "unknown failure";
  return new SignInError({ code: "sign-in-failed", message: `Sign-in failed: ${reason}`, cause: error });
}

const libraryErrors: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  device_code_expired: { code: "device-code-expired", message: "Sign-in failed: the device code has ended before it was entered. Start again and enter the new code in time." },
  endpoints_resolution_error: { code: "tenant-endpoints-unknown", message: "Sign-in failed: the sign-in service did not tell its addresses. Check TenantId, Cloud and loginUri." },
  no_account_in_silent_request: { code: "interaction-required", message: "Nobody is signed in yet: sign in with the browser or a device code." },
};
