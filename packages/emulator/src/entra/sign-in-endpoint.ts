import type { App, Tenant, User } from "../directory/tenant.js";
import { Refusal } from "../server/refusal.js";
import type { ServiceResponse } from "../server/service-response.js";
import { descriptionOf, sendError } from "./authorize-endpoint.js";
import { checkPassword } from "./check-password.js";
import { entraError, type EntraCall } from "./entra-call.js";
import type { SignIn } from "./entra-state.js";
import { clientInfo, consentedScopes, opaqueText } from "./issue-tokens.js";
import { requestedScope } from "./requested-scope.js";
import { sendOutcome } from "./send-outcome.js";
import { brokenRequestPage, loginPage, refusalPage, secondFactorPage, type SignInPage } from "./sign-in-pages.js";

/** `POST /{tenant}/login`: what the person answered on a page of the sign-in. */
export function signInEndpoint(call: EntraCall): ServiceResponse {
  const form = call.request.form();
  const signInId = form.get("sign_in") ?? "";
  const signIn = call.state.signIns.get(signInId);
  const app = signIn === undefined ? undefined : call.directory.app(signIn.clientId);
  if (signIn === undefined || app === undefined || call.request.method !== "POST") return brokenRequestPage("This sign-in has ended. Start again in the app.");
  if (form.get("action") === "cancel") {
    call.state.signIns.delete(signInId);
    return sendError(call, signIn.parameters, 65004);
  }
  return goOn(call, { form, signIn, app, page: { action: `/${call.tenantName}/login`, signInId } });
}

interface Progress {
  readonly form: URLSearchParams;
  readonly signIn: SignIn;
  readonly app: App;
  readonly page: SignInPage;
}

function goOn(call: EntraCall, { form, signIn, app, page }: Progress): ServiceResponse {
  const approved = form.get("action") === "approve" ? call.state.secondFactors.get(page.signInId) : undefined;
  const typed = approved ?? checkPassword(call, form.get("username") ?? "", form.get("password") ?? "");
  if ("error" in typed) return loginPage({ ...page, username: form.get("username") ?? undefined, error: typed.error });
  const policies = [app.conditionalAccess, typed.user.conditionalAccess];
  if (policies.includes("block")) return refusalPage({ ...page, error: entraError(call, 53003).error_description });
  const strong = approved !== undefined;
  if (policies.includes("mfa") && !strong) {
    call.state.secondFactors.set(page.signInId, typed);
    return secondFactorPage(page);
  }
  try {
    consentedScopes(call, { app, user: typed.user, wanted: requestedScope(call, signIn.parameters.get("scope") ?? "openid", typed.tenant) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalPage({ ...page, error: descriptionOf(error) });
  }
  call.state.signIns.delete(page.signInId);
  call.state.secondFactors.delete(page.signInId);
  return sendCode(call, { ...typed, app, signIn, strong });
}

function sendCode(call: EntraCall, { user, tenant, app, signIn, strong }: { readonly user: User; readonly tenant: Tenant; readonly app: App; readonly signIn: SignIn; readonly strong: boolean }): ServiceResponse {
  const { parameters } = signIn;
  const code = opaqueText();
  call.state.codes.set(code, {
    tenantId: tenant.id,
    clientId: app.clientId,
    username: user.username,
    strong,
    redirectUri: parameters.get("redirect_uri") ?? "",
    scope: parameters.get("scope") ?? "openid",
    nonce: parameters.get("nonce") ?? undefined,
    codeChallenge: parameters.get("code_challenge") ?? undefined,
    expires: call.clock.now() + call.state.options.codeSeconds * 1000,
    redeemed: false,
  });
  return sendOutcome(parameters, { code, ...(parameters.get("client_info") === "1" ? { client_info: clientInfo(tenant, user) } : {}), session_state: call.traceId });
}
