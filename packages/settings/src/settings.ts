import { isAbsolute, join } from "node:path";
import { Secret, SettingError, type TokenSource } from "@huntkit/provider";
import { createKeyVault, type KeyVault, type KeyVaultOptions } from "./keyvault/create-key-vault.js";
import type { VaultAuthority } from "./keyvault/vault-authority.js";
import type { VaultReference } from "./keyvault/vault-reference.js";
import type { ConnectionArgumentName } from "./model/connection-argument-name.js";
import type { ConnectionArguments } from "./model/connection-arguments.js";
import { isPlainRecord, ownMember } from "./model/plain-record.js";
import { parseSettingPath } from "./model/setting-path.js";
import type { SettingsProblem } from "./model/settings-problem.js";
import { expandHome } from "./read/find-settings-file.js";
import type { SettingsTree } from "./read/settings-tree.js";
import { environmentLevel, givenLevel, settingsLevel } from "./resolve/argument-levels.js";
import { findInstance, instanceSections } from "./resolve/find-instance.js";
import { commonArguments, foldersAt } from "./resolve/network-settings.js";
import { type ArgumentLevel, leftOut, pickSignInWay } from "./resolve/pick-sign-in-way.js";
import { filledAt } from "./resolve/section-reader.js";
import { isSecretSetting, looksSecret } from "./resolve/secret-setting.js";
import { resolveAtOnce, resolveValue, type ValueReader, type WrittenValue } from "./resolve/setting-value.js";
import { typedArgument } from "./resolve/typed-argument.js";
import { type AzureSettings, type KeyVaultSettings, readAzureSettings, readVaultSettings } from "./resolve/vault-settings.js";

/** What a sign-in to a vault is for; handed to the function that makes its token source. */
export interface VaultSignIn {
  /** The vault's name, or its host if its address was set. */
  readonly vault: string;
  /** The cloud of the vault. */
  readonly authority: VaultAuthority;
  /** The tenant of the vault, if the settings name it. */
  readonly tenantId?: string;
  /** The sign-in host, if the settings name it. */
  readonly authorityUri?: string;
  /** `KeyVault.AuthnType`, as written. */
  readonly authnType?: string;
  /** `Azure.auth_methods`, as written. */
  readonly authMethods?: readonly string[];
  /** A PEM file with further certificate authorities. */
  readonly caFile?: string;
  /** The proxy. */
  readonly proxy?: string | Secret;
  /** Seconds to wait for an answer. */
  readonly httpTimeout?: number;
}

/** Gives the tokens that vaults are read with: a source, or a function that makes one when the first secret is asked for. */
export type VaultTokenSource = TokenSource | ((signIn: VaultSignIn) => TokenSource | Promise<TokenSource>);

/** How the arguments of a connection are worked out. */
export interface ConnectionArgumentsOptions {
  /** The instance to use. */
  readonly instance?: string;
  /** Arguments given by the caller, in any accepted spelling; they go before all others. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Gives the tokens for vaults; goes before that of the settings. */
  readonly tokenSource?: VaultTokenSource;
  /** Stops the reading of vaults. */
  readonly signal?: AbortSignal;
}

/** What settings are made of. */
export interface SettingsContent {
  readonly tree: SettingsTree;
  readonly path: string | undefined;
  readonly warnings: readonly SettingsProblem[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly homeFolder: string;
  readonly tokenSource: VaultTokenSource | undefined;
  readonly keyVaultOptions: Partial<KeyVaultOptions>;
}

/**
 * Settings that were read. Get them with `loadSettings`. Their content is in no property, so that printing or logging the object
 * shows no secret.
 */
export class Settings {
  readonly #content: SettingsContent;
  readonly #vaults = new Map<string, Promise<KeyVault>>();
  /** The absolute path of the settings file; undefined if there is none. */
  readonly path: string | undefined;
  /** Findings that do not stop the settings from being used. */
  readonly warnings: readonly SettingsProblem[];

  constructor(content: SettingsContent) {
    this.#content = content;
    this.path = content.path;
    this.warnings = content.warnings;
  }

  /**
   * A section or value, as a copy; undefined if it is not there. Secrets in it are `Secret`, references stay as written.
   * @param path Dotted, for example `DataProviders.MicrosoftDefender`, or the keys.
   */
  section(path: string | readonly string[]): unknown {
    const keys = typeof path === "string" ? parseSettingPath(path) : path;
    const value = keys.reduce<unknown>((holder, key) => ownMember(holder, key), this.#content.tree.typed);
    return guardedCopy(keys.at(-1) ?? "", value);
  }

  /** The names of the sections at the top of the file, in its order. */
  sectionNames(): readonly string[] {
    return Object.keys(this.#content.tree.typed);
  }

  /** The instances of a provider, for example of `MicrosoftDefender`; the plain section is `Default`. */
  instances(provider: string): readonly string[] {
    return instanceSections(ownMember(this.#content.tree.texts, "DataProviders"), provider).map((section) => section.instance);
  }

  /**
   * The arguments of a connection: those given go before those of the settings, and these before environment variables. References
   * are followed only for what is used, all at once; the arguments of a way of sign-in that is not used are left out.
   * @throws {SettingError | ParameterError} naming the setting, its place and the fix.
   * @throws {SignInError | ServiceError | QuotaError | CancelledError} if a vault cannot be read.
   */
  async connectionArguments(provider: string, options: ConnectionArgumentsOptions = {}): Promise<ConnectionArguments> {
    const { environment, path, tree } = this.#content;
    const given = givenLevel(options.given ?? {});
    const instance = options.instance ?? textOf(given.get("instance")?.value) ?? (environment["HUNTKIT_INSTANCE"] || undefined);
    const found = findInstance(ownMember(tree.texts, "DataProviders"), provider, instance, path);
    const written = settingsLevel(tree, found);
    const reader = this.#reader(options, given.get("vaultUri") ?? written.get("vaultUri"));
    const levels = await this.#levels(given, written, reader);
    const way = await pickSignInWay(levels, reader);
    const unused = leftOut(way);
    const names = new Set(levels.flatMap((level) => [...level.keys()]).filter((name) => !unused.has(name) && name !== "instance"));
    const resolved = await Promise.all([...names].map(async (name) => [name, await this.#resolve(name, levels, reader)] as const));
    const delegated = way === undefined || way === "chain" ? {} : { delegatedAuth: way === "user" };
    return Object.freeze({ ...Object.fromEntries(resolved), ...delegated, ...(found && found.instance !== "Default" ? { instance: found.instance } : {}) }) as ConnectionArguments;
  }

  /** Folders and files with query templates, absolute: `QueryDefinitions` and `msticpy.QueryDefinitions`, `Default` before `Custom`. */
  queryFolders(): readonly string[] {
    const { tree, homeFolder, workingFolder } = this.#content;
    const written = [["QueryDefinitions"], ["msticpy", "QueryDefinitions"]].flatMap((path) => ["Default", "Custom"].flatMap((list) => foldersAt(tree, [...path, list])));
    return [...new Set(written.map((folder) => expandHome(folder, homeFolder)).map((folder) => (isAbsolute(folder) ? folder : join(workingFolder, folder))))];
  }

  /** The section `KeyVault`. */
  keyVault(): KeyVaultSettings {
    return readVaultSettings(this.#content.tree, this.#plainReader());
  }

  /** The section `Azure`. */
  azure(): AzureSettings {
    return readAzureSettings(this.#content.tree, this.#plainReader());
  }

  /**
   * Opens a vault of the settings.
   * @param name The vault's name; without it the default vault.
   * @throws {SettingError} if there is no name, or no way to sign in was given.
   */
  openVault(name?: string, options: Pick<ConnectionArgumentsOptions, "tokenSource" | "given"> = {}): Promise<KeyVault> {
    const tokenSource = options.tokenSource ?? this.#content.tokenSource;
    const vaultUri = textOf(givenLevel(options.given ?? {}).get("vaultUri")?.value);
    if (options.tokenSource !== undefined || vaultUri !== undefined) return this.#open(name, tokenSource, vaultUri);
    const key = name ?? "";
    let vault = this.#vaults.get(key);
    if (!vault) {
      vault = this.#open(name, tokenSource, undefined);
      this.#vaults.set(key, vault);
      vault.catch(() => this.#vaults.delete(key));
    }
    return vault;
  }

  /** Hides the content. */
  toJSON(): Readonly<Record<string, unknown>> {
    return { path: this.path, warnings: this.warnings.length };
  }

  async #levels(given: ArgumentLevel, written: ArgumentLevel, reader: ValueReader): Promise<readonly ArgumentLevel[]> {
    const common = await commonArguments(this.#content.tree, reader, (name) => !given.has(name) && !written.has(name));
    // The chain of the section Azure is for all that has no sign-in of its own: it never goes before that of the connection.
    const chain: ArgumentLevel = new Map([...common].filter(([name]) => name === "authMethods"));
    common.delete("authMethods");
    const settings = new Map([...written, ...common]);
    const application = given.get("clientId") ?? settings.get("clientId");
    const isRead = application === undefined || isPlainRecord(application.value);
    const clientId = application === undefined ? undefined : isRead ? await this.#applicationBehind(application, reader) : (textOf(application.value) ?? "");
    return [given, settings, chain, environmentLevel(this.#content.environment, clientId)];
  }

  async #applicationBehind(written: WrittenValue, reader: ValueReader): Promise<string> {
    return textOf(await resolveValue(written, reader)) ?? "";
  }

  async #resolve(name: ConnectionArgumentName, levels: readonly ArgumentLevel[], reader: ValueReader): Promise<unknown> {
    const written = levels.map((level) => level.get(name)).find((one) => one !== undefined);
    if (!written) return undefined;
    const value = await resolveValue(written, reader);
    return typedArgument(name, written, value, { file: this.path, homeFolder: this.#content.homeFolder });
  }

  #plainReader(): Pick<ValueReader, "environment" | "file"> {
    return { environment: this.#content.environment, file: this.path };
  }

  #reader(options: ConnectionArgumentsOptions, address: WrittenValue | undefined): ValueReader {
    const opened = new Map<string, Promise<KeyVault>>();
    const given = address === undefined ? {} : { vaultUri: resolveAtOnce(address, this.#plainReader()) };
    const open = (name: string | undefined) => {
      const key = name ?? "";
      const vault = opened.get(key) ?? this.openVault(name, { given, ...(options.tokenSource ? { tokenSource: options.tokenSource } : {}) });
      opened.set(key, vault);
      return vault;
    };
    return { ...this.#plainReader(), fromVault: async ({ vault, secret }: VaultReference) => (await open(vault)).getSecret(secret, options.signal ? { signal: options.signal } : {}) };
  }

  async #open(name: string | undefined, tokenSource: VaultTokenSource | undefined, givenUri: string | undefined): Promise<KeyVault> {
    const settings = this.keyVault();
    const isDefault = name === undefined || name.toLowerCase() === settings.vaultName?.toLowerCase();
    const vaultUri = isDefault ? (givenUri ?? settings.vaultUri) : undefined;
    const vaultName = name ?? settings.vaultName;
    if (vaultName === undefined && vaultUri === undefined) throw new SettingError({ code: "key-vault-name-missing", message: `${this.path ?? "The settings"}: a value stands in Key Vault, but no vault is named. Set KeyVault.VaultName, or write KeyVault: vault/secret.` });
    if (!tokenSource) throw new SettingError({ code: "key-vault-no-sign-in", message: `A value stands in Key Vault ${vaultName ?? "(by its address)"}, but nothing was given to sign in to it with. Give \`tokenSource\` to loadSettings.` });
    const network = await this.#network();
    const signIn: VaultSignIn = { ...pickSignIn(settings), vault: vaultName ?? "", ...authMethodsOf(this.azure()), ...network };
    const source = typeof tokenSource === "function" ? await tokenSource(signIn) : tokenSource;
    const { httpTimeout, ...transport } = network;
    return createKeyVault({
      tokenSource: source,
      authority: settings.authority,
      keyring: settings.useKeyring,
      environment: this.#content.environment,
      ...(vaultName === undefined ? {} : { vaultName }),
      ...(vaultUri === undefined ? {} : { vaultUri }),
      ...(settings.tenantId === undefined ? {} : { tenantId: settings.tenantId }),
      ...transport,
      ...(httpTimeout === undefined ? {} : { timeoutMilliseconds: httpTimeout * 1000 }),
      ...this.#content.keyVaultOptions,
    });
  }

  // A proxy's password that stands in the vault that the proxy leads to could never be read.
  async #network(): Promise<Pick<VaultSignIn, "caFile" | "proxy" | "httpTimeout">> {
    const { environment, homeFolder, tree } = this.#content;
    const refuse = () => Promise.reject(new SettingError({ code: "key-vault-needs-itself", message: "A value that is needed to reach Key Vault stands in Key Vault itself. Write it another way, for example as EnvironmentVar." }));
    const reader: ValueReader = { ...this.#plainReader(), fromVault: refuse };
    const names = ["caFile", "proxy", "httpTimeout"] as const;
    const common = await commonArguments(tree, reader, (name) => (names as readonly string[]).includes(name));
    const variables = environmentLevel(environment, undefined);
    const ofVault = filledAt(tree, ["KeyVault", "CaFile"]);
    if (ofVault) common.set("caFile", ofVault);
    const entries = await Promise.all(
      names.map(async (name) => {
        const written = common.get(name) ?? variables.get(name);
        return [name, written && typedArgument(name, written, await resolveValue(written, reader), { file: this.path, homeFolder })] as const;
      }),
    );
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

function pickSignIn(settings: KeyVaultSettings): Omit<VaultSignIn, "vault"> {
  const { authority, tenantId, authorityUri, authnType } = settings;
  return { authority, ...(tenantId === undefined ? {} : { tenantId }), ...(authorityUri === undefined ? {} : { authorityUri }), ...(authnType === undefined ? {} : { authnType }) };
}

function authMethodsOf({ authMethods }: AzureSettings): Pick<VaultSignIn, "authMethods"> {
  return authMethods === undefined ? {} : { authMethods };
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Secret) return value.reveal();
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

function guardedCopy(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => guardedCopy(key, item));
  if (isPlainRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, isReferenceKey(name) ? member : guardedCopy(name, member)]));
  if (typeof value === "string" && looksSecret(value)) return new Secret(value);
  const isText = typeof value === "string" || typeof value === "number";
  return isText && isSecretSetting(key) ? new Secret(String(value)) : value;
}

function isReferenceKey(name: string): boolean {
  return name === "KeyVault" || name === "EnvironmentVar";
}
