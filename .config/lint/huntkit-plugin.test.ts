import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { allowedImports } from "./allowed-imports.js";
import plugin from "./huntkit-plugin.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

function lint(rule: string, file: string, code: string): string[] {
  const linter = new Linter({ cwd: root });
  const parser = tseslint.parser as never;
  const config = { files: ["**/*.ts"], languageOptions: { parser }, plugins: { huntkit: plugin as never }, rules: { [`huntkit/${rule}`]: "error" as const } };
  return linter.verify(code, [config], { filename: join(root, file) }).map((message) => message.message);
}

describe("arrows", () => {
  it("refuses an import that the design does not allow, static, dynamic and re-exported", () => {
    expect(lint("arrows", "packages/settings/src/a.ts", 'import { x } from "@huntkit/auth";')).toHaveLength(1);
    expect(lint("arrows", "packages/driver-defender/src/a.ts", 'const x = await import("@huntkit/kql");')).toHaveLength(1);
    expect(lint("arrows", "packages/core/src/a.ts", 'export { x } from "@huntkit/driver-local";')).toHaveLength(1);
  });

  it("allows what the design allows, a subpath alone where it says so, and itself", () => {
    expect(lint("arrows", "packages/driver-defender/src/a.ts", 'import { x } from "@huntkit/kql/dialect";')).toEqual([]);
    expect(lint("arrows", "packages/cli/src/a.ts", 'import { x } from "@huntkit/core";')).toEqual([]);
    expect(lint("arrows", "packages/kql/src/a.ts", 'import { x } from "@huntkit/kql/ir";')).toEqual([]);
    expect(lint("arrows", "packages/templates/src/a.test.ts", 'import { x } from "@huntkit/kql";')).toEqual([]);
  });

  it("lets nothing import an example, and an example everything", () => {
    expect(lint("arrows", "packages/core/src/a.ts", 'import { x } from "@huntkit-examples/embed-auth";')).toHaveLength(1);
    expect(lint("arrows", "bench/src/a.ts", 'import { x } from "../../examples/embed-auth/src/serve.js";')).toHaveLength(1);
    expect(lint("arrows", "examples/embed-auth/src/a.ts", 'import { x } from "@huntkit/cli"; import { y } from "../../run-example.js";')).toEqual([]);
  });

  it("knows every package of the workspace, and each declares only allowed dependencies", () => {
    for (const folder of [...readdirSync(join(root, "packages")).map((name) => `packages/${name}`), "schemas", "query-library"]) {
      const allowed = (allowedImports as Record<string, string[] | "all">)[folder];
      expect(allowed, folder).toBeDefined();
      const file = join(root, folder, "package.json");
      if (!existsSync(file) || allowed === "all") continue;
      const declared = Object.keys((JSON.parse(readFileSync(file, "utf8")) as { dependencies?: Record<string, string> }).dependencies ?? {});
      const own = declared.filter((name) => name.startsWith("@huntkit/")).map((name) => name.slice("@huntkit/".length));
      expect(own.filter((name) => !allowed?.some((one) => one.split("/")[0] === name)), folder).toEqual([]);
    }
  });
});

describe("no-plain-error", () => {
  it("refuses plain errors and allows ours and rethrown ones", () => {
    expect(lint("no-plain-error", "packages/core/src/a.ts", 'throw new Error("x"); ')).toHaveLength(1);
    expect(lint("no-plain-error", "packages/core/src/a.ts", "throw TypeError(x)")).toHaveLength(1);
    expect(lint("no-plain-error", "packages/core/src/a.ts", "try { f() } catch (error) { throw error }")).toEqual([]);
    expect(lint("no-plain-error", "packages/core/src/a.ts", "throw new ParameterError({})")).toEqual([]);
  });
});

describe("no-secret-in-messages", () => {
  it("refuses values named like secrets in messages and logs", () => {
    expect(lint("no-secret-in-messages", "packages/auth/src/a.ts", "const x = { message: `bad ${clientSecret}` }")).toHaveLength(1);
    expect(lint("no-secret-in-messages", "packages/auth/src/a.ts", "console.log(`got ${result.accessToken}`)")).toHaveLength(1);
    expect(lint("no-secret-in-messages", "packages/auth/src/a.ts", "throw new E({ message: `got ${secret.reveal()}` })")).toHaveLength(1);
  });

  it("allows names of settings, and values outside messages", () => {
    expect(lint("no-secret-in-messages", "packages/auth/src/a.ts", "const x = { message: `set ${secretName} in ${settingPath}` }")).toEqual([]);
    expect(lint("no-secret-in-messages", "packages/auth/src/a.ts", "const header = `Bearer ${token}`")).toEqual([]);
  });
});

describe("no-bare-catch and kebab-file-names", () => {
  it("refuses a catch that ignores what it caught without a reason", () => {
    expect(lint("no-bare-catch", "packages/core/src/a.ts", "try { f() } catch { g() }")).toHaveLength(1);
    expect(lint("no-bare-catch", "packages/core/src/a.ts", "try { f() } catch { /* closed twice is fine */ }")).toEqual([]);
    expect(lint("no-bare-catch", "packages/core/src/a.ts", "try { f() } catch (error) { if (gone(error)) g(); }")).toEqual([]);
  });

  it("wants kebab-case names", () => {
    expect(lint("kebab-file-names", "packages/core/src/queryProvider.ts", "export {};")).toHaveLength(1);
    expect(lint("kebab-file-names", "packages/core/src/query-provider.test.ts", "export {};")).toEqual([]);
  });
});
