import { findResource, type Resource } from "../directory/find-resource.js";
import type { Tenant } from "../directory/tenant.js";
import { type EntraCall, refusal } from "./entra-call.js";

/** What a `scope` (or the `resource` of the older end point) asks for. */
export interface RequestedScope {
  readonly resource: Resource;
  /** Permission names without the address; empty if `.default` was asked for. */
  readonly names: readonly string[];
  /** Of openid, profile, email, offline_access. */
  readonly openId: readonly string[];
}

const openIdNames: ReadonlySet<string> = new Set(["openid", "profile", "email", "offline_access"]);
const graph = "https://graph.microsoft.com";

/** Reads a scope. Names without an address are Graph's, as is a scope with OpenID names alone. */
export function requestedScope(call: EntraCall, scope: string, tenant: Tenant): RequestedScope {
  const words = scope.split(/\s+/).filter((word) => word !== "");
  const openId = words.filter((word) => openIdNames.has(word));
  const wanted = words.filter((word) => !openIdNames.has(word)).map((word) => splitScope(word));
  const addresses = [...new Set(wanted.map(({ address }) => address))];
  if (addresses.length > 1) throw refusal(call, 28000, { scope });
  const names = wanted.map(({ name }) => name).filter((name) => name !== ".default");
  return { resource: resourceAt(call, addresses[0] ?? graph, tenant), names, openId };
}

/** The one service of a client-credentials scope, which must be `<address>/.default`. */
export function defaultScopeResource(call: EntraCall, scope: string, tenant: Tenant): Resource {
  if (scope.trim() === "") throw refusal(call, 70011, { scope });
  if (!/^\S+\/\.default$/.test(scope.trim())) throw refusal(call, 1002012, { scope });
  return resourceAt(call, splitScope(scope.trim()).address, tenant);
}

/** The service at an address. */
export function resourceAt(call: EntraCall, address: string, tenant: Tenant): Resource {
  const resource = findResource(address, [call.origin, call.request.origin, call.origin.replace("127.0.0.1", "localhost")]);
  if (resource === undefined) throw refusal(call, 500011, { resource: address, tenant: tenant.domain });
  return resource;
}

// The name is what follows the last slash: an address that ends in a slash keeps it (`https://host//.default`).
function splitScope(word: string): { readonly address: string; readonly name: string } {
  const cut = word.lastIndexOf("/");
  return cut < 0 ? { address: graph, name: word } : { address: word.slice(0, cut), name: word.slice(cut + 1) };
}
