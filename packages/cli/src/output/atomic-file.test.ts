import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ParameterError } from "@huntkit/provider";
import { writeFileAtOnce } from "./atomic-file.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-cli-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("writeFileAtOnce", () => {
  it("puts the whole file in place", async () => {
    await writeFileAtOnce(join(folder, "a.csv"), async (stream) => void stream.write("whole"));
    expect(await readdir(folder)).toEqual(["a.csv"]);
    expect(await readFile(join(folder, "a.csv"), "utf8")).toBe("whole");
  });

  it("leaves nothing behind when writing fails, and keeps the file that was there", async () => {
    await writeFile(join(folder, "a.csv"), "before");
    const failure = new ParameterError({ code: "x", message: "x" });
    const failing = writeFileAtOnce(join(folder, "a.csv"), async (stream) => {
      stream.write("half");
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual(["a.csv"]);
    expect(await readFile(join(folder, "a.csv"), "utf8")).toBe("before");
  });

  it("says what to do if the place cannot be written", async () => {
    const none = async (): Promise<void> => undefined;
    await expect(writeFileAtOnce(join(folder, "no", "a.csv"), none)).rejects.toThrow(/its folder does not exist/);
    await expect(writeFileAtOnce(folder, none)).rejects.toThrow(/is a folder/);
  });
});
