import { fileLock } from "../cache/file-lock.js";
import { tokenCacheFile } from "../cache/token-cache-file.js";

// Writes a large cache again and again, under its lock, until it is killed.
const { path } = JSON.parse(process.argv[2] ?? "{}") as { path: string };
const lock = fileLock(`${path}.lock`);
const file = tokenCacheFile({ path, encryption: "off", keyring: { get: async () => undefined, set: async () => undefined }, warn: () => undefined });
for (let count = 0; ; count++) {
  await lock.hold(() => file.write(JSON.stringify({ count, filler: "x".repeat(300_000) })));
  if (count === 0) process.stdout.write("writing\n");
}
