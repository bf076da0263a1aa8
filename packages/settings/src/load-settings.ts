import { homedir } from "node:os";
import { Secret, SettingError } from "@huntkit/provider";
import type { KeyVaultOptions } from "./keyvault/create-key-vault.js";
import { isPlainRecord, type PlainRecord } from "./model/plain-record.js";
import { problemLine, type SettingsProblem } from "./model/settings-problem.js";
import { findSettingsFile, type SettingsPlaces } from "./read/find-settings-file.js";
import { readSettingsFile } from "./read/read-settings-file.js";
import type { SettingsTree } from "./read/settings-tree.js";
import { Settings, type VaultTokenSource } from "./settings.js";

/** Where settings come from. */
export interface LoadSettingsOptions extends SettingsPlaces {
  /** Settings from code, in the form of the file. They go before those of the file; without `path` no file is looked for. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Gives the tokens that vaults are read with. It is not asked before a value from a vault is needed. */
  readonly tokenSource?: VaultTokenSource;
  /** Further options for each vault, for example an agent. */
  readonly keyVaultOptions?: Partial<KeyVaultOptions>;
}

/**
 * Finds, reads and checks settings. Without a file they are empty, and environment variables alone decide.
 * @throws {SettingError} if a file that was named is not there, or a file is wrong: with file, line, column and the nearest valid key for
 * each finding, never with a value.
 */
export async function loadSettings(options: LoadSettingsOptions = {}): Promise<Settings> {
  const { environment = process.env, workingFolder = process.cwd(), values } = options;
  const path = values !== undefined && options.path === undefined ? undefined : await findSettingsFile(options);
  const fromFile = path === undefined ? undefined : await readTree(path);
  const fromCode = values === undefined ? undefined : treeOfValues(values);
  const problems = [...(fromFile ? await checked(fromFile, path) : []), ...(fromCode ? await checked(fromCode, undefined) : [])];
  return new Settings({
    tree: merged(fromFile, fromCode),
    path,
    warnings: Object.freeze(problems),
    environment,
    workingFolder,
    homeFolder: options.homeFolder ?? homedir(),
    tokenSource: options.tokenSource,
    keyVaultOptions: options.keyVaultOptions ?? {},
  });
}

/**
 * Checks the text of a settings file.
 * @returns all findings, in the order of their places. A text that is no YAML gives one finding.
 */
export async function validateSettings(text: string, options: { readonly file?: string; readonly environment?: Readonly<Record<string, string | undefined>> } = {}): Promise<readonly SettingsProblem[]> {
  const { checkSettings, emptySettings, parseSettingsText } = await import("./read/settings-reading.js");
  let tree: SettingsTree;
  try {
    tree = await parseSettingsText(text, options.file);
  } catch (error) {
    if (error instanceof SettingError) return [yamlProblem(error, options.file)];
    throw error;
  }
  const problems = [...(await checkSettings(tree)), ...emptySettings(tree, options.environment)];
  return problems.sort((one, other) => (one.place?.offset ?? 0) - (other.place?.offset ?? 0));
}

async function readTree(path: string): Promise<SettingsTree> {
  const { parseSettingsText } = await import("./read/settings-reading.js");
  return parseSettingsText(await readSettingsFile(path), path);
}

async function checked(tree: SettingsTree, file: string | undefined): Promise<SettingsProblem[]> {
  const { checkSettings } = await import("./read/settings-reading.js");
  const problems = await checkSettings({ ...tree, typed: withoutSecrets(tree.typed) as PlainRecord });
  const errors = problems.filter(({ level }) => level === "error");
  if (errors.length === 0) return problems;
  throw new SettingError({ code: errors[0]?.code ?? "settings-invalid", message: errors.map((problem) => problemLine(problem, file)).join("\n") });
}

function withoutSecrets(value: unknown): unknown {
  if (value instanceof Secret) return "***";
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return isPlainRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(member)])) : value;
}

function treeOfValues(values: PlainRecord): SettingsTree {
  return { typed: values, texts: values, placeOf: () => undefined };
}

function merged(below: SettingsTree | undefined, above: SettingsTree | undefined): SettingsTree {
  if (!below || !above) return below ?? above ?? treeOfValues({});
  return { typed: mergedValues(below.typed, above.typed), texts: mergedValues(below.texts, above.texts), placeOf: (path, part) => (hasPath(above.typed, path) ? undefined : below.placeOf(path, part)) };
}

function mergedValues(below: PlainRecord, above: PlainRecord): PlainRecord {
  const result = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const before = result.get(key);
    result.set(key, isPlainRecord(before) && isPlainRecord(value) && !isReference(value) && !isReference(before) ? mergedValues(before, value) : value);
  }
  return Object.fromEntries(result);
}

function isReference(value: PlainRecord): boolean {
  return Object.hasOwn(value, "EnvironmentVar") || (Object.keys(value).length === 1 && Object.hasOwn(value, "KeyVault"));
}

function hasPath(values: unknown, path: readonly string[]): boolean {
  let holder = values;
  for (const key of path) {
    if (!isPlainRecord(holder) || !Object.hasOwn(holder, key)) return false;
    holder = holder[key];
  }
  return true;
}

function yamlProblem(error: SettingError, file: string | undefined): SettingsProblem {
  const match = /, line (\d+), column (\d+): /.exec(error.message);
  const message = error.message.slice(match ? match.index + match[0].length : (file ?? "The settings").length + 2);
  const place = match ? { line: Number(match[1]), column: Number(match[2]), offset: 0, length: 0 } : undefined;
  return { level: "error", code: error.code, message, ...(place ? { place } : {}) };
}
