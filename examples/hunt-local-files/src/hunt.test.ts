import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { main } from "@huntkit/cli";
import { expect, it } from "vitest";
import { runExample } from "../../run-example.js";

it("prints what office applications started, and the counts", async () => {
  const { code, stdout, stderr } = await runExample(new URL("hunt.ts", import.meta.url));
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.split("\n").filter((line) => line.includes("ws-00"))).toEqual([
    "2026-07-01T08:58:40.5000000Z ws-001 anna: cmd.exe /c whoami /all",
    "2026-07-01T08:59:02.0000000Z ws-001 anna: powershell.exe -w hidden -File C:\\Users\\Public\\u.ps1",
    "| ws-001 | 3 | 3 |",
    "| ws-002 | 2 | 2 |",
  ]);
});

it("has the typed functions of its query files", async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const surroundings = { stdout, stderr, stdin: new PassThrough(), env: {}, cwd, now: () => new Date(0), signal: new AbortController().signal };
  const code = await main(["codegen", "queries", "--out", "src/generated/queries.ts", "--check"], surroundings);
  expect([code, String(stderr.read())]).toEqual([0, "src/generated/queries.ts is up to date: 1 query.\n"]);
});
