import type { Secret } from "@huntkit/provider";
import type { CacheEncryption } from "./cache/token-cache-file.js";
import type { Keyring } from "./cache/keyring.js";
import type { SignInClock } from "./sign-in-clock.js";

/** What a person has to do for a sign-in to go on. */
export type SignInPrompt =
  | {
      /** The browser was opened with this address; open it by hand if no window came up. */
      readonly type: "browser";
      readonly url: string;
    }
  | {
      /** Open the page on any device and enter the code. */
      readonly type: "device-code";
      readonly verificationUri: string;
      readonly userCode: string;
      /** The service's own words, with the page and the code. */
      readonly message: string;
      /** When the code ends, in milliseconds since 1970. */
      readonly expiresOnMilliseconds: number;
    };

/** A credential of another library, for example of `@azure/identity`. */
export interface ForeignCredential {
  getToken(scopes: string | string[], options?: { readonly abortSignal?: AbortSignal }): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** The ways of signing in. */
export type SignInWay = "client-secret" | "certificate" | "browser" | "device-code" | "chain" | "credential" | "token";

/** How to sign in. Which way is taken follows from what is given; see {@link chooseSignInWay}. */
export interface SignInOptions {
  /** The tenant's id or one of its domains. */
  readonly tenantId?: string;
  /** The application's id. */
  readonly clientId?: string;
  /** The application's secret: its value, not its ID. */
  readonly clientSecret?: Secret | string;
  /** The user to sign in; picks user sign-in. */
  readonly username?: string;
  /** The application's certificate: a path, PEM text, Base64 of DER or PFX, or bytes. */
  readonly certificate?: string | Uint8Array;
  /** The certificate's private key: a path, PEM text, or bytes of DER. Not needed if `certificate` holds it. */
  readonly privateKey?: string | Uint8Array | Secret;
  /** The passphrase of the key, or of a PFX. */
  readonly privateKeySecret?: Secret | string;
  /** `global` (default), `us`, `eu`, `uk`, `au`, `swa`, `ina`, `aea`, `gcc`, `gcc-high` or `dod`. */
  readonly cloud?: string;
  /** The origin of another sign-in service than the cloud's; https only. */
  readonly loginUri?: string;
  /** The file of the token cache for user sign-in. Default: in the user's state folder. */
  readonly location?: string;
  /** `true` signs a user in. */
  readonly delegatedAuth?: boolean;
  /** How a user signs in. Default: `interactive`, the browser. */
  readonly authType?: "interactive" | "device";
  /** A chain of credentials, tried in order: env, cli, msi, vscode, powershell, interactive, devicecode, clientsecret, certificate, cache. */
  readonly authMethods?: readonly string[];
  /** A credential that gives the tokens. */
  readonly credential?: ForeignCredential;
  /** One token that was got elsewhere. It cannot be renewed. */
  readonly accessToken?: Secret | string;
  /** A PEM file with further certificate authorities. */
  readonly caFile?: string;
  /** The URL of a proxy, a `Secret` if it holds a password; else HTTPS_PROXY. */
  readonly proxy?: string | Secret;
  /** The most seconds that one request may take. Default: 30. */
  readonly httpTimeout?: number;
  /** The most seconds that a person has for signing in. Default: 300; a device code may end earlier. */
  readonly promptTimeout?: number;
  /** The port on which the browser's answer is awaited, if it is free; for `ssh -L`. Default: any. */
  readonly redirectPort?: number;
  /** Where user sign-ins are kept: `file` (default), or `memory` for this process alone. */
  readonly tokenCache?: "file" | "memory";
  /** `auto` (default) encrypts the cache if there is a keyring and warns if not; `required` fails without one; `off`. */
  readonly cacheEncryption?: CacheEncryption;
  /** Is told what the person has to do. Default: written to stderr. */
  readonly onPrompt?: (prompt: SignInPrompt) => void;
  /** Is told what is not as it should be. Default: `process.emitWarning`. */
  readonly onWarning?: (message: string) => void;
  /** Opens the browser. Default: the system's. */
  readonly openBrowser?: (url: string) => Promise<void>;
  /** The keyring for the cache's key. Default: the system's. */
  readonly keyring?: Keyring;
  /** The clock. Default: the machine's. */
  readonly clock?: SignInClock;
  /** Environment variables. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}
