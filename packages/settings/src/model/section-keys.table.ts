import type { ConnectionArgumentKind } from "./connection-arguments.table.js";

/** One key of a section other than the arguments of a connection. */
export interface SectionKeyDefinition {
  /** For people. */
  readonly description: string;
  /** What it holds, if it is a value. Default: text. */
  readonly kind?: ConnectionArgumentKind;
  /** The values that a `choice` may have. */
  readonly choices?: readonly string[];
  /** Its JSON Schema, if it is no value but a section. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

const folders = { type: ["array", "string", "null"], items: { type: ["string", "null"] } };
const queryDefinitions: SectionKeyDefinition = {
  description: "Folders with query files.",
  schema: { type: ["object", "null"], properties: { Default: folders, Custom: folders } },
};
const proxy = { type: ["string", "object", "null"] };

/** The names of the authorities of vaults, with their aliases. Source: "msticpy Package Configuration", the Key Vault section. */
export const vaultAuthorities = ["global", "public", "azurepubliccloud", "usgov", "gov", "usgovernment", "azureusgovernment", "cn", "china", "azurechinacloud"] as const;

/** The keys of the sections that huntkit reads. Source: "msticpy Package Configuration". `VaultUri`, `LoginUri` and `CaFile` are huntkit's own. */
export const sectionKeys = {
  KeyVault: {
    TenantId: { description: "The tenant that the vault belongs to." },
    SubscriptionId: { description: "The subscription of the vault; needed only to make vaults." },
    ResourceGroup: { description: "The resource group of the vault; needed only to make vaults." },
    AzureRegion: { description: "The region of the vault; needed only to make vaults." },
    VaultName: { description: "The name of the vault, the first part of its address." },
    UseKeyring: { description: "Whether secrets are also kept in the keyring of the operating system.", kind: "boolean" },
    Authority: { description: "The cloud of the vault: global, usgov or cn.", kind: "choice", choices: vaultAuthorities },
    AuthorityURI: { description: "The sign-in host, where it is not that of the cloud." },
    AuthnType: { description: "How to sign in to the vault: interactive, device, msi and others." },
    LoginUri: { description: "The sign-in host, as AuthorityURI." },
    CaFile: { description: "A PEM file with certificate authorities to trust beside the usual ones, for the vault alone.", kind: "path" },
    VaultUri: { description: "The address of the vault, where it is not that of the cloud." },
  },
  Azure: {
    cloud: { description: "The cloud of Azure: global, usgov, cn." },
    auth_methods: { description: "The credentials to try, in this order.", kind: "list" },
    tenant_id: { description: "The tenant to sign in to." },
    resource_manager_url: { description: "The address of the resource manager, where it is not that of the cloud." },
  },
  msticpy: {
    http_timeout: { description: "Seconds to wait for an answer.", schema: { type: ["number", "string", "array", "object", "null"] } },
    Proxies: { description: "Proxies by the scheme of the address that is called, each an address or Url, UserName and Password.", schema: { type: ["object", "null"], properties: { http: proxy, https: proxy } } },
    QueryDefinitions: queryDefinitions,
    CaFile: { description: "A PEM file with certificate authorities to trust beside the usual ones.", kind: "path" },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SectionKeyDefinition>>>>;
