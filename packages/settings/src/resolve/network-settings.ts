import { Secret } from "@huntkit/provider";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import type { ConnectionArgumentName } from "../model/connection-argument-name.js";
import type { SettingsTree } from "../read/settings-tree.js";
import { filledAt } from "./section-reader.js";
import { resolveValue, type ValueReader, valueError, type WrittenValue } from "./setting-value.js";

/** What the sections `msticpy` and `Azure` say for all connections, as arguments that stand in where the connection gives none. */
export async function commonArguments(tree: SettingsTree, reader: ValueReader, wanted: (name: ConnectionArgumentName) => boolean): Promise<Map<ConnectionArgumentName, WrittenValue>> {
  const level = new Map<ConnectionArgumentName, WrittenValue>();
  const caFile = wanted("caFile") ? filledAt(tree, ["msticpy", "CaFile"]) : undefined;
  if (caFile) level.set("caFile", caFile);
  const methods = wanted("authMethods") ? filledAt(tree, ["Azure", "auth_methods"]) : undefined;
  if (methods) level.set("authMethods", methods);
  const timeout = wanted("httpTimeout") ? filledAt(tree, ["msticpy", "http_timeout"]) : undefined;
  if (timeout) level.set("httpTimeout", { ...timeout, value: longestTimeout(timeout.value) });
  const proxy = wanted("proxy") ? await configuredProxy(tree, reader) : undefined;
  if (proxy) level.set("proxy", proxy);
  return level;
}

// The reference takes one number, a list, or numbers by phase; the longest covers them all.
function longestTimeout(value: unknown): unknown {
  const parts = Array.isArray(value) ? value : isPlainRecord(value) && !Object.hasOwn(value, "EnvironmentVar") ? Object.values(value) : undefined;
  if (!parts) return value;
  const numbers = parts.map(Number).filter((number) => Number.isFinite(number) && number > 0);
  return numbers.length > 0 ? Math.max(...numbers) : "";
}

async function configuredProxy(tree: SettingsTree, reader: ValueReader): Promise<WrittenValue | undefined> {
  const written = filledAt(tree, ["msticpy", "Proxies", "https"]) ?? filledAt(tree, ["msticpy", "Proxies", "http"]);
  if (!written || !isPlainRecord(written.value) || Object.hasOwn(written.value, "EnvironmentVar") || Object.hasOwn(written.value, "KeyVault")) return written;
  const read = async (key: string) => {
    const part = filledAt(tree, [...written.keys, key]);
    return part ? textOf(await resolveValue(part, reader)) : undefined;
  };
  const [address, user, word] = await Promise.all([read("Url"), read("UserName"), read("Password")]);
  return { ...written, value: new Secret(withCredentials(written, address, user, word, reader)) };
}

function withCredentials(written: WrittenValue, address: string | undefined, user: string | undefined, word: string | undefined, reader: ValueReader): string {
  const text = address === undefined ? "" : /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(text)) throw valueError(written, reader, "proxy-address", "must have a Url such as http://host:port");
  const url = new URL(text);
  if (user !== undefined) url.username = encodeURIComponent(user);
  if (word !== undefined) url.password = encodeURIComponent(word);
  return url.href;
}

function textOf(value: string | readonly string[] | Secret): string {
  return value instanceof Secret ? value.reveal() : String(value);
}

/** A list of folders at a path: one text or a list; empty entries are left out. */
export function foldersAt(tree: SettingsTree, path: readonly string[]): readonly string[] {
  const value = path.reduce<unknown>((holder, key) => ownMember(holder, key), tree.texts);
  const list = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  return list.filter((folder): folder is string => typeof folder === "string" && folder.trim() !== "");
}
