import { Secret, SettingError, type TextPlace } from "@huntkit/provider";
import { isPlainRecord } from "../model/plain-record.js";
import { parseVaultReference, type VaultReference } from "../keyvault/vault-reference.js";

/** A value as it was written, and where. */
export interface WrittenValue {
  /** The value: a scalar, a list, a `Secret`, or a reference. */
  readonly value: unknown;
  /** What to call it in messages, for example `DataProviders.MicrosoftDefender.Args.ClientSecret`. */
  readonly name: string;
  /** The keys of its path; empty for parameters and environment variables. */
  readonly keys: readonly string[];
  /** Where it stands in the file. */
  readonly place?: TextPlace | undefined;
}

/** What is needed to follow references. */
export interface ValueReader {
  /** The environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads a secret from a vault. */
  readonly fromVault: (reference: VaultReference, setting: string) => Promise<Secret>;
  /** The settings file, for messages. */
  readonly file: string | undefined;
}

/**
 * The value behind a written one: references to environment variables and vaults are followed.
 * @returns a text, a list of texts, or a `Secret` if it came from a vault or was given as one.
 * @throws {SettingError} if nothing stands there, or the reference leads to nothing.
 */
export async function resolveValue(written: WrittenValue, reader: ValueReader): Promise<string | readonly string[] | Secret> {
  const { value, keys } = written;
  if (isPlainRecord(value) && Object.hasOwn(value, "KeyVault") && Object.keys(value).length === 1)
    return reader.fromVault(parseVaultReference(value["KeyVault"], keys.length > 0 ? keys : [written.name]), written.name);
  return resolveAtOnce(written, reader);
}

/** As {@link resolveValue}, for values that may not come from a vault. */
export function resolveAtOnce(written: WrittenValue, reader: Pick<ValueReader, "environment" | "file">): string | readonly string[] | Secret {
  const { value } = written;
  if (value instanceof Secret) return value.reveal() === "" ? nothing(written, reader) : value;
  if (Array.isArray(value)) return value.length > 0 ? value.map(String) : nothing(written, reader);
  if (isPlainRecord(value)) return fromReference(written, value, reader);
  if (value === null || value === undefined || String(value).trim() === "") return nothing(written, reader);
  return String(value);
}

function fromReference(written: WrittenValue, value: Readonly<Record<string, unknown>>, reader: Pick<ValueReader, "environment" | "file">): string {
  const variable = value["EnvironmentVar"];
  if (Object.keys(value).length !== 1 || typeof variable !== "string" || variable === "")
    throw valueError(written, reader, "setting-reference", "must be a value, or one of EnvironmentVar: NAME and KeyVault: name");
  const found = reader.environment[variable];
  if (found !== undefined && found !== "") return found;
  throw valueError(written, reader, "setting-variable-missing", `names the environment variable ${shownVariable(variable)}, which is ${found === undefined ? "not set" : "empty"}. Set it, or write another value`);
}

// A secret that was written where the variable's name belongs must not be shown.
function shownVariable(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name) ? name : "(not shown: it does not have the form of a name)";
}

function nothing(written: WrittenValue, reader: Pick<ValueReader, "file">): never {
  throw valueError(written, reader, "setting-empty", "is written but holds nothing. Give it a value, or remove it");
}

/** An error about a written value, with its name and place. */
export function valueError(written: WrittenValue, reader: Pick<ValueReader, "file">, code: string, problem: string): SettingError {
  const place = written.place ? `${reader.file ?? "The settings"}, line ${written.place.line}, column ${written.place.column}: ` : "";
  return new SettingError({ code, message: `${place}${written.name} ${problem}.` });
}
