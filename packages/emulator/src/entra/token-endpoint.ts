import type { App, Tenant } from "../directory/tenant.js";
import type { ServiceResponse } from "../server/service-response.js";
import { authenticateClient, namedApp, namedTenant } from "./authenticate-client.js";
import { redeemCode } from "./redeem-code.js";
import { redeemDeviceCode } from "./redeem-device-code.js";
import { redeemRefreshToken } from "./redeem-refresh-token.js";
import { type EntraCall, refusal, requiredMember } from "./entra-call.js";
import { appTokenAnswer } from "./issue-tokens.js";
import { defaultScopeResource, resourceAt } from "./requested-scope.js";

/** What every kind of grant starts from. */
export interface TokenRequest {
  readonly form: URLSearchParams;
  readonly app: App;
  /** The tenant of the address; undefined for `common` and the like. */
  readonly tenant: Tenant | undefined;
}

type Grant = (call: EntraCall, wanted: TokenRequest) => Promise<ServiceResponse>;

const grants: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  ["client_credentials", clientCredentials],
  ["authorization_code", redeemCode],
  ["refresh_token", redeemRefreshToken],
  ["device_code", redeemDeviceCode],
  ["urn:ietf:params:oauth:grant-type:device_code", redeemDeviceCode],
]);

/** `POST /{tenant}/oauth2/v2.0/token`, and the older `/oauth2/token` with `resource` in place of `scope`. */
export async function tokenEndpoint(call: EntraCall): Promise<ServiceResponse> {
  if (call.request.method !== "POST") throw refusal(call, 900561, { method: call.request.method });
  const form = formOfEitherVersion(call);
  const tenant = namedTenant(call);
  const grantType = requiredMember(call, form, "grant_type");
  const grant = grants.get(grantType);
  if (grant === undefined) throw refusal(call, 70003, { grantType });
  return grant(call, { form, tenant, app: namedApp(call, form, tenant) });
}

async function clientCredentials(call: EntraCall, { form, app, tenant }: TokenRequest): Promise<ServiceResponse> {
  if (tenant === undefined) throw refusal(call, 50059);
  const proof = await authenticateClient(call, form, app, false);
  const address = form.get("resource");
  const resource = address !== null && isVersion1(call) ? resourceAt(call, address, tenant) : defaultScopeResource(call, form.get("scope") ?? "", tenant);
  return appTokenAnswer(call, { tenant, app, resource, proof });
}

function isVersion1(call: EntraCall): boolean {
  return !call.request.path.includes("/oauth2/v2.0/");
}

// For a person, `resource=R` of the older end point is what `scope=R/.default openid offline_access` is today.
function formOfEitherVersion(call: EntraCall): URLSearchParams {
  const form = call.request.form();
  const resource = form.get("resource");
  if (isVersion1(call) && resource !== null && form.get("grant_type") !== "client_credentials") form.set("scope", `${resource}/.default openid profile offline_access`);
  return form;
}
