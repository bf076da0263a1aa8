import { resourceFamilies, type ResourceFamily } from "./resource-families.table.js";

/** A service that a token is asked for. */
export interface Resource {
  /** The address as it was asked for; it becomes the audience of the token, so a trailing slash stays. */
  readonly audience: string;
  /** Which service it is; `own` for one at the emulator's own address. */
  readonly family: ResourceFamily["name"] | "own";
}

/**
 * The service at an address, or with an app id. `ownOrigins` are addresses of the emulator, which stand for themselves.
 * @returns undefined if there is no such service.
 */
export function findResource(address: string, ownOrigins: readonly string[]): Resource | undefined {
  const plain = address.toLowerCase().replace(/\/$/, "");
  const family = resourceFamilies.find(({ appId, pattern }) => plain === appId || pattern.test(plain));
  if (family !== undefined) return { audience: address, family: family.name };
  return ownOrigins.includes(plain) ? { audience: address, family: "own" } : undefined;
}
