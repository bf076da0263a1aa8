import { createHash } from "node:crypto";
import type { ServiceResponse } from "../server/service-response.js";
import { authenticateClient } from "./authenticate-client.js";
import { type EntraCall, refusal, requiredMember } from "./entra-call.js";
import type { AuthorizationCode } from "./entra-state.js";
import { userTokenAnswer } from "./issue-tokens.js";
import { isLoopback } from "./redirect-uri.js";
import { requestedScope } from "./requested-scope.js";
import { signedInUser } from "./signed-in-user.js";
import type { TokenRequest } from "./token-endpoint.js";

/** `grant_type=authorization_code`, with PKCE. */
export async function redeemCode(call: EntraCall, { form, app, tenant: named }: TokenRequest): Promise<ServiceResponse> {
  const code = call.state.codes.get(requiredMember(call, form, "code"));
  if (code === undefined || code.clientId !== app.clientId || (named !== undefined && named.id !== code.tenantId)) throw refusal(call, 70000);
  if (code.redeemed) throw refusal(call, 54005);
  if (code.expires <= call.clock.now()) throw refusal(call, 70008);
  if (form.get("redirect_uri") !== code.redirectUri) throw refusal(call, 50011, { redirectUri: form.get("redirect_uri") ?? "", clientId: app.clientId }, "invalid_grant");
  checkVerifier(call, form, code);
  const proof = await authenticateClient(call, form, app, app.publicClient || isLoopback(code.redirectUri));
  code.redeemed = true;
  const { tenantId, clientId, username, strong } = code;
  const { tenant, user } = signedInUser(call, { tenantId, username });
  const wanted = requestedScope(call, form.get("scope") ?? code.scope, tenant);
  return userTokenAnswer(call, { tenant, app, user, grant: { tenantId, clientId, username, strong, proof }, wanted, nonce: code.nonce });
}

function checkVerifier(call: EntraCall, form: URLSearchParams, { codeChallenge }: AuthorizationCode): void {
  if (codeChallenge === undefined) return;
  const digest = createHash("sha256").update(requiredMember(call, form, "code_verifier")).digest("base64url");
  if (digest !== codeChallenge) throw refusal(call, 501481);
}
