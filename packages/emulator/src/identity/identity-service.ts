import type { Directory } from "../directory/directory.js";
import { findResource } from "../directory/find-resource.js";
import { grantedPermissions } from "../directory/granted-permissions.js";
import type { ManagedIdentity, Tenant } from "../directory/tenant.js";
import type { EmulatorService, ServiceContext } from "../server/emulator-service.js";
import { Refusal } from "../server/refusal.js";
import type { ServiceRequest } from "../server/service-request.js";
import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import { identityClaims } from "../tokens/access-claims.js";
import type { TokenKeys } from "../tokens/token-keys.js";

/** What App Service puts into `IDENTITY_HEADER`: proves that the caller runs on this machine. */
export const identitySecret = "emulator-identity-header-0001";

const imdsPath = "/metadata/identity/oauth2/token";
const appServicePath = "/msi/token";

/** Managed identity: IMDS of a virtual machine, and App Service. Tokens are for the identities of the first tenant. */
export function createIdentityService(tokens: { readonly keys: TokenKeys; readonly lifetimeSeconds: number }): EmulatorService {
  return {
    name: "identity",
    plain: true,
    match: (path) => path === imdsPath || path === appServicePath,
    handle: (request, context) => (request.path === imdsPath ? imds(request, context, tokens) : appService(request, context, tokens)),
  };
}

type Tokens = Parameters<typeof createIdentityService>[0];

async function imds(request: ServiceRequest, context: ServiceContext, tokens: Tokens): Promise<ServiceResponse> {
  if (request.headers["metadata"]?.toLowerCase() !== "true" || request.headers["x-forwarded-for"] !== undefined) throw imdsProblem("Required metadata header not specified");
  if (request.query.get("api-version") === null) throw imdsProblem("Required query variable 'api-version' is missing");
  const address = request.query.get("resource");
  if (address === null) throw imdsProblem("Required query variable 'resource' is missing");
  const found = identityOf(request, context.directory);
  if (found === undefined) throw imdsProblem("Identity not found");
  const token = await identityToken(address, found, context, tokens);
  if (token === undefined) throw imdsProblem(`AADSTS500011: The resource principal named ${address} was not found in the tenant named ${found.tenant.domain}.`, "invalid_resource");
  return jsonResponse(200, { ...token, ext_expires_in: token.expires_in });
}

async function appService(request: ServiceRequest, context: ServiceContext, tokens: Tokens): Promise<ServiceResponse> {
  if (request.headers["x-identity-header"] !== identitySecret) return appServiceProblem(401, "Unauthorized", "The X-IDENTITY-HEADER header is missing or wrong.");
  const address = request.query.get("resource");
  const found = identityOf(request, context.directory);
  if (address === null || request.query.get("api-version") !== "2019-08-01") return appServiceProblem(400, "BadRequest", "resource and api-version=2019-08-01 must be given.");
  if (found === undefined) return appServiceProblem(400, "BadRequest", "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.");
  const token = await identityToken(address, found, context, tokens);
  if (token === undefined) return appServiceProblem(500, "InternalServerError", `The resource principal named ${address} was not found.`);
  return jsonResponse(200, token);
}

function identityOf({ query }: ServiceRequest, directory: Directory): { readonly tenant: Tenant; readonly identity: ManagedIdentity } | undefined {
  const tenant = directory.tenants[0];
  const clientId = query.get("client_id");
  const objectId = query.get("object_id") ?? query.get("principal_id");
  const resourceId = query.get("msi_res_id") ?? query.get("mi_res_id");
  const identity = tenant?.managedIdentities.find((candidate) => isWanted(candidate, { clientId, objectId, resourceId }));
  return tenant === undefined || identity === undefined ? undefined : { tenant, identity };
}

function isWanted(identity: ManagedIdentity, wanted: { readonly [Key in "clientId" | "objectId" | "resourceId"]: string | null }): boolean {
  return (["clientId", "objectId", "resourceId"] as const).every((name) => wanted[name] === null || wanted[name].toLowerCase() === identity[name]?.toLowerCase());
}

async function identityToken(address: string, { tenant, identity }: { readonly tenant: Tenant; readonly identity: ManagedIdentity }, { clock, origin }: ServiceContext, { keys, lifetimeSeconds }: Tokens): Promise<Readonly<Record<string, string>> | undefined> {
  const resource = findResource(address, [origin]);
  if (resource === undefined) return undefined;
  const now = clock.now();
  const claims = identityClaims({ tenant, resource, now, lifetimeSeconds }, identity, grantedPermissions(identity.roles, resource));
  const seconds = Math.floor(now / 1000);
  return {
    access_token: await keys.sign(claims),
    client_id: identity.clientId,
    expires_in: String(lifetimeSeconds),
    expires_on: String(seconds + lifetimeSeconds),
    not_before: String(seconds - 300),
    resource: address,
    token_type: "Bearer",
  };
}

function imdsProblem(description: string, error = "invalid_request"): Refusal {
  return new Refusal(jsonResponse(400, { error, error_description: description }));
}

function appServiceProblem(statusCode: number, code: string, message: string): ServiceResponse {
  return jsonResponse(statusCode, { statusCode, message, error: { code, message } });
}
