import type { ClientProof } from "../tokens/access-claims.js";
import { createDeviceCodes, type DeviceCodeStore } from "./device-codes.js";
import type { EntraOptions } from "./entra-options.js";
import type { EmulatorClock } from "../server/emulator-clock.js";
import type { Directory } from "../directory/directory.js";
import type { Tenant, User } from "../directory/tenant.js";

/** What Entra ID remembers between requests. */
export interface EntraState {
  readonly options: Required<Omit<EntraOptions, "deviceCode">>;
  readonly deviceCodes: DeviceCodeStore;
  /** Authorization codes by their text. */
  readonly codes: Map<string, AuthorizationCode>;
  /** Refresh tokens by their text. */
  readonly refreshTokens: Map<string, RefreshGrant>;
  /** Sign-ins in progress on the login page, by a number that is hard to guess. */
  readonly signIns: Map<string, SignIn>;
  /** Sign-ins whose password was right and that wait for the second factor. */
  readonly secondFactors: Map<string, { readonly user: User; readonly tenant: Tenant }>;
  /** The `jti` of the client assertions that were used, with when they end (milliseconds). */
  readonly assertions: Map<string, number>;
}

/** Who signed in to what. */
export interface UserGrant {
  readonly tenantId: string;
  readonly clientId: string;
  readonly username: string;
  /** Whether the person used a second factor. */
  readonly strong: boolean;
  readonly proof: ClientProof;
}

/** An authorization code that was given. */
export interface AuthorizationCode extends Omit<UserGrant, "proof"> {
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly expires: number;
  redeemed: boolean;
}

/** A refresh token that was given. */
export interface RefreshGrant extends UserGrant {
  readonly issued: number;
  /** Milliseconds since 1970; moved on by each use. */
  expires: number;
}

/** A sign-in that waits for the person. */
export interface SignIn {
  readonly tenantName: string;
  readonly clientId: string;
  readonly parameters: URLSearchParams;
}

const day = 86_400;

/** Starts with nothing remembered. */
export function createEntraState(options: EntraOptions, surroundings: { readonly clock: EmulatorClock; readonly directory: Directory }): EntraState {
  return {
    options: {
      accessTokenSeconds: options.accessTokenSeconds ?? 3599,
      refreshTokenSeconds: options.refreshTokenSeconds ?? 90 * day,
      singleUseRefreshTokens: options.singleUseRefreshTokens ?? false,
      codeSeconds: options.codeSeconds ?? 600,
      singleUseAssertions: options.singleUseAssertions ?? false,
    },
    deviceCodes: createDeviceCodes(options.deviceCode ?? {}, surroundings),
    codes: new Map(),
    refreshTokens: new Map(),
    signIns: new Map(),
    secondFactors: new Map(),
    assertions: new Map(),
  };
}
