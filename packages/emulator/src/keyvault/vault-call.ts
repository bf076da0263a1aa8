import type { Tenant } from "../directory/tenant.js";
import type { VaultPermission } from "../directory/tenant-options.js";
import type { ServiceContext } from "../server/emulator-service.js";
import { Refusal } from "../server/refusal.js";
import type { ServiceRequest } from "../server/service-request.js";
import { jsonResponse } from "../server/service-response.js";
import type { Principal } from "../tokens/authorize.js";
import { vaultProblem } from "./vault-problem.js";
import type { Vault } from "./vault.js";

/** The host suffixes of vaults in each cloud, and one for tests. */
const vaultHost = /^([a-z0-9-]+)\.(vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn|localtest))$/;

/** Where a request wants to go. */
export interface VaultAddress {
  readonly tenant: Tenant;
  readonly vault: Vault;
  /** The address that ids start with. A prefix is not part of it, since clients take ids apart. */
  readonly base: string;
  /** The resource that tokens must be for. */
  readonly resource: string;
  /** The path without the prefix: `/secrets/…` or `/deletedsecrets/…`. */
  readonly path: string;
}

/** One authorized request to a vault. */
export interface VaultCall extends VaultAddress {
  readonly request: ServiceRequest;
  readonly context: ServiceContext;
  readonly principal: Principal;
}

/** Whether a path and host are a vault's. */
export function isVaultPath(path: string): boolean {
  return /^(\/vaults\/[^/]+)?\/(secrets|deletedsecrets)(\/|$)/i.test(path);
}

/** Finds the vault: by the host name, by the prefix `/vaults/<name>`, or the first one. */
export function vaultAddress(request: ServiceRequest, { directory }: ServiceContext): VaultAddress {
  const [, prefixed, path] = /^(?:\/vaults\/([^/]+))?(\/.*)$/i.exec(request.path) ?? [];
  const [, hosted, suffix = "vault.azure.net"] = vaultHost.exec(request.host) ?? [];
  const wanted = (hosted ?? prefixed)?.toLowerCase();
  for (const tenant of directory.tenants) {
    const vault = wanted === undefined ? tenant.vaults[0] : tenant.vaults.find(({ name }) => name === wanted);
    if (vault !== undefined) return { tenant, vault, base: prefixed === undefined ? request.origin : `https://${vault.name}.${suffix}`, resource: `https://${suffix}`, path: path ?? "/" };
  }
  throw vaultProblem(404, "VaultNotFound", `The emulator has no vault ${wanted ?? "at all"}.`);
}

/** Checks the token. Without a good one the answer is the challenge that clients find the tenant by. */
export async function authorizeVault(request: ServiceRequest, context: ServiceContext): Promise<VaultCall> {
  const address = vaultAddress(request, context);
  const outcome = await context.authorize(request, { audience: [address.resource, "cfa8b339-82a2-471a-a3c9-0fc0be7a4093"] });
  if (!outcome.ok) throw challenge(address, context, messages[outcome.reason] ?? messages["malformed"] ?? "");
  if (outcome.principal.tenantId !== address.tenant.id) throw challenge(address, context, "AKV10032: Invalid issuer. Expected one of the tenant of the vault.");
  if ((request.query.get("api-version") ?? "") === "") throw vaultProblem(400, "BadParameter", "api-version must be specified");
  return { ...address, request, context, principal: outcome.principal };
}

const messages: Readonly<Record<string, string>> = {
  missing: "AKV10000: Request is missing a Bearer or PoP token.",
  malformed: "AKV10001: The token cannot be read.",
  signature: "AKV10014: The signature of the token is invalid.",
  expired: "[TokenExpired] Error validating token: the token has expired.",
  "not-yet-valid": "AKV10015: The token is not yet valid.",
  tenant: "AKV10032: Invalid issuer.",
  audience: "AKV10022: Invalid audience. Expected the resource of the vault.",
};

function challenge({ tenant, resource }: VaultAddress, { origin }: ServiceContext, message: string): Refusal {
  const header = `Bearer authorization="${origin}/${tenant.id}", resource="${resource}"`;
  return new Refusal(jsonResponse(401, { error: { code: "Unauthorized", message } }, { "www-authenticate": header }));
}

const actions: Readonly<Record<VaultPermission, string>> = {
  get: "getSecret",
  list: "readMetadata",
  set: "setSecret",
  delete: "delete",
  recover: "recover",
  purge: "purge",
  backup: "backup",
  restore: "restore",
};

/** Refuses with `ForbiddenByRbac` unless the caller may do it. */
export function needPermission({ vault, principal }: VaultCall, permission: VaultPermission, name = ""): void {
  if (vault.access === undefined) return;
  const wanted = [principal.clientId, principal.username, principal.objectId].map((text) => text?.toLowerCase());
  const granted = Object.entries(vault.access).find(([who]) => wanted.includes(who.toLowerCase()))?.[1] ?? [];
  if (granted.includes(permission)) return;
  const lines = [
    "Caller is not authorized to perform action on resource.",
    "If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    `Caller: appid=${principal.clientId};oid=${principal.objectId};iss=https://sts.windows.net/${principal.tenantId}/`,
    `Action: 'Microsoft.KeyVault/vaults/secrets/${actions[permission]}/action'`,
    `Resource: '/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/emulator/providers/microsoft.keyvault/vaults/${vault.name}/secrets/${name}'`,
    "Assignment: (not found)",
    "DenyAssignmentId: null",
    "DecisionReason: null",
    `Vault: ${vault.name};location=westeurope`,
  ];
  throw vaultProblem(403, "Forbidden", `${lines.join("\r\n")}\r\n`, "ForbiddenByRbac");
}
