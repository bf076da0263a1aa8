import type { SchemaFinding } from "../generated/settings-validator.js";
import { connectionArgumentDefinition, connectionArgumentName } from "../model/connection-argument-name.js";
import { nearestKey } from "../model/nearest-key.js";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import { formatSettingPath } from "../model/setting-path.js";
import type { SettingsProblem } from "../model/settings-problem.js";
import { isDefenderSection, knownKeys } from "./known-keys.js";
import type { SettingsTree } from "./settings-tree.js";

/**
 * Checks settings against the JSON Schema and for mistyped keys. No message holds a value or an unknown key of the file: a key
 * may be a secret that slipped out of its place.
 */
export async function checkSettings(tree: SettingsTree): Promise<SettingsProblem[]> {
  const { default: validate } = await import("../generated/settings-validator.js");
  const findings = validate(tree.typed) ? [] : (validate.errors ?? []);
  const problems = [...findings.filter(({ keyword }) => keyword !== "additionalProperties").map((finding) => wrongValue(finding, tree)), ...mistypedKeys(tree), ...doubleArguments(tree)];
  const seen = new Set<string>();
  return problems
    .filter((problem) => {
      const key = `${problem.path ?? ""}\n${problem.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => (one.place?.offset ?? 0) - (other.place?.offset ?? 0));
}

function wrongValue(finding: SchemaFinding, tree: SettingsTree): SettingsProblem {
  const keys = finding.instancePath.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  return problemAt(tree, keys, { level: "error", code: "settings-invalid", message: `${nameOf(keys)} ${expectation(finding, keys)}.` });
}

function expectation(finding: SchemaFinding, keys: readonly string[]): string {
  const last = keys.at(-1) ?? "";
  if (last === "EnvironmentVar") return "must be the name of an environment variable";
  if (last === "KeyVault" && keys.length > 1) return "must be nothing, a secret's name, or vault/secret";
  if (finding.keyword === "minProperties" || finding.keyword === "maxProperties") return "must hold one of EnvironmentVar and KeyVault, and nothing else";
  const argument = connectionArgumentName(last);
  const choices = argument && keys[0] === "DataProviders" ? connectionArgumentDefinition(argument).choices : undefined;
  if (choices) return `must be one of ${choices.join(", ")}`;
  if (last.toLowerCase() === "authority") return "must be one of global, usgov, cn";
  if (finding.keyword === "pattern" && /timeout/i.test(last)) return "must be a number of seconds";
  if (finding.keyword === "pattern") return "must be true or false";
  if (finding.keyword === "exclusiveMinimum") return "must be more than 0";
  return `must be ${typesInWords(finding.params["type"])}`;
}

const typeWords: Readonly<Record<string, string>> = { object: "a section", array: "a list", string: "a text", number: "a number", boolean: "true or false", null: "nothing" };

function typesInWords(types: unknown): string {
  const list = (Array.isArray(types) ? types : [types]).map(String).filter((type, _index, all) => type !== "null" || all.length === 1);
  const words = list.map((type) => (type === "object" && list.length > 1 ? "a reference (EnvironmentVar or KeyVault)" : (typeWords[type] ?? type)));
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}` : (words[0] ?? "another kind of value");
}

/** Names the last key that is known by its place; the rest is told by line and column. */
function nameOf(keys: readonly string[]): string {
  return keys.length === 0 ? "the file" : formatSettingPath(shownKeys(keys));
}

// Only keys that are known may be shown; others could be a value in the wrong place.
function shownKeys(keys: readonly string[]): string[] {
  return keys.map((key, index) => (isShownKey(keys.slice(0, index), key) ? key : "?"));
}

function isShownKey(above: readonly string[], key: string): boolean {
  if (/^\d{1,4}$/.test(key)) return true;
  if (above.length === 1 && above[0] === "DataProviders" && isDefenderSection(key)) return /^[\w-]{1,60}$/.test(key);
  if (connectionArgumentName(key)) return true;
  const plain = key.toLowerCase().replace(/[_-]/g, "");
  const known = knownKeys(above)?.keys ?? ["Default", "Custom", "http", "https"];
  return known.some((one) => one.toLowerCase().replace(/[_-]/g, "") === plain) || ["http", "https", "Default", "Custom"].includes(key);
}

function mistypedKeys(tree: SettingsTree): SettingsProblem[] {
  const found: SettingsProblem[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    const known = knownKeys(path);
    if (!known || !isPlainRecord(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const problem = unknownKey(tree, path, key, known);
      if (problem) found.push(problem);
      else walk(member, [...path, key]);
    }
  };
  walk(tree.typed, []);
  return found;
}

function unknownKey(tree: SettingsTree, path: readonly string[], key: string, known: NonNullable<ReturnType<typeof knownKeys>>): SettingsProblem | undefined {
  const isProviderList = path.length === 1 && path[0] === "DataProviders";
  const name = isProviderList ? (key.split("-", 1)[0] ?? "") : key;
  if (isKnown(path, name, known.keys)) return undefined;
  const near = nearestKey(name, known.keys);
  if (near === undefined && !known.tellsUnknown) return undefined;
  const place = path.length === 0 ? "at the top of the file" : `in ${nameOf(path)}`;
  const level = near === undefined ? (isReferencePlace(path) ? "error" : "warning") : known.nearIs;
  const suggestion = near === undefined ? `Known: ${known.keys.join(", ")}` : `Did you mean "${near}"?`;
  return problemAt(tree, [...path, key], { level, code: "settings-unknown-key", message: `a key ${place} is not known. ${suggestion}${near === undefined ? "." : ""}` }, "key");
}

function isReferencePlace(path: readonly string[]): boolean {
  return path[0] === "DataProviders" && path.length > 3;
}

function isKnown(path: readonly string[], key: string, keys: readonly string[]): boolean {
  const section = path[0] ?? "";
  if (section === "DataProviders" && path.length === 3 && path[2] === "Args") return connectionArgumentName(key) !== undefined;
  if (path.length === 1 && ["KeyVault", "Azure", "msticpy"].includes(section)) return keys.some((one) => one.toLowerCase().replace(/[_-]/g, "") === key.toLowerCase().replace(/[_-]/g, ""));
  return keys.includes(key);
}

/** The same argument under two spellings: which one holds would be chance. */
function doubleArguments(tree: SettingsTree): SettingsProblem[] {
  const providers = ownMember(tree.typed, "DataProviders");
  if (!isPlainRecord(providers)) return [];
  return Object.entries(providers).flatMap(([provider, section]) => {
    const args = isDefenderSection(provider) ? ownMember(section, "Args") : undefined;
    if (!isPlainRecord(args)) return [];
    const seen = new Map<string, string>();
    return Object.keys(args).flatMap((key) => {
      const name = connectionArgumentName(key);
      if (name === undefined) return [];
      const first = seen.get(name);
      seen.set(name, key);
      if (first === undefined) return [];
      return [problemAt(tree, ["DataProviders", provider, "Args", key], { level: "error", code: "settings-double-argument", message: `${key} is the same argument as ${first} before it. Remove one.` }, "key")];
    });
  });
}

function problemAt(tree: SettingsTree, path: readonly string[], problem: Omit<SettingsProblem, "path" | "place">, part: "key" | "value" = "value"): SettingsProblem {
  const place = tree.placeOf(path, part);
  return { ...problem, path: formatSettingPath(shownKeys(path)), ...(place ? { place } : {}) };
}
