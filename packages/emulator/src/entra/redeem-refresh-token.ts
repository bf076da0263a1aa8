import type { ServiceResponse } from "../server/service-response.js";
import { authenticateClient } from "./authenticate-client.js";
import { type EntraCall, refusal, requiredMember } from "./entra-call.js";
import type { RefreshGrant } from "./entra-state.js";
import { userTokenAnswer } from "./issue-tokens.js";
import { requestedScope } from "./requested-scope.js";
import { signedInUser } from "./signed-in-user.js";
import type { TokenRequest } from "./token-endpoint.js";

/** `grant_type=refresh_token`: for any service that the app may ask for, whatever the first sign-in was for. */
export async function redeemRefreshToken(call: EntraCall, { form, app, tenant: named }: TokenRequest): Promise<ServiceResponse> {
  const text = requiredMember(call, form, "refresh_token");
  const grant = call.state.refreshTokens.get(text);
  if (grant === undefined || grant.clientId !== app.clientId || (named !== undefined && named.id !== grant.tenantId)) throw refusal(call, 70000);
  await authenticateClient(call, form, app, grant.proof === "public");
  checkAlive(call, grant);
  const { tenant, user } = signedInUser(call, grant);
  if (grant.issued < user.sessionsValidFrom) throw refusal(call, 50173);
  const scope = `${form.get("scope") ?? "openid profile"} offline_access`;
  const answer = await userTokenAnswer(call, { tenant, app, user, grant, wanted: requestedScope(call, scope, tenant) });
  if (call.state.options.singleUseRefreshTokens) call.state.refreshTokens.delete(text);
  else grant.expires = call.clock.now() + call.state.options.refreshTokenSeconds * 1000;
  return answer;
}

function checkAlive(call: EntraCall, { issued, expires }: RefreshGrant): void {
  if (expires > call.clock.now()) return;
  const inactive = `${call.state.options.refreshTokenSeconds} seconds`;
  throw refusal(call, 700082, { issued: new Date(issued).toISOString(), inactive });
}
