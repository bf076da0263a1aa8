import type { ServiceResponse } from "../server/service-response.js";
import { namedTenant } from "./authenticate-client.js";
import { entraAnswer, type EntraCall } from "./entra-call.js";

/** `/{tenant}/v2.0/.well-known/openid-configuration`, and the same without `v2.0/`. */
export function openIdConfiguration(call: EntraCall): ServiceResponse {
  const tenant = namedTenant(call);
  const { origin, path } = call.request;
  const base = `${origin}/${call.tenantName}`;
  const version = path.includes("/v2.0/") ? "/v2.0" : "";
  return entraAnswer(call, {
    token_endpoint: `${base}/oauth2${version}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    jwks_uri: `${base}/discovery${version}/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: `${origin}/${tenant?.id ?? "{tenantid}"}/v2.0`,
    authorization_endpoint: `${base}/oauth2${version}/authorize`,
    device_authorization_endpoint: `${base}/oauth2${version}/devicecode`,
    end_session_endpoint: `${base}/oauth2${version}/logout`,
    claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "oid"],
    tenant_region_scope: null,
  });
}

/** `/common/discovery/instance`: which hosts are one cloud. */
export function instanceDiscovery(call: EntraCall): ServiceResponse {
  const { query, origin } = call.request;
  const authorized = query.get("authorization_endpoint") ?? `${origin}/common/oauth2/v2.0/authorize`;
  const address = URL.canParse(authorized) ? new URL(authorized) : new URL(origin);
  const tenantName = address.pathname.split("/")[1] ?? "common";
  return entraAnswer(call, {
    tenant_discovery_endpoint: `${address.origin}/${tenantName}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: address.host, preferred_cache: address.host, aliases: [address.host] }],
  });
}
