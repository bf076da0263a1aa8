import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lintPaths } from "./lint-paths.js";
import { sarif } from "./write-sarif.js";

/** The schema that OASIS publishes for 2.1.0. */
const schemaFile = join(dirname(createRequire(import.meta.url).resolve("@microsoft/jest-sarif")), "schemas", "sarif-2.1.0-rtm.5.json");
const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<string, unknown>;
const { $schema: _draft, id: _id, ...rules } = schema; // written for an older draft, of which it uses nothing else
const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(rules);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-sarif-"));
  await writeFile(join(folder, "a b.kql"), "DeviceEvents\r\n| where Timestamp > ago(1d)\r\n| summarize makeset(ActionType)");
  await writeFile(join(folder, "broken.kql"), "DeviceEvents | tak 5");
  await writeFile(join(folder, "notes.yaml"), "metadata: { data_environments: [LogAnalytics], data_families: [F] }\nsources:\n  q:\n    args: { query: 'T | take 1' }\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("writes what the published schema of SARIF 2.1.0 takes, and that schema refuses what is wrong", async () => {
  const { findings } = await lintPaths([folder], { environment: "M365D" });
  const log = (await sarif(findings, folder)) as { runs: { results: { fixes?: unknown; level: string }[] }[] };
  expect([isValid(log), isValid.errors]).toEqual([true, null]);
  expect(new Set(log.runs[0]?.results.map(({ level }) => level))).toEqual(new Set(["note", "error"]));
  expect(log.runs[0]?.results.filter(({ fixes }) => fixes !== undefined)).toHaveLength(1);
  const wrong = structuredClone(log);
  (wrong.runs[0]?.results[0] as { level: string }).level = "grave";
  expect(isValid(wrong)).toBe(false);
});

it("points with rules, places and replacements at the right text", async () => {
  const { findings } = await lintPaths([join(folder, "a b.kql")], { environment: "M365D" });
  const log = (await sarif(findings, folder)) as { runs: { tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } }; results: unknown[] }[] };
  expect(log.runs[0]?.tool.driver.rules).toEqual([{ id: "HK105", shortDescription: { text: expect.stringMatching(/old names/i) } }]);
  expect(log.runs[0]?.results).toEqual([
    {
      ruleId: "HK105",
      ruleIndex: 0,
      level: "note",
      message: { text: expect.stringContaining("make_set()") },
      locations: [{ physicalLocation: { artifactLocation: { uri: "a%20b.kql" }, region: { startLine: 3, startColumn: 13, endColumn: 20 } } }],
      fixes: [
        {
          description: { text: expect.any(String) },
          artifactChanges: [
            {
              artifactLocation: { uri: "a%20b.kql" },
              replacements: [
                { deletedRegion: { startLine: 3, startColumn: 13, endColumn: 20 }, insertedContent: { text: "make_set" } },
                { deletedRegion: { startLine: 3, startColumn: 31, endColumn: 31 }, insertedContent: { text: ", 128" } },
              ],
            },
          ],
        },
      ],
    },
  ]);
});
