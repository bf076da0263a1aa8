/** A keyring of the operating system, or anything that keeps texts by name. */
export interface SecretKeyring {
  /** The text kept under a name, or undefined. */
  get(name: string): Promise<string | undefined>;
  /** Keeps a text. */
  set(name: string, value: string): Promise<void>;
  /** Forgets a text; nothing happens if there is none. */
  delete(name: string): Promise<void>;
}

const service = "huntkit";
const waitMilliseconds = 10_000;

/**
 * The keyring of the operating system: Keychain, Credential Manager, or the Secret Service of a Linux desktop. Each call ends after
 * 10 seconds at the latest, also when a dialog stays open.
 * @returns undefined if the optional package for it is not installed.
 */
export async function osKeyring(): Promise<SecretKeyring | undefined> {
  const library = await keyringLibrary();
  if (!library) return undefined;
  const { AsyncEntry } = library;
  // The kernel keyring, the library's other choice on Linux, does not outlive the session: not what the setting asks for.
  const entry = (name: string) => new AsyncEntry(service, name, { linux: { store: "secret-service" } });
  return {
    get: async (name) => (await entry(name).getPassword(AbortSignal.timeout(waitMilliseconds))) ?? undefined,
    set: (name, value) => entry(name).setPassword(value, AbortSignal.timeout(waitMilliseconds)),
    delete: async (name) => void (await entry(name).deletePassword(AbortSignal.timeout(waitMilliseconds))),
  };
}

async function keyringLibrary(): Promise<typeof import("@napi-rs/keyring") | undefined> {
  try {
    return await import("@napi-rs/keyring");
  } catch {
    // It is optional: without it, or on a platform it has no binary for, there is no keyring; the caller warns.
    return undefined;
  }
}
