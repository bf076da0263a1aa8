import type { Secret } from "@huntkit/provider";

/** The ways to sign in that arguments can pick. */
export type SignInWay = "secret" | "certificate" | "user";

/** The arguments of a connection, resolved: references are followed, secrets are `Secret`. Absent members are not known. */
export interface ConnectionArguments {
  /** The tenant: its id or one of its domains. */
  readonly tenantId?: string;
  /** The application (client) id. */
  readonly clientId?: string;
  /** The client secret of the application. */
  readonly clientSecret?: Secret;
  /** The user to sign in as. */
  readonly username?: string;
  /** The file with the certificate: PEM, DER or PFX. */
  readonly certificate?: string;
  /** The file with the private key. */
  readonly privateKey?: string;
  /** The password of the private key or of the PFX file. */
  readonly privateKeySecret?: Secret;
  /** The cloud, as written. */
  readonly cloud?: string;
  /** The file of the token cache. */
  readonly location?: string;
  /** True for sign-in of a user, false for sign-in of the application; absent if nothing says which. */
  readonly delegatedAuth?: boolean;
  /** How a user signs in. */
  readonly authType?: "interactive" | "device";
  /** The credentials to try, in order. */
  readonly authMethods?: readonly string[];
  /** The instance whose settings were used; absent for the plain section. */
  readonly instance?: string;
  /** The sign-in host that the user set. */
  readonly loginUri?: string;
  /** The host of the service that the user set. */
  readonly apiUri?: string;
  /** The address of the vault that the user set. */
  readonly vaultUri?: string;
  /** A PEM file with further certificate authorities. */
  readonly caFile?: string;
  /** The address of the proxy. A `Secret` if it holds a password. */
  readonly proxy?: string | Secret;
  /** Seconds to wait for an answer. */
  readonly httpTimeout?: number;
}
