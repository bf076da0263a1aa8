import type { App, Tenant, User } from "./tenant.js";

/** The tenants of the emulator. */
export interface Directory {
  readonly tenants: readonly Tenant[];
  /** A tenant by id or domain, in any case. */
  tenant(name: string): Tenant | undefined;
  /** An app by client id, in one tenant or in any. */
  app(clientId: string, tenant?: Tenant): App | undefined;
  /** A person by username, in any tenant, with the tenant. */
  user(username: string): { readonly user: User; readonly tenant: Tenant } | undefined;
}

/** Makes the directory of the tenants. */
export function createDirectory(tenants: readonly Tenant[]): Directory {
  return {
    tenants,
    tenant: (name) => tenants.find(({ id, domain }) => [id, domain].includes(name.toLowerCase())),
    app: (clientId, tenant) => (tenant === undefined ? tenants : [tenant]).flatMap(({ apps }) => apps).find((app) => app.clientId === clientId.toLowerCase()),
    user: (username) => {
      const wanted = username.toLowerCase();
      for (const tenant of tenants) {
        const user = tenant.users.find((candidate) => candidate.username.toLowerCase() === wanted);
        if (user !== undefined) return { user, tenant };
      }
      return undefined;
    },
  };
}
