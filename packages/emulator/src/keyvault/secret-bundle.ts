import type { DeletedSecret, SecretVersion, StoredSecret } from "./vault.js";

const recoverableDays = 90;
const day = 86_400;

/** A secret as it is read: with its value. */
export function secretBundle(base: string, { name }: StoredSecret, version: SecretVersion): object {
  return { value: version.value, ...described(version), id: `${base}/secrets/${name}/${version.version}` };
}

/** A secret as it is listed: without its value; `withVersion` for a list of versions. */
export function secretItem(base: string, { name }: StoredSecret, version: SecretVersion, withVersion: boolean): object {
  return { ...described(version), id: `${base}/secrets/${name}${withVersion ? `/${version.version}` : ""}` };
}

/** What is said of a deleted secret beyond the rest. */
export function deletedMembers(base: string, { secret, deleted }: DeletedSecret): object {
  const deletedDate = Math.floor(deleted / 1000);
  return { recoveryId: `${base}/deletedsecrets/${secret.name}`, deletedDate, scheduledPurgeDate: deletedDate + recoverableDays * day };
}

function described(version: SecretVersion): object {
  return {
    ...(version.contentType === undefined ? {} : { contentType: version.contentType }),
    attributes: {
      enabled: version.enabled,
      ...(version.notBefore === undefined ? {} : { nbf: version.notBefore }),
      ...(version.expires === undefined ? {} : { exp: version.expires }),
      created: version.created,
      updated: version.updated,
      recoveryLevel: "Recoverable+Purgeable",
      recoverableDays,
    },
    ...(version.tags === undefined ? {} : { tags: version.tags }),
  };
}
