import { randomUUID } from "node:crypto";
import { HuntError } from "@huntkit/provider";
import { Refusal } from "../server/refusal.js";
import type { ServiceResponse } from "../server/service-response.js";
import { namedApp, namedTenant } from "./authenticate-client.js";
import { entraError, type EntraCall, refusal } from "./entra-call.js";
import type { EntraProblemNumber } from "./entra-problems.table.js";
import { isRegistered } from "./redirect-uri.js";
import { requestedScope } from "./requested-scope.js";
import { sendOutcome } from "./send-outcome.js";
import { brokenRequestPage, loginPage } from "./sign-in-pages.js";

/** `/{tenant}/oauth2/v2.0/authorize`: shows the login page, or sends the error to the app. */
export function authorizeEndpoint(call: EntraCall): ServiceResponse {
  const parameters = call.request.method === "POST" ? call.request.form() : call.request.query;
  try {
    const tenant = namedTenant(call);
    const app = namedApp(call, parameters, tenant);
    const redirectUri = parameters.get("redirect_uri") ?? "";
    if (!isRegistered(app, redirectUri)) throw refusal(call, 50011, { redirectUri, clientId: app.clientId });
    const problem = wrongParameter(parameters);
    if (problem !== undefined) return sendError(call, parameters, problem);
    if (tenant !== undefined) requestedScope(call, parameters.get("scope") ?? "openid", tenant);
    const signInId = randomUUID();
    call.state.signIns.set(signInId, { tenantName: call.tenantName, clientId: app.clientId, parameters });
    return loginPage({ action: `/${call.tenantName}/login`, signInId, username: parameters.get("login_hint") ?? undefined });
  } catch (error) {
    if (!(error instanceof Refusal) || !HuntError.isInstance(error)) throw error;
    return brokenRequestPage(descriptionOf(error));
  }
}

/** Sends an error to the app. */
export function sendError(call: EntraCall, parameters: URLSearchParams, number: EntraProblemNumber, error?: string): ServiceResponse {
  const { error: name, error_description, error_uri } = entraError(call, number, {}, error);
  return sendOutcome(parameters, { error: name, error_description, error_uri });
}

/** The text of a refusal that was meant as JSON. */
export function descriptionOf({ response }: Refusal): string {
  return String((JSON.parse(String(response.body)) as { readonly error_description?: string }).error_description ?? "");
}

function wrongParameter(parameters: URLSearchParams): EntraProblemNumber | undefined {
  const mode = parameters.get("response_mode");
  if (mode !== null && !["query", "fragment", "form_post"].includes(mode)) parameters.delete("response_mode");
  if (parameters.get("response_mode") !== mode || parameters.get("response_type") !== "code") return 9002313;
  const challenge = parameters.get("code_challenge");
  if (challenge !== null && parameters.get("code_challenge_method") !== "S256") return 9002313;
  return parameters.get("prompt") === "none" ? 50058 : undefined;
}
