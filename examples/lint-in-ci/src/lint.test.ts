import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExampleRun, runExample } from "../../run-example.js";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "huntkit-example-"))));
afterAll(() => rm(folder, { recursive: true }));

const lint = (...parameters: string[]): Promise<ExampleRun> => runExample(new URL("lint.ts", import.meta.url), { parameters, env: { SARIF_FILE: join(folder, "lint.sarif") } });

it("has nothing to say about the folder of queries", async () => {
  const { code, stdout } = await lint();
  expect([code, stdout]).toEqual([0, `0 findings; SARIF in ${join(folder, "lint.sarif")}\n`]);
});

it("annotates each finding at its place, writes SARIF, and fails the build", async () => {
  const { code, stdout } = await lint("src/__fixtures__/faulty.yaml");
  expect(stdout).toMatch(/^::error file=src\/__fixtures__\/faulty\.yaml,line=18,col=17::.*ActionTyp.*\(KS142\)$/m);
  expect(stdout).toMatch(/^::warning file=src\/__fixtures__\/faulty\.yaml,line=25,col=\d+::.*least.*\(unused-parameter\)$/m);
  expect(code).toBe(2);
  expect(JSON.parse(await readFile(join(folder, "lint.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
});
