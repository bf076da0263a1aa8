import { ParameterError } from "@huntkit/provider";
import type { ConnectionArgumentName } from "../model/connection-argument-name.js";
import type { SignInWay } from "../model/connection-arguments.js";
import { resolveValue, type ValueReader, valueError, type WrittenValue } from "./setting-value.js";
import { readBoolean } from "./typed-argument.js";

/** The arguments that one source gives: parameters, the settings, or environment variables. */
export type ArgumentLevel = ReadonlyMap<ConnectionArgumentName, WrittenValue>;

/** What was picked: a way, a chain of credentials, or the application by what is still to be found. */
export type PickedWay = SignInWay | "application" | "chain";

/**
 * Which way of sign-in the arguments pick. The first source that says anything about it decides; what later ones say for other
 * ways is left out. Within one source `delegatedAuth` decides, then a chain, a user name, a certificate, a client secret.
 * @returns undefined if no argument says anything.
 * @throws {SettingError} if one source gives both client secret and user name and does not say which.
 */
export async function pickSignInWay(levels: readonly ArgumentLevel[], reader: ValueReader): Promise<PickedWay | undefined> {
  for (const [index, level] of levels.entries()) {
    const delegated = level.get("delegatedAuth");
    const isDelegated = delegated === undefined ? undefined : readBoolean(delegated, await resolveValue(delegated, reader), reader);
    if (isDelegated === true) return "user";
    if (level.has("authMethods")) return "chain";
    if (isDelegated === false) return applicationWay(levels.slice(index));
    const way = wayOfLevel(level, reader);
    if (way !== undefined) return way;
  }
  return undefined;
}

function applicationWay(levels: readonly ArgumentLevel[]): SignInWay | "application" {
  for (const level of levels) {
    if (level.has("certificate")) return "certificate";
    if (level.has("clientSecret")) return "secret";
  }
  return "application";
}

function wayOfLevel(level: ArgumentLevel, reader: ValueReader): SignInWay | undefined {
  const [user, secret] = [level.get("username"), level.get("clientSecret")];
  if (user && secret) throw exclusion(user, secret, reader);
  if (user) return "user";
  if (level.has("certificate")) return "certificate";
  return secret ? "secret" : undefined;
}

function exclusion(user: WrittenValue, secret: WrittenValue, reader: ValueReader): Error {
  const problem = `and ${user.name} exclude each other: the first signs in the application, the second a user. Remove one, or say which with DelegatedAuth (true for the user)`;
  if (secret.keys.length > 0) return valueError(secret, reader, "sign-in-ambiguous", problem);
  return new ParameterError({ code: "sign-in-ambiguous", message: `${secret.name} ${problem}.` });
}

/** The arguments that belong to the other ways of sign-in, and are left out. */
export function leftOut(way: PickedWay | undefined): ReadonlySet<ConnectionArgumentName> {
  if (way === undefined || way === "chain") return new Set();
  return new Set([...ofOtherWays(way), "authMethods"]);
}

function ofOtherWays(way: Exclude<PickedWay, "chain">): readonly ConnectionArgumentName[] {
  const ofSecret = ["clientSecret"] as const;
  const ofCertificate = ["certificate", "privateKey", "privateKeySecret"] as const;
  const ofUser = ["username", "authType"] as const;
  if (way === "user") return [...ofSecret, ...ofCertificate];
  if (way === "secret") return [...ofCertificate, ...ofUser];
  return way === "certificate" ? [...ofSecret, ...ofUser] : ofUser;
}
