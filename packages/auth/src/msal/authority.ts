/** Where MSAL signs in. */
export interface Authority {
  readonly authority: string;
  /** Hosts that MSAL need not ask Microsoft about. */
  readonly knownAuthorities: string[];
}

const microsoftHosts = new Set(["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"]);

/** The authority of a tenant. Microsoft's own hosts are built into MSAL; another host (its port included) must be named to it. */
export function authorityOf(loginUri: string, tenantId: string): Authority {
  const { host } = new URL(loginUri);
  return { authority: `${loginUri}/${encodeURIComponent(tenantId)}`, knownAuthorities: microsoftHosts.has(host) ? [] : [`https://${host}`] };
}
