import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { codeCacheFile, readCodeCache, writeCodeCache } from "./code-cache.js";
import { forgetLanguageService, languageService } from "./load-language-service.js";
import { bindQuery } from "../analysis/bind-query.js";
import { defenderSchema } from "../catalog/defender-schema.js";

describe("loading the language service", () => {
  it("makes nothing global", () => {
    const before = Reflect.ownKeys(globalThis).length;
    languageService();
    expect(Reflect.ownKeys(globalThis).length).toBe(before);
    for (const name of ["Bridge", "System", "Kusto"]) expect(name in globalThis).toBe(false);
  });

  it("gives the same service again, and another one after it was forgotten", () => {
    const first = languageService();
    expect(languageService()).toBe(first);
    forgetLanguageService();
    const second = languageService();
    expect(second).not.toBe(first);
    expect(second.version).toBe("12.4.1");
  });

  it("binds a schema again with a service that was loaded anew", () => {
    const scope = { schema: defenderSchema("M365D") };
    expect(bindQuery("DeviceInfo | where DeviceName == 'a'", scope).diagnostics).toEqual([]);
    forgetLanguageService();
    expect(bindQuery("DeviceInfo | where DeviceName == 'a'", scope).diagnostics).toEqual([]);
  });
});

describe("the kept compiled form", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "huntkit-code-"));
    vi.stubEnv("HUNTKIT_CODE_CACHE", folder);
    forgetLanguageService();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    forgetLanguageService();
    rmSync(folder, { recursive: true });
  });
  const scope = { schema: defenderSchema("MDE") };

  it("is written after the first query and accepted by the next load", () => {
    bindQuery("DeviceInfo | take 1", scope);
    const [name] = readdirSync(folder);
    expect(name).toBe(`kusto-12.4.1-node-${process.versions.node}-${process.arch}.bin`);
    const bytes = readFileSync(join(folder, name ?? ""));
    forgetLanguageService();
    bindQuery("DeviceInfo | take 1", scope);
    expect(readFileSync(join(folder, name ?? "")).equals(bytes)).toBe(true);
  });

  it.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, 1000)],
    ["empty", () => Buffer.alloc(0)],
    ["changed by a byte", (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5000), Buffer.from([(bytes[5000] ?? 0) ^ 1]), bytes.subarray(5001)])],
  ])("is not used, but replaced, when it is %s", (_case, damage) => {
    bindQuery("DeviceInfo | take 1", scope);
    const file = codeCacheFile("12.4.1") ?? "";
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    expect(readCodeCache(file)).toBeUndefined();
    forgetLanguageService();
    expect(bindQuery("DeviceInfo | take 1", scope).diagnostics).toEqual([]);
    expect(readCodeCache(file)).toBeDefined();
  });

  it("does without when the folder cannot be made", () => {
    const notAFolder = join(folder, "file");
    writeFileSync(notAFolder, "");
    vi.stubEnv("HUNTKIT_CODE_CACHE", join(notAFolder, "below"));
    expect(writeCodeCache(codeCacheFile("12.4.1") ?? "", Buffer.from("data"))).toBe(false);
    expect(bindQuery("print 1", scope).diagnostics).toEqual([]);
  });

  it("is switched off by HUNTKIT_CODE_CACHE=off", () => {
    vi.stubEnv("HUNTKIT_CODE_CACHE", "off");
    expect(codeCacheFile("12.4.1")).toBeUndefined();
    expect(bindQuery("print 1", scope).diagnostics).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
