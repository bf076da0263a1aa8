import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQueryProvider, loadQueryStore } from "@huntkit/core";
import { localDriver } from "@huntkit/driver-local";
import { kqlLintRules } from "@huntkit/kql";
import { tableColumn } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateModule } from "../codegen/generate-module.js";
import { lintPaths } from "../lint/lint-paths.js";
import { acceptedFormRows } from "./query-pages.js";

let guide = "";
let folder = "";
beforeAll(async () => {
  guide = await readFile(new URL("../../../../docs/templates.md", import.meta.url), "utf8");
  folder = await mkdtemp(join(tmpdir(), "huntkit-guide-"));
  await mkdir(join(folder, "queries"));
  await writeFile(join(folder, "queries", "own.yaml"), /```yaml\n([^]*?)```/.exec(guide)?.[1] ?? "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("docs/templates.md", () => {
  it("tells what each type accepts as the code does, and of every rule", () => {
    expect(guide).toContain(acceptedFormRows());
    for (const { code, severity } of kqlLintRules) expect(guide).toMatch(new RegExp(`^\\| \`${code}\` \\| ${severity} \\|`, "m"));
  });

  it("shows a file that lint has nothing to say about", async () => {
    expect((await lintPaths([folder], { environment: "M365D" })).findings).toEqual([]);
  });

  it("shows names that codegen gives", async () => {
    const { text } = await generateModule(await loadQueryStore(join(folder, "queries")));
    expect(text).toContain("export const Own = {");
    expect(text).toMatch(/ {2}office_children: query<ShapeableQuery<OfficeChildrenParameters, OfficeChildrenRow, "add_query_items">>/);
  });

  it("shows a query that finds the hit and leaves the near miss of its test", async () => {
    const events = [...guide.matchAll(/^ {4}(\{ Timestamp: .*\}),$/gm)].map((match) => (match[1] ?? "").replace(/(\w+):(?= ")/g, '"$1":'));
    expect(events).toHaveLength(2);
    await writeFile(join(folder, "DeviceProcessEvents.ndjson"), events.join("\n"));
    const provider = await createQueryProvider("Local", { drivers: [localDriver], queries: join(folder, "queries"), connect: { path: folder } });
    try {
      const result = await provider.run("Own.office_children", { start: "2026-07-01", end: "2026-07-02" });
      expect(result.status === "complete" && tableColumn(result.table, "DeviceName")).toEqual(["hit"]);
    } finally {
      await provider.close();
    }
  });
});
