import { ParameterError } from "@huntkit/provider";
import { connectionArgumentDefinition, connectionArgumentName, type ConnectionArgumentName, connectionArgumentNames } from "../model/connection-argument-name.js";
import { nearestKey } from "../model/nearest-key.js";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import type { SettingsTree } from "../read/settings-tree.js";
import type { InstanceSection } from "./find-instance.js";
import type { ArgumentLevel } from "./pick-sign-in-way.js";
import type { WrittenValue } from "./setting-value.js";

/**
 * Arguments given as parameters, in any accepted spelling. `undefined` counts as not given.
 * @throws {ParameterError} for a name that is no argument, with the nearest one, and for one given under two names.
 */
export function givenLevel(given: Readonly<Record<string, unknown>>): ArgumentLevel {
  const level = new Map<ConnectionArgumentName, WrittenValue>();
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const name = connectionArgumentName(key);
    if (name === undefined) throw unknownArgument(key);
    if (level.has(name)) throw new ParameterError({ code: "argument-twice", message: `The argument ${name} is given under two names. Give it once.` });
    level.set(name, { value, name: `the parameter ${name}`, keys: [] });
  }
  return level;
}

/** The error about a name that is no argument of a connection. A name that is like none is not shown: it could be a value. */
export function unknownArgument(key: string): ParameterError {
  const near = nearestKey(key, connectionArgumentNames);
  const suggestion = near === undefined ? `Known: ${connectionArgumentNames.join(", ")}.` : `Did you mean ${near}?`;
  return new ParameterError({ code: "argument-unknown", message: `A name given is no argument of a connection. ${suggestion}` });
}

/** Arguments of a section of the settings. */
export function settingsLevel(tree: SettingsTree, found: InstanceSection | undefined): ArgumentLevel {
  const level = new Map<ConnectionArgumentName, WrittenValue>();
  const args = ownMember(found?.section, "Args");
  if (!found || !isPlainRecord(args)) return level;
  for (const [key, value] of Object.entries(args)) {
    const name = connectionArgumentName(key);
    const keys = ["DataProviders", found.key, "Args", key];
    if (name !== undefined) level.set(name, { value, name: keys.join("."), keys, place: tree.placeOf(keys) });
  }
  return level;
}

/**
 * Arguments from environment variables. `AZURE_CLIENT_SECRET` and `AZURE_CLIENT_CERTIFICATE_PATH` belong to `AZURE_CLIENT_ID`: they are
 * left out when another application is signed in, whose secret they are not.
 * @param clientId The application's id by a source that goes before; undefined if none gives it.
 */
export function environmentLevel(environment: Readonly<Record<string, string | undefined>>, clientId: string | undefined): ArgumentLevel {
  const level = new Map<ConnectionArgumentName, WrittenValue>();
  const application = clientId ?? (environment["HUNTKIT_CLIENT_ID"] || environment["AZURE_CLIENT_ID"]);
  const isAzureApplication = application !== undefined && application.toLowerCase() === environment["AZURE_CLIENT_ID"]?.toLowerCase();
  for (const name of connectionArgumentNames) {
    const variable = connectionArgumentDefinition(name).variables.find((one) => environment[one] && (isAzureApplication || !looksLikeAzureCredential(one)));
    if (variable !== undefined) level.set(name, { value: environment[variable], name: `the environment variable ${variable}`, keys: [] });
  }
  return level;
}

function looksLikeAzureCredential(variable: string): boolean {
  return variable.startsWith("AZURE_CLIENT_") && variable !== "AZURE_CLIENT_ID";
}

