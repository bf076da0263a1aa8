import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import { listPage } from "./list-page.js";
import { deletedMembers, secretItem } from "./secret-bundle.js";
import { versionOf } from "./secret-operations.js";
import { needPermission, type VaultCall } from "./vault-call.js";
import { secretNotFound } from "./vault-problem.js";
import type { DeletedSecret } from "./vault.js";

/** `GET /deletedsecrets`. */
export function listDeleted(call: VaultCall): ServiceResponse {
  needPermission(call, "list");
  return listPage(call, [...call.vault.deleted.values()].map((deleted) => deletedItem(call, deleted)));
}

/** `GET /deletedsecrets/{name}`. */
export function getDeleted(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "get", name);
  return jsonResponse(200, deletedItem(call, storedDeleted(call, name)));
}

/** `DELETE /deletedsecrets/{name}`: for good. */
export function purgeDeleted(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "purge", name);
  storedDeleted(call, name);
  call.vault.deleted.delete(name.toLowerCase());
  return { status: 204 };
}

/** `POST /deletedsecrets/{name}/recover`. */
export function recoverDeleted(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "recover", name);
  const { secret } = storedDeleted(call, name);
  call.vault.deleted.delete(name.toLowerCase());
  call.vault.secrets.set(name.toLowerCase(), secret);
  return jsonResponse(200, secretItem(call.base, secret, versionOf(secret, undefined), true));
}

function deletedItem(call: VaultCall, deleted: DeletedSecret): object {
  return { ...deletedMembers(call.base, deleted), ...secretItem(call.base, deleted.secret, versionOf(deleted.secret, undefined), false) };
}

function storedDeleted(call: VaultCall, name: string): DeletedSecret {
  const deleted = call.vault.deleted.get(name.toLowerCase());
  if (deleted === undefined) throw secretNotFound(name);
  return deleted;
}
