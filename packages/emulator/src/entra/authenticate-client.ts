import { timingSafeEqual, createHash } from "node:crypto";
import type { App, Tenant } from "../directory/tenant.js";
import type { ClientProof } from "../tokens/access-claims.js";
import { checkClientAssertion, clientIdOfAssertion } from "./client-assertion.js";
import { type EntraCall, refusal, requiredMember } from "./entra-call.js";

/** The names that stand for "the tenant of whoever signs in". */
export const sharedTenantNames: ReadonlySet<string> = new Set(["common", "organizations", "consumers"]);

/** The tenant of the address; undefined for `common` and the like. Refuses unknown ones (AADSTS90002). */
export function namedTenant(call: EntraCall): Tenant | undefined {
  if (sharedTenantNames.has(call.tenantName.toLowerCase())) return undefined;
  const tenant = call.directory.tenant(call.tenantName);
  if (tenant === undefined) throw refusal(call, 90002, { tenant: call.tenantName });
  return tenant;
}

/** The app that a request names, in the tenant or (for `common`) in any. Refuses unknown (AADSTS700016) and disabled ones. */
export function namedApp(call: EntraCall, members: URLSearchParams, tenant: Tenant | undefined): App {
  const clientId = members.get("client_id") || clientIdOfAssertion(members.get("client_assertion") ?? "") || requiredMember(call, members, "client_id");
  const app = call.directory.app(clientId, tenant);
  if (app === undefined) throw refusal(call, 700016, { clientId, tenant: tenant?.domain ?? call.tenantName });
  if (app.disabled) throw refusal(call, 7000112, { clientId: app.clientId, name: app.name });
  return app;
}

/** Checks how the app proves who it is. Without a proof it is a public client, if `allowPublic`; else AADSTS7000218. */
export async function authenticateClient(call: EntraCall, form: URLSearchParams, app: App, allowPublic: boolean): Promise<ClientProof> {
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (assertion !== null) {
    await checkClientAssertion(call, app, assertion);
    return "certificate";
  }
  if (secret !== null && secret !== "") {
    checkSecret(call, app, secret);
    return "secret";
  }
  if (!allowPublic) throw refusal(call, 7000218);
  return "public";
}

function checkSecret(call: EntraCall, app: App, given: string): void {
  const { clientId } = app;
  const found = app.secrets.filter(({ value }) => sameText(value, given));
  if (found.length === 0) throw refusal(call, 7000215, { clientId });
  if (found.every(({ expires }) => expires <= call.clock.now())) throw refusal(call, 7000222, { clientId });
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
