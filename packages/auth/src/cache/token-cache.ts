import type { ICachePlugin, TokenCacheContext } from "@azure/msal-node";
import { DataError } from "@huntkit/provider";
import { fileLock, type FileLock } from "./file-lock.js";
import { tokenCacheFile, type TokenCacheFile, type TokenCacheFileOptions } from "./token-cache-file.js";

/** A token cache that processes share. */
export interface TokenCache {
  readonly file: TokenCacheFile;
  readonly lock: FileLock;
  /** What MSAL reads and writes the cache with. */
  readonly plugin: ICachePlugin;
}

/** Makes a token cache on a file. */
export function tokenCache(options: TokenCacheFileOptions): TokenCache {
  const file = tokenCacheFile(options);
  const lock = fileLock(`${options.path}.lock`);
  const releases = new WeakMap<TokenCacheContext, () => Promise<void>>();
  const plugin: ICachePlugin = {
    async beforeCacheAccess(context) {
      releases.set(context, await lock.take());
      await load(context, file);
    },
    async afterCacheAccess(context) {
      try {
        if (context.cacheHasChanged) await file.write(context.tokenCache.serialize());
      } finally {
        await releases.get(context)?.();
      }
    },
  };
  return { file, lock, plugin };
}

async function load(context: TokenCacheContext, file: TokenCacheFile): Promise<void> {
  const text = await file.read();
  if (text === "") return;
  try {
    checkShape(JSON.parse(text));
    context.tokenCache.deserialize(text);
  } catch (error) {
    await file.putAside(error);
    // MSAL keeps the damaged text and would merge with it when it writes.
    context.tokenCache.deserialize("");
  }
}

/** MSAL takes any JSON, and fails later in ways that do not name the cache: each of its sections is an object of objects. */
function checkShape(cache: unknown): void {
  const sections = isRecord(cache) ? ["Account", "IdToken", "AccessToken", "RefreshToken", "AppMetadata"].map((name) => cache[name] ?? {}) : [undefined];
  if (sections.every((section) => isRecord(section) && Object.values(section).every(isRecord))) return;
  throw new DataError({ code: "token-cache-damaged", message: "The text is no token cache." });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
