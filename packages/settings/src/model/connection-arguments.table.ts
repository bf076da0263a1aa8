/** What a connection argument holds. `secret` is a text that becomes a `Secret`. */
export type ConnectionArgumentKind = "text" | "secret" | "boolean" | "list" | "seconds" | "path" | "choice";

/** One argument of a connection: its names, what it holds and what it is for. */
export interface ConnectionArgumentDefinition {
  /** The name in a settings file, as documentation writes it. */
  readonly settingName: string;
  /** Further names beside the canonical one; case, `_` and `-` never count. */
  readonly alsoNamed?: readonly string[];
  /** What it holds. */
  readonly kind: ConnectionArgumentKind;
  /** The values that a `choice` may have. */
  readonly choices?: readonly string[];
  /** The values that are known; another one is told when a file is checked, case, `_` and `-` aside. */
  readonly known?: readonly string[];
  /** The environment variables that stand in for it, first one wins. */
  readonly variables: readonly string[];
  /** For people. */
  readonly description: string;
}

/** The names of credentials, as the reference and huntkit take them. Source: "Azure Authentication in MSTICPy". */
export const authMethodNames = ["env", "environment", "cli", "msi", "managed_identity", "vscode", "powershell", "interactive", "interactive_browser", "browser", "devicecode", "device_code", "device", "clientsecret", "client_secret", "certificate", "cert", "cache"] as const;

/** Every argument of a connection by its canonical name. Source: "Microsoft 365 Defender Provider" and "msticpy Package Configuration". */
export const connectionArgumentTable = {
  tenantId: { settingName: "TenantId", kind: "text", variables: ["HUNTKIT_TENANT_ID", "AZURE_TENANT_ID"], description: "The tenant (directory) to sign in to: its id or one of its domains." },
  clientId: { settingName: "ClientId", kind: "text", variables: ["HUNTKIT_CLIENT_ID", "AZURE_CLIENT_ID"], description: "The application (client) id of the app registration." },
  clientSecret: { settingName: "ClientSecret", kind: "secret", variables: ["HUNTKIT_CLIENT_SECRET", "AZURE_CLIENT_SECRET"], description: "The client secret of the application. Better kept in Key Vault or an environment variable." },
  username: { settingName: "UserName", alsoNamed: ["user"], kind: "text", variables: ["HUNTKIT_USERNAME"], description: "The user to sign in as; picks sign-in of a user instead of the application." },
  certificate: { settingName: "Certificate", alsoNamed: ["cert"], kind: "path", variables: ["HUNTKIT_CERTIFICATE", "AZURE_CLIENT_CERTIFICATE_PATH"], description: "The file with the certificate of the application: PEM, DER or PFX." },
  privateKey: { settingName: "PrivateKey", kind: "path", variables: ["HUNTKIT_PRIVATE_KEY"], description: "The file with the private key of the certificate, if it is a file of its own." },
  privateKeySecret: { settingName: "PrivateKeySecret", kind: "secret", variables: ["HUNTKIT_PRIVATE_KEY_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD"], description: "The password of the private key or of the PFX file." },
  cloud: { settingName: "Cloud", kind: "text", known: ["global", "us", "eu", "uk", "au", "swa", "ina", "aea", "gcc", "gcc-high", "dod"], variables: ["HUNTKIT_CLOUD"], description: "The cloud: global, us, eu, uk, gcc, gcc-high, dod and others. Default: global." },
  location: { settingName: "Location", kind: "path", variables: ["HUNTKIT_TOKEN_CACHE"], description: "The file that keeps the tokens of a user between runs." },
  delegatedAuth: { settingName: "DelegatedAuth", kind: "boolean", variables: ["HUNTKIT_DELEGATED_AUTH"], description: "true signs in a user, false the application." },
  authType: { settingName: "AuthType", kind: "choice", choices: ["interactive", "device"], variables: ["HUNTKIT_AUTH_TYPE"], description: "How a user signs in: interactive (browser, the default) or device (a code to type elsewhere)." },
  authMethods: { settingName: "AuthMethods", kind: "list", known: authMethodNames, variables: ["HUNTKIT_AUTH_METHODS"], description: "The credentials to try, in this order: env, cli, msi, vscode, powershell, interactive, devicecode and others." },
  instance: { settingName: "Instance", kind: "text", variables: ["HUNTKIT_INSTANCE"], description: "The instance of the settings to use." },
  loginUri: { settingName: "LoginUri", kind: "text", variables: ["HUNTKIT_LOGIN_URI"], description: "The sign-in host, where it is not that of the cloud." },
  apiUri: { settingName: "ApiUri", kind: "text", variables: ["HUNTKIT_API_URI"], description: "The host of the service, where it is not that of the cloud." },
  vaultUri: { settingName: "VaultUri", kind: "text", variables: ["HUNTKIT_VAULT_URI"], description: "The address of the vault, where it is not that of the cloud." },
  caFile: { settingName: "CaFile", kind: "path", variables: ["HUNTKIT_CA_FILE"], description: "A PEM file with certificate authorities to trust beside the usual ones." },
  proxy: { settingName: "Proxy", kind: "text", variables: ["HUNTKIT_PROXY"], description: "The address of the proxy." },
  httpTimeout: { settingName: "HttpTimeout", alsoNamed: ["timeout"], kind: "seconds", variables: ["HUNTKIT_HTTP_TIMEOUT"], description: "Seconds to wait for an answer." },
} as const satisfies Readonly<Record<string, ConnectionArgumentDefinition>>;
