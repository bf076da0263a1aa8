import { createHttpClient } from "./http/create-http-client.js";
import type { HttpClient } from "./http/http-types.js";
import { findCloud, httpsOrigin } from "./clouds/cloud-endpoints.js";
import { type SignInClock, systemClock } from "./sign-in-clock.js";
import type { SignInOptions } from "./sign-in-options.js";

/** What all ways of one token source share. */
export interface SignInSession {
  readonly options: SignInOptions;
  readonly clock: SignInClock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The origin of the sign-in service. */
  readonly loginUri: string;
  /** Calls the sign-in service and no other host. */
  readonly http: HttpClient;
  readonly timeoutMilliseconds: number;
  /** Tells each warning once. */
  readonly warn: (message: string) => void;
}

/**
 * Reads the options that all ways share; nothing is opened.
 * @throws {CloudError} `cloud-unknown` or `host-not-https`.
 * @throws {SettingError} `proxy-unreadable`.
 */
export function signInSession(options: SignInOptions): SignInSession {
  const environment = options.environment ?? process.env;
  const loginUri = options.loginUri === undefined ? findCloud(options.cloud).loginUri : httpsOrigin(options.loginUri, "loginUri");
  const timeoutMilliseconds = (options.httpTimeout ?? 30) * 1000;
  const http = createHttpClient({
    allowedHosts: [loginUri],
    environment,
    maximumResponseBytes: 4 * 1024 * 1024,
    timeouts: { connectMilliseconds: Math.min(10_000, timeoutMilliseconds) },
    ...(options.caFile === undefined ? {} : { caFile: options.caFile }),
    ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
  });
  return { options, clock: options.clock ?? systemClock, environment, loginUri, http, timeoutMilliseconds, warn: warnOnce(options.onWarning) };
}

function warnOnce(onWarning: ((message: string) => void) | undefined): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    if (onWarning) onWarning(message);
    else process.emitWarning(message, { type: "HuntkitWarning", code: "HUNTKIT_SIGN_IN" });
  };
}
