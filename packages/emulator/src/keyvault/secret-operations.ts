import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import { listPage } from "./list-page.js";
import { readSecretBody } from "./read-secret-body.js";
import { secretBundle, secretItem, deletedMembers } from "./secret-bundle.js";
import { needPermission, type VaultCall } from "./vault-call.js";
import { secretNotFound, vaultProblem } from "./vault-problem.js";
import { newVersion, type SecretVersion, type StoredSecret } from "./vault.js";

const longestValue = 25_600; // bytes

/** `PUT /secrets/{name}`: a new version. */
export function setSecret(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "set", name);
  checkName(name);
  const { value, properties } = readSecretBody(call.request);
  if (value === undefined) throw vaultProblem(400, "BadParameter", "The request body must have the member value.");
  if (Buffer.byteLength(value) > longestValue) throw vaultProblem(400, "BadParameter", `The value is too large: at most ${longestValue} bytes.`);
  const { vault, context, base } = call;
  if (vault.deleted.has(name.toLowerCase())) throw deletedButRecoverable(name);
  const version = newVersion({ value, ...properties }, context.clock.now());
  const secret = vault.secrets.get(name.toLowerCase()) ?? { name, versions: [] };
  secret.versions.push(version);
  vault.secrets.set(name.toLowerCase(), secret);
  return jsonResponse(200, secretBundle(base, secret, version));
}

/** `GET /secrets/{name}` and `/secrets/{name}/{version}`. Start and end of a secret are information only (page "About Azure Key Vault secrets"). */
export function getSecret(call: VaultCall, name: string, versionId: string | undefined): ServiceResponse {
  needPermission(call, "get", name);
  const secret = storedSecret(call, name);
  const version = versionOf(secret, versionId);
  if (!version.enabled) throw vaultProblem(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
  return jsonResponse(200, secretBundle(call.base, secret, version));
}

/** `PATCH /secrets/{name}/{version}`: everything but the value. */
export function updateSecret(call: VaultCall, name: string, versionId: string | undefined): ServiceResponse {
  needPermission(call, "set", name);
  const secret = storedSecret(call, name);
  const version = versionOf(secret, versionId);
  Object.assign(version, readSecretBody(call.request).properties, { updated: Math.floor(call.context.clock.now() / 1000) });
  const { value: _value, ...bundle } = secretBundle(call.base, secret, version) as { readonly value: string };
  return jsonResponse(200, bundle);
}

/** `GET /secrets`: the names, by name. */
export function listSecrets(call: VaultCall): ServiceResponse {
  needPermission(call, "list");
  const secrets = [...call.vault.secrets.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  return listPage(call, secrets.map((secret) => secretItem(call.base, secret, versionOf(secret, undefined), false)));
}

/** `GET /secrets/{name}/versions`. */
export function listVersions(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "list", name);
  const secret = storedSecret(call, name);
  return listPage(call, secret.versions.map((version) => secretItem(call.base, secret, version, true)));
}

/** `DELETE /secrets/{name}`: it can be recovered. */
export function deleteSecret(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "delete", name);
  const secret = storedSecret(call, name);
  const deleted = { secret, deleted: call.context.clock.now() };
  call.vault.secrets.delete(name.toLowerCase());
  call.vault.deleted.set(name.toLowerCase(), deleted);
  return jsonResponse(200, { ...deletedMembers(call.base, deleted), ...secretItem(call.base, secret, versionOf(secret, undefined), true) });
}

/** `POST /secrets/{name}/backup`: a text that only `restore` reads. */
export function backupSecret(call: VaultCall, name: string): ServiceResponse {
  needPermission(call, "backup", name);
  return jsonResponse(200, { value: Buffer.from(JSON.stringify(storedSecret(call, name))).toString("base64url") });
}

/** `POST /secrets/restore`. */
export function restoreSecret(call: VaultCall): ServiceResponse {
  needPermission(call, "restore");
  const secret = readBackup(call.request.json());
  const { vault, base } = call;
  const name = secret.name.toLowerCase();
  if (vault.deleted.has(name)) throw deletedButRecoverable(secret.name);
  if (vault.secrets.has(name)) throw vaultProblem(409, "Conflict", `There is already a secret named ${secret.name}.`);
  vault.secrets.set(name, secret);
  const { value: _value, ...bundle } = secretBundle(base, secret, versionOf(secret, undefined)) as { readonly value: string };
  return jsonResponse(200, bundle);
}

/** A secret that must be there. */
export function storedSecret(call: VaultCall, name: string): StoredSecret {
  const secret = call.vault.secrets.get(name.toLowerCase());
  if (secret === undefined) throw secretNotFound(name);
  return secret;
}

/** A version that must be there; the newest if none is named. */
export function versionOf(secret: StoredSecret, versionId: string | undefined): SecretVersion {
  const version = versionId === undefined ? secret.versions.at(-1) : secret.versions.find((candidate) => candidate.version === versionId.toLowerCase());
  if (version === undefined) throw secretNotFound(`${secret.name}/${versionId ?? ""}`);
  return version;
}

function checkName(name: string): void {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) throw vaultProblem(400, "BadParameter", `The request URI contains an invalid name: ${name}`);
}

function deletedButRecoverable(name: string): Error {
  return vaultProblem(409, "Conflict", `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`, "ObjectIsDeletedButRecoverable");
}

function readBackup(body: unknown): StoredSecret {
  const text = typeof body === "object" && body !== null && "value" in body ? String(body.value) : "";
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as StoredSecret;
  } catch {
    throw vaultProblem(400, "BadParameter", "The backup cannot be read.");
  }
}
