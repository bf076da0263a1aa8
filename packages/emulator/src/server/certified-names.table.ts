/**
 * The names in the server certificate: loopback, and the hosts of the real services in every cloud, so that a client whose
 * agent dials 127.0.0.1 can be tested with the real names.
 */
export const certifiedNames: readonly string[] = [
  "localhost",
  "login.microsoftonline.com",
  "login.windows.net",
  "login.microsoft.com",
  "sts.windows.net",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "login.chinacloudapi.cn",
  "*.vault.azure.net",
  "*.vault.usgovcloudapi.net",
  "*.vault.azure.cn",
  "*.vault.localtest",
  "graph.microsoft.com",
  "graph.microsoft.us",
  "dod-graph.microsoft.us",
  "microsoftgraph.chinacloudapi.cn",
  "*.security.microsoft.com",
  "api.security.microsoft.com",
  "*.api.security.microsoft.com",
  "*.securitycenter.microsoft.com",
  "*.securitycenter.microsoft.us",
  "*.security.microsoft.us",
  "*.kusto.windows.net",
  "*.kusto.usgovcloudapi.net",
];
