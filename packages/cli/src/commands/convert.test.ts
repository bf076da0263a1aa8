import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CommandSurroundings } from "../command-surroundings.js";
import { convertCommand } from "./convert.js";

const reference = `# kept
metadata:
  version: 1
  description: d
  data_environments: [M365D]
  data_families: [T]
defaults:
sources:
  q:
    description: d
    args:
      query: 'DeviceEvents | where DeviceName has "{host}"'
    parameters:
      host: { description: h, type: str }
`;
let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-convert-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

function surroundings(): CommandSurroundings & { readonly text: () => string } {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  return { stdout, stderr, stdin: new PassThrough(), env: {}, cwd: folder, now: () => new Date(0), signal: new AbortController().signal, text: () => String(stdout.read() ?? "") };
}

it("prints the converted file and leaves the file itself alone", async () => {
  await writeFile(join(folder, "a.yaml"), reference);
  const around = surroundings();
  expect(await convertCommand("a.yaml", {}, around)).toBe(0);
  const printed = around.text();
  expect(printed).toContain('has "{{host}}"');
  expect(printed).toContain("template_syntax: huntkit");
  expect(printed.startsWith("# kept\n")).toBe(true);
  expect(await readFile(join(folder, "a.yaml"), "utf8")).toBe(reference);
});

it("replaces the file with --write, and a second time changes nothing", async () => {
  await writeFile(join(folder, "a.yaml"), reference);
  await convertCommand("a.yaml", { write: true }, surroundings());
  const once = await readFile(join(folder, "a.yaml"), "utf8");
  expect(once).toContain("{{host}}");
  await convertCommand("a.yaml", { write: true }, surroundings());
  expect(await readFile(join(folder, "a.yaml"), "utf8")).toBe(once);
});

it("says so if the file is not there", async () => {
  await expect(convertCommand("none.yaml", {}, surroundings())).rejects.toMatchObject({ code: "path-unreadable" });
});
