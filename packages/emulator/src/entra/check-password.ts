import type { Tenant, User } from "../directory/tenant.js";
import { entraError, type EntraCall } from "./entra-call.js";
import { namedTenant } from "./authenticate-client.js";

/** Who typed in what; or the text that says what is wrong. */
export type PasswordOutcome = { readonly user: User; readonly tenant: Tenant } | { readonly error: string };

/** Checks a username and a password for the tenant of the address. */
export function checkPassword(call: EntraCall, username: string, password: string): PasswordOutcome {
  const named = call.tenantName.toLowerCase() === "devicelogin" ? undefined : namedTenant(call);
  const found = call.directory.user(username.trim());
  if (found === undefined || (named !== undefined && named.id !== found.tenant.id)) return { error: entraError(call, 50034, { username, tenant: named?.domain ?? "organization" }).error_description };
  if (found.user.password !== password) return { error: entraError(call, 50126).error_description };
  if (found.user.disabled) return { error: entraError(call, 50057).error_description };
  return found;
}
