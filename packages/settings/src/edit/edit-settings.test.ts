import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editSettings, type SettingsEditor } from "./edit-settings.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-edit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "msticpyconfig.yaml");

async function edited(text: string, change: (editor: SettingsEditor) => void): Promise<string> {
  writeFileSync(file, text);
  const editor = await editSettings(file);
  change(editor);
  await editor.save();
  return readFileSync(file, "utf8");
}

/** Much that a writer of YAML would write another way: numbers, blanks, quotes, folds, flow, comments, indentation. */
const odd = `# top

DataProviders:
    MicrosoftDefender:   # the plain one
        # the tenant
        Args:
            TenantId:   'a'    # c
            ClientId: "b"


    Splunk: {Args: {port: 1e3,host: h  }}
Unknown:
  octal: 012
  long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
  list: [1,2,   3]
  items:
  - x
  -   y: 1
      z: 2
  yes: yes
  nothing: ~
  day: 2001-12-14
  folded: >-
     folded
     text
  escaped: "esc\\u0041"
  kept: |+
    text

Last:
`;
const args = "DataProviders.MicrosoftDefender.Args";

describe("all but the change stays as it is to the byte", () => {
  it.each<[string, (editor: SettingsEditor) => void, string, string]>([
    ["a value", (editor) => editor.set(`${args}.TenantId`, "new"), "TenantId:   'a'    # c", "TenantId: new    # c"],
    ["a value by a reference", (editor) => editor.set(`${args}.ClientId`, { KeyVault: "vault/name" }), `ClientId: "b"`, "ClientId:\n                KeyVault: vault/name"],
    ["a new value behind the others", (editor) => editor.set(`${args}.Cloud`, "gcc"), `ClientId: "b"`, `ClientId: "b"\n            Cloud: gcc`],
    ["a new section below one that is there", (editor) => editor.set("DataProviders.MicrosoftDefender-B.Args.TenantId", "t"), "host: h  }}", "host: h  }}\n    MicrosoftDefender-B:\n        Args:\n            TenantId: t"],
    ["a value in braces", (editor) => editor.set("DataProviders.Splunk.Args.host", "a, b"), "host: h  }", 'host: "a, b"  }'],
    ["a new value in braces", (editor) => editor.set("DataProviders.Splunk.Args.user", "u"), "host: h  }", "host: h, user: u  }"],
    ["a reference in braces", (editor) => editor.set("DataProviders.Splunk.Args.host", { EnvironmentVar: "H" }), "host: h  }", "host: { EnvironmentVar: H }  }"],
    ["a value instead of a section, whose comment stays", (editor) => editor.set("DataProviders.MicrosoftDefender.Args", "x"), `Args:\n            TenantId:   'a'    # c\n            ClientId: "b"`, "Args: x"],
    ["a value that must stand in quotes", (editor) => editor.set(`${args}.TenantId`, "yes"), "TenantId:   'a'    # c", 'TenantId: "yes"    # c'],
    ["a value of two lines", (editor) => editor.set(`${args}.TenantId`, "a\nb"), "TenantId:   'a'    # c", 'TenantId: "a\\nb"    # c'],
    ["a section where nothing stood", (editor) => editor.set("Last.Key", 1), "Last:", "Last:\n    Key: 1"],
    ["a section at the end", (editor) => editor.set("KeyVault.VaultName", "v"), "Last:\n", "Last:\nKeyVault:\n    VaultName: v\n"],
    ["without a value", (editor) => editor.unset(`${args}.ClientId`), `            ClientId: "b"\n`, ""],
    ["without a value and its comment", (editor) => editor.unset(`${args}.TenantId`), "            TenantId:   'a'    # c\n", ""],
    ["without the first in braces", (editor) => editor.unset("DataProviders.Splunk.Args.port"), "port: 1e3,host", "host"],
    ["without the last in braces", (editor) => editor.unset("DataProviders.Splunk.Args.host"), "1e3,host: h  }", "1e3  }"],
    ["without a section", (editor) => editor.unset("DataProviders.Splunk"), "    Splunk: {Args: {port: 1e3,host: h  }}\n", ""],
    ["without the only value", (editor) => editor.unset("DataProviders.MicrosoftDefender.Args"), `   # the plain one\n        # the tenant\n        Args:\n            TenantId:   'a'    # c\n            ClientId: "b"`, " {} # the plain one"],
  ])("%s", async (_title, change, before, after) => {
    expect(odd.split(before)).toHaveLength(2);
    const wanted = odd.replace(before, () => after);
    expect(await edited(odd, change)).toBe(wanted);
    const windows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(await edited(windows(odd), change)).toBe(windows(wanted));
  });

  it("also where nothing is changed, and after several changes that take each other back", async () => {
    expect(await edited(odd, () => undefined)).toBe(odd);
    const change = (editor: SettingsEditor): void => {
      editor.set("New.Deep.Value", "x");
      editor.set(`${args}.Cloud`, "gcc");
      editor.unset("New");
      editor.unset(`${args}.Cloud`);
    };
    expect(await edited(odd, change)).toBe(odd);
  });

  it("also without a line break at the end, and in a file of braces alone", async () => {
    expect(await edited("A:\n  b: 1", (editor) => editor.set("A.c", 2))).toBe("A:\n  b: 1\n  c: 2");
    expect(await edited("{A: {b: 1}}", (editor) => editor.set("A.c", [1, "x"]))).toBe("{A: {b: 1, c: [ 1, x ]}}");
    expect(await edited("A: {}\n", (editor) => editor.set("A.c", 2))).toBe("A: { c: 2 }\n");
  });
});

it("writes anew what cannot be changed in place, and means the same then", async () => {
  const anchored = "A: &x {b: 1}\nB: *x\nC:\n  <<: *x\n  d: 2\n? E\n: f\n";
  expect(parse(await edited(anchored, (editor) => editor.set("C.b", 3)), { merge: true })).toEqual({ A: { b: 1 }, B: { b: 1 }, C: { b: 3, d: 2 }, E: "f" });
  expect(parse(await edited(anchored, (editor) => editor.set("E", "g")), { merge: true })).toMatchObject({ E: "g" });
});

it.skipIf(process.getuid?.() !== 0)("leaves the file to its owner when root changes it (needs to be root)", async () => {
  writeFileSync(file, "A: 1\n");
  chownSync(file, 4711, 4712);
  const editor = await editSettings(file);
  editor.set("A", 2);
  await editor.save();
  expect(statSync(file)).toMatchObject({ uid: 4711, gid: 4712 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(file);
});

it("refuses a file of several documents, of which all but the first would be lost", async () => {
  writeFileSync(file, "A: 1\n---\nB: 2\n");
  await expect(editSettings(file)).rejects.toMatchObject({ code: "settings-yaml", message: expect.stringMatching(/line 2, column 1: .*several documents/) as string });
});

it("leaves each line that it does not change as it was, whatever is set or taken out", async () => {
  const keys = ["A", "B", "c d", "yes", "1"];
  const path = fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 });
  const leaf = fc.oneof(fc.constantFrom<string | number | boolean | null>("x", "a: b", "# x", "- y", "yes", "1e3", "", "two\nlines", " lead", "{", "é", 7, true, null), fc.string({ maxLength: 6 }));
  const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }), fc.dictionary(fc.constantFrom(...keys), leaf, { maxKeys: 2 }));
  const step = fc.record({ path, value: fc.option(value) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const text = await edited(odd, (editor) => {
        for (const { path: wanted, value: to } of steps)
          try {
            if (to === null) editor.unset(wanted.join("."));
            else editor.set(wanted.join("."), to);
          } catch (error) {
            expect(error).toMatchObject({ code: "setting-not-a-section" });
          }
      });
      expect(text.startsWith(odd)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
