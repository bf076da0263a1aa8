import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { filesUnder } from "./files-under.js";

let folder = "";
let outside = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "huntkit-files-"));
  outside = mkdtempSync(join(tmpdir(), "huntkit-outside-"));
});
afterEach(() => [folder, outside].forEach((path) => void rmSync(path, { recursive: true })));

function found(): { files: string[]; broken: string[] } {
  const broken: string[] = [];
  const files = filesUnder(folder, { fits: (name) => name.endsWith(".yaml"), onBroken: (path) => void broken.push(relative(folder, path)) });
  return { files: files.map((file) => relative(folder, file)), broken };
}

it("follows links to files and folders, also in circles, and tells links that lead nowhere", () => {
  mkdirSync(join(outside, "sub"));
  for (const name of ["one.yaml", "sub/two.yaml", "sub/three.txt"]) writeFileSync(join(outside, name), "");
  writeFileSync(join(folder, "own.yaml"), "");
  symlinkSync(folder, join(outside, "sub", "back"));
  symlinkSync(join(outside, "one.yaml"), join(folder, "link.yaml"));
  symlinkSync(join(outside, "sub"), join(folder, "shared"));
  symlinkSync(folder, join(folder, "circle"));
  symlinkSync(join(outside, "nothing"), join(folder, "gone.yaml"));
  symlinkSync(join(outside, "nothing"), join(folder, "gone.txt"));
  expect(found()).toEqual({ files: ["link.yaml", "own.yaml", "shared/two.yaml"], broken: ["gone.yaml"] });
});

it("gives a file of mounted configuration once, under its path without links", () => {
  mkdirSync(join(folder, "..2026_07_01"));
  writeFileSync(join(folder, "..2026_07_01", "hunts.yaml"), "");
  symlinkSync("..2026_07_01", join(folder, "..data"));
  symlinkSync("..data/hunts.yaml", join(folder, "hunts.yaml"));
  expect(found()).toEqual({ files: ["..2026_07_01/hunts.yaml"], broken: [] });
});
