/** A group of hosts that are one service in different clouds. */
export interface ResourceFamily {
  /** The name by which `roles` and `delegatedScopes` may speak of it. */
  readonly name: "graph" | "mde" | "xdr" | "vault" | "kusto" | "management";
  /** The app id of the service in Entra ID, accepted in place of its address. */
  readonly appId: string;
  /** What its address looks like, lower case, without a trailing slash. */
  readonly pattern: RegExp;
}

/**
 * The services that tokens can be asked for. Hosts: pages "Exposed APIs", "Microsoft Defender for US Government customers",
 * "National clouds" of Graph, "Azure Key Vault REST"; regional ones as in the reference's table of clouds.
 */
export const resourceFamilies: readonly ResourceFamily[] = [
  { name: "graph", appId: "00000003-0000-0000-c000-000000000000", pattern: /^https:\/\/(graph\.microsoft\.(com|us)|dod-graph\.microsoft\.us|microsoftgraph\.chinacloudapi\.cn)$/ },
  {
    name: "mde",
    appId: "fc780465-2017-40d4-a0c5-307022471b92",
    pattern: /^https:\/\/(api(-(us|eu|uk))?\.securitycenter\.microsoft\.com|api-(gcc|gov)\.securitycenter\.microsoft\.us|securitycenter\.onmicrosoft\.com\/windowsatpservice)$/,
  },
  { name: "xdr", appId: "8ee8fdad-f234-4243-8f3b-15c294843740", pattern: /^https:\/\/(api(-(us|eu|uk))?\.security\.microsoft\.com|api-(gcc|gov)\.security\.microsoft\.us)$/ },
  { name: "vault", appId: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093", pattern: /^https:\/\/(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net)$/ },
  { name: "kusto", appId: "2746ea77-4702-4b45-80ca-3c97e680e8b7", pattern: /^https:\/\/([a-z0-9.-]+\.)?kusto\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/ },
  { name: "management", appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013", pattern: /^https:\/\/management\.(azure\.com|core\.windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/ },
];
