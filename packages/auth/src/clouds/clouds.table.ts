/** The clouds by name. `us`, `eu`, `uk`, `au`, `swa`, `ina` and `aea` are regions of the global cloud. */
export const cloudNames = ["global", "us", "eu", "uk", "au", "swa", "ina", "aea", "gcc", "gcc-high", "dod"] as const;

/** The name of a cloud for Defender. */
export type CloudName = (typeof cloudNames)[number];

/** The three services, by the main name of their data environment. */
export type DefenderService = "MDE" | "M365D" | "M365DGraph";

/** A host of a service. */
export interface ServiceHost {
  /** The origin, without a slash at the end. */
  readonly uri: string;
  /** The scope that a token for it is asked with. */
  readonly scope: string;
  /** The documentation page that lists the host. */
  readonly page: string;
}

/** Everything about one cloud. */
export interface Cloud {
  readonly name: CloudName;
  /** The origin of the sign-in service. */
  readonly loginUri: string;
  /** The page that lists the sign-in service. */
  readonly loginPage: string;
  /** The host that is used for each service; a service that is absent is not offered there (`NA`). */
  readonly services: Readonly<Partial<Record<DefenderService, ServiceHost>>>;
  /** Further hosts that pages list; the setting `apiUri` may name them. */
  readonly alternatives: Readonly<Partial<Record<DefenderService, readonly ServiceHost[]>>>;
}

const publicLogin = { loginUri: "https://login.microsoftonline.com", loginPage: "Microsoft identity platform: National clouds" };
const governmentLogin = { loginUri: "https://login.microsoftonline.us", loginPage: "Microsoft identity platform: National clouds" };
const reference = "Microsoft 365 Defender Provider: Specifying the Defender Cloud Instance";
const endpointPage = "Defender for Endpoint: exposed-apis-list";
const governmentPage = "Defender for Endpoint: gov";
const xdrGovernmentPage = "Defender XDR: usgov";
const graphPage = "Microsoft Graph: deployments";
const endpointScope = "https://api.securitycenter.microsoft.com/.default";
const xdrScope = "https://api.security.microsoft.com/.default";

/** The scope of a host that is its own resource. */
function own(uri: string, page: string): ServiceHost {
  return { uri, scope: `${uri}/.default`, page };
}

const graph = own("https://graph.microsoft.com", graphPage);
const globalEndpoint = { uri: "https://api.security.microsoft.com", scope: endpointScope, page: endpointPage };
const globalXdr = own("https://api.security.microsoft.com", reference);

/** A region of the global cloud with hosts of its own for both older services. */
function region(name: "us" | "eu" | "uk"): Cloud {
  return {
    name,
    ...publicLogin,
    services: {
      MDE: own(`https://api-${name}.securitycenter.microsoft.com`, reference),
      M365D: own(`https://api-${name}.security.microsoft.com`, reference),
      M365DGraph: graph,
    },
    alternatives: {
      MDE: [{ uri: `https://${name}.api.security.microsoft.com`, scope: endpointScope, page: endpointPage }, globalEndpoint],
      M365D: [globalXdr],
    },
  };
}

/** A newer region of the global cloud: no page lists a host of Defender XDR. */
function newerRegion(name: "au" | "swa" | "ina" | "aea"): Cloud {
  return {
    name,
    ...publicLogin,
    services: { MDE: { uri: `https://${name}.api.security.microsoft.com`, scope: endpointScope, page: endpointPage }, M365DGraph: graph },
    alternatives: { MDE: [globalEndpoint, own("https://api.securitycenter.microsoft.com", reference)], M365D: [globalXdr] },
  };
}

/** A cloud of the American government with the shared hosts of GCC High and DoD. */
function government(name: "gcc-high" | "dod", graphHost: string): Cloud {
  return {
    name,
    ...governmentLogin,
    services: { MDE: own("https://api-gov.securitycenter.microsoft.us", governmentPage), M365DGraph: own(graphHost, graphPage) },
    alternatives: { M365D: [own("https://api-gov.security.microsoft.us", xdrGovernmentPage)] },
  };
}

/** Every cloud. Where the documentation of the provider and newer pages of a service differ, the former is the default. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: "global",
    ...publicLogin,
    services: { MDE: own("https://api.securitycenter.microsoft.com", reference), M365D: { uri: globalXdr.uri, scope: xdrScope, page: reference }, M365DGraph: graph },
    alternatives: { MDE: [globalEndpoint] },
  },
  us: region("us"),
  eu: region("eu"),
  uk: region("uk"),
  au: newerRegion("au"),
  swa: newerRegion("swa"),
  ina: newerRegion("ina"),
  aea: newerRegion("aea"),
  gcc: {
    name: "gcc",
    ...publicLogin,
    services: { MDE: own("https://api-gcc.securitycenter.microsoft.us", governmentPage), M365DGraph: graph },
    alternatives: { M365D: [own("https://api-gcc.security.microsoft.us", xdrGovernmentPage)] },
  },
  "gcc-high": government("gcc-high", "https://graph.microsoft.us"),
  dod: government("dod", "https://dod-graph.microsoft.us"),
};

/** A cloud of Azure Key Vault. */
export interface VaultCloud {
  readonly name: "global" | "usgov" | "cn";
  readonly loginUri: string;
  /** What stands behind the vault's name. */
  readonly vaultSuffix: string;
  readonly scope: string;
  readonly page: string;
}

const vaultPage = "Azure Key Vault: About keys, secrets and certificates (DNS suffixes)";

/** The clouds that have vaults. */
export const vaultClouds: Readonly<Record<VaultCloud["name"], VaultCloud>> = {
  global: { name: "global", loginUri: publicLogin.loginUri, vaultSuffix: "vault.azure.net", scope: "https://vault.azure.net/.default", page: vaultPage },
  usgov: { name: "usgov", loginUri: governmentLogin.loginUri, vaultSuffix: "vault.usgovcloudapi.net", scope: "https://vault.usgovcloudapi.net/.default", page: vaultPage },
  cn: { name: "cn", loginUri: "https://login.partner.microsoftonline.cn", vaultSuffix: "vault.azure.cn", scope: "https://vault.azure.cn/.default", page: vaultPage },
};

/** What a token needs to carry for each service. Pages: run-advanced-query-api, api-advanced-hunting, security-security-runhuntingquery. */
export const servicePermissions: Readonly<Record<DefenderService, { readonly api: string; readonly application: string; readonly delegated: string }>> = {
  MDE: { api: "WindowsDefenderATP", application: "AdvancedQuery.Read.All", delegated: "AdvancedQuery.Read" },
  M365D: { api: "Microsoft Threat Protection", application: "AdvancedHunting.Read.All", delegated: "AdvancedHunting.Read" },
  M365DGraph: { api: "Microsoft Graph", application: "ThreatHunting.Read.All", delegated: "ThreatHunting.Read.All" },
};
