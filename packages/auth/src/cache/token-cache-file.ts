import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { SettingError } from "@huntkit/provider";
import type { Keyring } from "./keyring.js";
import { isSealed, seal, unseal } from "./sealed-text.js";

/** How the cache file is protected. */
export type CacheEncryption = "auto" | "required" | "off";

/** What a cache file needs. */
export interface TokenCacheFileOptions {
  readonly path: string;
  /** `auto`: encrypted if there is a keyring, else plain with one warning; `required`: an error without one; `off`: plain. */
  readonly encryption: CacheEncryption;
  readonly keyring: Keyring;
  readonly warn: (message: string) => void;
}

/** The file of the token cache. Read and write it only under the lock of its path. */
export interface TokenCacheFile {
  readonly path: string;
  /** The text in the file; empty if there is none. A file that cannot be read as a cache is put aside with a warning. */
  read(): Promise<string>;
  /** Puts another text into the file, whole or not at all. Readable for this user only. */
  write(text: string): Promise<void>;
  /** Puts the file aside, because its text is no cache. */
  putAside(cause: unknown): Promise<void>;
  /** `encrypted`, `plain`, or `memory` if the file cannot be used now; `undefined` before the first use. */
  protection(): "encrypted" | "plain" | "memory" | undefined;
}

const keyName = "token-cache-key";

/** Makes the file of a token cache; nothing is read before it is needed. */
export function tokenCacheFile(options: TokenCacheFileOptions): TokenCacheFile {
  const { path, warn } = options;
  let key: Promise<Buffer | undefined> | undefined;
  let protection: "encrypted" | "plain" | "memory" | undefined;
  const cacheKey = (): Promise<Buffer | undefined> => (key ??= findKey(options));

  async function putAside(cause: unknown): Promise<void> {
    const aside = `${path}.damaged-${Date.now()}`;
    await rename(path, aside);
    warn(`The token cache ${path} is damaged (${cause instanceof Error ? cause.name : "unreadable"}) and was put aside as ${aside}. You may be asked to sign in again.`);
  }

  async function decrypted(text: string): Promise<string> {
    const found = await cacheKey();
    if (found === undefined) {
      protection = "memory";
      warn(`The token cache ${path} is encrypted, and the keyring with its key cannot be used now. It is left as it is; this sign-in is not kept.`);
      return "";
    }
    try {
      return unseal(text, found);
    } catch (error) {
      await putAside(error);
      return "";
    }
  }

  return {
    path,
    putAside,
    protection: () => protection,
    async read() {
      const text = await readIfThere(path);
      return isSealed(text) ? decrypted(text) : text;
    },
    async write(text) {
      if (protection === "memory") return;
      const found = await cacheKey();
      protection = found === undefined ? "plain" : "encrypted";
      await writeWhole(path, found === undefined ? text : seal(text, found));
    },
  };
}

async function findKey(options: TokenCacheFileOptions): Promise<Buffer | undefined> {
  if (options.encryption === "off") return undefined;
  try {
    const kept = Buffer.from((await options.keyring.get(keyName)) ?? "", "base64");
    if (kept.length === 32) return kept;
    const made = randomBytes(32);
    await options.keyring.set(keyName, made.toString("base64"));
    return made;
  } catch (error) {
    if (options.encryption === "required")
      throw new SettingError({ code: "keyring-missing", message: "The token cache must be encrypted (cacheEncryption required), but the system's keyring cannot be used. Unlock or install one, or keep tokens in memory (tokenCache memory).", cause: error });
    options.warn(`There is no keyring here, so the token cache ${options.path} is not encrypted; only its owner can read it.`);
    return undefined;
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new SettingError({ code: "token-cache-unreadable", message: `The token cache ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its rights, or set another file in the setting location.`, cause: error });
  }
}

/** Writes beside the file and renames. The name beside is always the same: only the holder of the lock writes. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // What is left of a killed writer goes, and "wx" follows no link that another user may have put there.
    await rm(beside, { force: true });
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(beside, path);
  } catch (error) {
    throw new SettingError({ code: "token-cache-unwritable", message: `The token cache ${path} cannot be written (${(error as NodeJS.ErrnoException).code}). Check the folder's rights, or set another file in the setting location.`, cause: error });
  }
}

/** Windows refuses to replace a file while a virus scanner looks at it. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (attempt === 10 || process.platform !== "win32" || !["EPERM", "EACCES", "EBUSY"].includes(code ?? "")) throw error;
      await wait(20 * attempt);
    }
  }
}
