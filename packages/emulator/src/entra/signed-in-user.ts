import type { Tenant, User } from "../directory/tenant.js";
import { type EntraCall, refusal } from "./entra-call.js";

/** The person of a grant, if the account is still there. */
export function signedInUser(call: EntraCall, { tenantId, username }: { readonly tenantId: string; readonly username: string }): { readonly tenant: Tenant; readonly user: User } {
  const found = call.directory.user(username);
  if (found === undefined || found.tenant.id !== tenantId) throw refusal(call, 50034, { username, tenant: tenantId });
  return found;
}
