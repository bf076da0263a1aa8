/** A place of the operating system that keeps short secrets. */
export interface Keyring {
  /** The secret under a name, or `undefined` if there is none. Throws if the keyring cannot be used. */
  get(name: string): Promise<string | undefined>;
  /** Keeps a secret. Throws if the keyring cannot be used. */
  set(name: string, value: string): Promise<void>;
}

const service = "huntkit";
const waitMilliseconds = 10_000;

/**
 * The keyring of the operating system: Keychain, Credential Manager, or the Secret Service of the desktop. (Linux's kernel
 * keyring is not used: it forgets at a restart, and the cache could not be read again.) The native library is loaded on
 * first use. Each call ends after 10 seconds at the latest, also when a dialog that unlocks the keyring stays open.
 */
export function systemKeyring(): Keyring {
  const entry = async (name: string): Promise<InstanceType<typeof import("@napi-rs/keyring").AsyncEntry>> => {
    const { AsyncEntry } = await import("@napi-rs/keyring");
    return new AsyncEntry(service, name, { linux: { store: "secret-service" } });
  };
  return {
    get: async (name) => (await (await entry(name)).getPassword(AbortSignal.timeout(waitMilliseconds))) ?? undefined,
    set: async (name, value) => (await entry(name)).setPassword(value, AbortSignal.timeout(waitMilliseconds)),
  };
}
