import { Secret } from "@huntkit/provider";
import { connectionArgumentDefinition, type ConnectionArgumentName } from "../model/connection-argument-name.js";
import { expandHome } from "../read/find-settings-file.js";
import { looksSecret } from "./secret-setting.js";
import { type ValueReader, valueError, type WrittenValue } from "./setting-value.js";

type Resolved = string | readonly string[] | Secret;

/**
 * A resolved value in the type of its argument.
 * @throws {SettingError} if it does not have that type; the message says which it must have.
 */
export function typedArgument(name: ConnectionArgumentName, written: WrittenValue, value: Resolved, context: Pick<ValueReader, "file"> & { readonly homeFolder: string }): unknown {
  const { kind, choices = [] } = connectionArgumentDefinition(name);
  if (kind === "list") return readList(value);
  if (kind === "secret") return value instanceof Secret ? value : new Secret(readText(written, value, context));
  const text = readText(written, value, context);
  if (kind === "boolean") return readBoolean(written, text, context);
  if (kind === "seconds") return readSeconds(written, text, context);
  if (kind === "choice") return readChoice(written, text, choices, context);
  if (name === "proxy" && looksSecret(text)) return new Secret(text);
  return kind === "path" ? expandHome(text, context.homeFolder) : text;
}

/** true or false in the words of YAML 1.1: true, yes, on, 1 and false, no, off, 0. */
export function readBoolean(written: WrittenValue, value: Resolved, context: Pick<ValueReader, "file">): boolean {
  const text = readText(written, value, context).trim().toLowerCase();
  if (["true", "yes", "on", "1"].includes(text)) return true;
  if (["false", "no", "off", "0"].includes(text)) return false;
  throw valueError(written, context, "setting-type", "must be true or false");
}

function readText(written: WrittenValue, value: Resolved, context: Pick<ValueReader, "file">): string {
  if (value instanceof Secret) return value.reveal();
  if (typeof value === "string") return value;
  throw valueError(written, context, "setting-type", "must be one value, not a list");
}

function readList(value: Resolved): readonly string[] {
  if (value instanceof Secret) return readList(value.reveal());
  const items = typeof value === "string" ? value.split(",") : value;
  return Object.freeze(items.map((item) => item.trim()).filter((item) => item !== ""));
}

function readSeconds(written: WrittenValue, text: string, context: Pick<ValueReader, "file">): number {
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw valueError(written, context, "setting-type", "must be a number of seconds, more than 0");
}

function readChoice(written: WrittenValue, text: string, choices: readonly string[], context: Pick<ValueReader, "file">): string {
  const choice = choices.find((one) => one === text.trim().toLowerCase());
  if (choice !== undefined) return choice;
  throw valueError(written, context, "setting-type", `must be one of ${choices.join(", ")}`);
}
