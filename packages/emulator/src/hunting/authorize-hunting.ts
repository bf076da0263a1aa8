import { resourceFamilies } from "../directory/resource-families.table.js";
import type { ServiceContext } from "../server/emulator-service.js";
import type { AuthorizationFailure, Principal } from "../tokens/authorize.js";
import { huntingProblem, type HuntingPlace } from "./hunting-problem.js";

/** Checks the token of a call. Throws the face's refusal: 401 for a token that is none or not for it, 403 for a missing permission. */
export async function authorizeHunting(place: HuntingPlace, context: ServiceContext): Promise<Principal> {
  const { face, request } = place;
  const family = resourceFamilies.find(({ name }) => name === face.family);
  const audience = (given: string): boolean => given === family?.appId || family?.pattern.test(given) === true;
  const outcome = await context.authorize(request, { audience, roles: [face.role], scopes: [face.scope, face.role] });
  if (outcome.ok) return outcome.principal;
  if (outcome.reason !== "permission") throw huntingProblem(place, 401, { graph: "InvalidAuthenticationToken", older: "Unauthorized" }, unauthorized(face.name, outcome.reason), { "www-authenticate": `Bearer realm="", authorization_uri="${context.origin}/common/oauth2/authorize", error="invalid_token"` });
  const { roles = [], scopes = [], kind } = outcome.principal ?? {};
  const message = kind === "user" ? `Missing user scopes. API required scopes: ${face.scope}, user scopes: ${scopes.join(",")}` : `Missing application roles. API required roles: ${face.role}, application roles: ${roles.join(",")}.`;
  throw huntingProblem(place, 403, { graph: "Forbidden", older: "Forbidden" }, message);
}

function unauthorized(face: string, reason: AuthorizationFailure): string {
  if (face !== "graph") return reason === "expired" ? "The token has expired." : "Unauthorized. The token is missing, or is not for this service.";
  if (reason === "missing") return "Access token is empty.";
  if (reason === "audience") return "Access token validation failure. Invalid audience.";
  return reason === "expired" || reason === "not-yet-valid" ? "Lifetime validation failed, the token is expired." : "Access token validation failure.";
}
