import { resourceFamilies } from "../directory/resource-families.table.js";
import type { ServiceContext } from "../server/emulator-service.js";
import { Refusal } from "../server/refusal.js";
import type { ServiceRequest } from "../server/service-request.js";
import type { Principal } from "../tokens/authorize.js";
import { kustoHeaders, type KustoIdentity } from "./kusto-call.js";

/** Checks the token of a call: one for Kusto, or for the emulator's own address. Everybody in the tenant may read its database. */
export async function authorizeKusto(request: ServiceRequest, identity: KustoIdentity, context: ServiceContext): Promise<Principal> {
  const family = resourceFamilies.find(({ name }) => name === "kusto");
  const audience = (given: string): boolean => given === family?.appId || family?.pattern.test(given) === true || given === context.origin || given === request.origin;
  const outcome = await context.authorize(request, { audience });
  if (outcome.ok) return outcome.principal;
  const challenge = `Bearer authorization_uri="${context.origin}/${outcome.principal?.tenantId ?? "common"}"`;
  throw new Refusal({ status: 401, headers: { "content-type": "text/plain; charset=utf-8", "www-authenticate": challenge, ...kustoHeaders(identity) }, body: `The token is not accepted: ${outcome.reason}.` });
}
