import type { Resource } from "./find-resource.js";
import type { Permissions } from "./tenant-options.js";

/** The permissions for one service: those listed for its address, else for its family; or the list for all services. */
export function grantedPermissions(permissions: Permissions, resource: Resource): readonly string[] {
  if (isList(permissions)) return permissions;
  const address = resource.audience.toLowerCase().replace(/\/$/, "");
  const exact = Object.entries(permissions).find(([name]) => name.toLowerCase().replace(/\/$/, "") === address);
  return exact?.[1] ?? permissions[resource.family] ?? [];
}

function isList(permissions: Permissions): permissions is readonly string[] {
  return Array.isArray(permissions);
}
