import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { cacheLocation } from "./cache-location.js";
import type { Keyring } from "./keyring.js";
import { isSealed, seal, unseal } from "./sealed-text.js";
import { type CacheEncryption, tokenCacheFile, type TokenCacheFile } from "./token-cache-file.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-cache-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

function memoryKeyring(): Keyring & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, get: async (name) => kept.get(name), set: async (name, value) => void kept.set(name, value) };
}

const noKeyring: Keyring = { get: () => Promise.reject(new Error("no keyring")), set: () => Promise.reject(new Error("no keyring")) };

function cacheFile(path: string, keyring: Keyring, warnings: string[] = [], encryption: CacheEncryption = "auto"): TokenCacheFile {
  return tokenCacheFile({ path, keyring, encryption, warn: (text) => warnings.push(text) });
}

it("encrypts with a key of the keyring, which another process finds", async () => {
  const path = join(folder, "encrypted.json");
  const keyring = memoryKeyring();
  const first = cacheFile(path, keyring);
  await first.write('{"RefreshToken":"very-secret"}');
  expect(first.protection()).toBe("encrypted");
  expect(readFileSync(path, "utf8")).not.toContain("very-secret");
  expect(Buffer.from([...keyring.kept.values()][0] ?? "", "base64")).toHaveLength(32);
  expect(await cacheFile(path, keyring).read()).toBe('{"RefreshToken":"very-secret"}');
});

it("writes plain with one warning where there is no keyring, and not at all if encryption is required", async () => {
  const warnings: string[] = [];
  const file = cacheFile(join(folder, "plain.json"), noKeyring, warnings);
  await file.write("{}");
  await file.write('{"a":1}');
  expect(file.protection()).toBe("plain");
  expect(await file.read()).toBe('{"a":1}');
  expect(warnings).toHaveLength(1);
  await expect(cacheFile(join(folder, "required.json"), noKeyring, [], "required").write("{}")).rejects.toMatchObject({ code: "keyring-missing", kind: "setting" });
  expect(readdirSync(folder)).not.toContain("required.json");
});

it("leaves an encrypted cache alone while the keyring is locked", async () => {
  const path = join(folder, "locked.json");
  await cacheFile(path, memoryKeyring()).write("{}");
  const before = readFileSync(path, "utf8");
  const warnings: string[] = [];
  const file = cacheFile(path, noKeyring, warnings);
  expect(await file.read()).toBe("");
  await file.write('{"new":1}');
  expect(readFileSync(path, "utf8")).toBe(before);
  expect(file.protection()).toBe("memory");
  expect(warnings.join()).toContain("keyring");
});

it("puts an encrypted cache aside that was changed or has another key", async () => {
  const path = join(folder, "changed.json");
  await cacheFile(path, memoryKeyring()).write("{}");
  const warnings: string[] = [];
  expect(await cacheFile(path, memoryKeyring(), warnings).read()).toBe("");
  expect(warnings.join()).toContain("put aside");
  expect(readdirSync(folder).some((name) => name.startsWith("changed.json.damaged-"))).toBe(true);
});

it("reads a plain cache of before, and encrypts it when it writes", async () => {
  const path = join(folder, "before.json");
  writeFileSync(path, '{"old":1}');
  const file = cacheFile(path, memoryKeyring());
  expect(await file.read()).toBe('{"old":1}');
  await file.write('{"old":2}');
  expect(isSealed(readFileSync(path, "utf8"))).toBe(true);
});

it("writes to no file that a link of another user points to, and over what a killed writer has left", async () => {
  const [victim, path] = [join(folder, "victim"), join(folder, "linked.json")];
  writeFileSync(victim, "mine");
  symlinkSync(victim, `${path}.new`);
  await cacheFile(path, noKeyring).write('{"RefreshToken":"very-secret"}');
  expect(readFileSync(victim, "utf8")).toBe("mine");
  expect(lstatSync(path).isFile()).toBe(true);
  writeFileSync(`${path}.new`, '{"half', { mode: 0o644 });
  await cacheFile(path, noKeyring).write("{}");
  expect([readFileSync(path, "utf8"), statSync(path).mode & 0o077]).toEqual(["{}", 0]);
});

it("tells a folder that cannot be written", async () => {
  writeFileSync(join(folder, "a-file"), "");
  await expect(cacheFile(join(folder, "a-file", "cache.json"), noKeyring).write("{}")).rejects.toMatchObject({ code: "token-cache-unwritable", kind: "setting" });
});

it("gives every text back, and none with a changed byte", () => {
  const key = Buffer.alloc(32, 7);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, at) => {
      const sealed = seal(text, key);
      expect(unseal(sealed, key)).toBe(Buffer.from(text).toString());
      const data = JSON.parse(sealed) as { tag: string };
      const tag = Buffer.from(data.tag, "base64");
      tag[at % 16] = (tag[at % 16] ?? 0) ^ 1;
      expect(() => unseal(JSON.stringify({ ...data, tag: tag.toString("base64") }), key)).toThrow();
    }),
  );
});

it("finds the folder for the state of programs on each system, and takes the setting first", () => {
  expect(cacheLocation(undefined, { XDG_STATE_HOME: "/state" }, "linux")).toBe(join("/state", "huntkit", "token-cache.json"));
  expect(cacheLocation(undefined, {}, "linux")).toBe(join(homedir(), ".local", "state", "huntkit", "token-cache.json"));
  expect(cacheLocation(undefined, {}, "darwin")).toBe(join(homedir(), "Library", "Application Support", "huntkit", "token-cache.json"));
  expect(cacheLocation(undefined, { LOCALAPPDATA: "/local" }, "win32")).toBe(join("/local", "huntkit", "token-cache.json"));
  expect(cacheLocation("~/t.json", {}, "linux")).toBe(join(homedir(), "t.json"));
  expect(cacheLocation("t.json", {}, "linux")).toBe(resolve("t.json"));
});
