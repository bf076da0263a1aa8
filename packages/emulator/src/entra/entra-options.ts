/** How Entra ID behaves. Times are in seconds. */
export interface EntraOptions {
  /** Life of an access token. Default: 3599, as the service gives. */
  readonly accessTokenSeconds?: number;
  /** Life of a refresh token since its last use. Default: 90 days. */
  readonly refreshTokenSeconds?: number;
  /** Whether a refresh token works once only and is replaced (Entra ID's own may be used again). Default: false. */
  readonly singleUseRefreshTokens?: boolean;
  /** Life of an authorization code. Default: 600. */
  readonly codeSeconds?: number;
  /**
   * Whether a client assertion (by its `jti`) is taken once only. Default: false, as the service: clients keep an assertion
   * until it ends.
   */
  readonly singleUseAssertions?: boolean;
  /** Device code. */
  readonly deviceCode?: DeviceCodeOptions;
}

/** How the device-code flow behaves. */
export interface DeviceCodeOptions {
  /** Seconds that the client is told to wait between polls. Default: 5. */
  readonly intervalSeconds?: number;
  /** Life of a code in seconds. Default: 900. */
  readonly lifetimeSeconds?: number;
  /** Whether a client that polls sooner than half a second before the interval is over is told to slow down. Default: false. */
  readonly enforceInterval?: boolean;
}
