// Runs the built command on other versions of Node: node .config/scripts/smoke.mjs 22 24
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, install, root } from "./workspace.mjs";

install();
build();
const cli = join(root, "packages", "cli", "bin", "huntkit.js");
let passed = 0;
let failed = 0;

function check(version, title, parameters, expected, exitCode = 0) {
  const result = spawnSync("npx", ["-y", `node@${version}`, cli, ...parameters], { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  const output = `${result.stdout}${result.stderr}`;
  const good = result.status === exitCode && expected.test(output);
  if (good) passed++;
  else failed++;
  process.stdout.write(`${good ? "ok" : "FAILED"} node ${version}: ${title}\n`);
  if (!good) process.stdout.write(`exit ${result.status}\n${output}\n`);
}

const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ["24"];
const folder = mkdtempSync(join(tmpdir(), "huntkit-smoke-"));
for (const version of versions) {
  check(version, "lists queries", ["queries"], /list_host_processes/);
  check(version, "demo", ["demo", "--out", join(folder, version)], /[1-9]\d* rows?/);
  check(version, "runs KQL over the sample", ["kql", "DeviceProcessEvents | summarize Events = count()", "--path", join(folder, version), "--format", "json"], /"Events": ?\d{3,}/);
  check(version, "runs a template over the sample", ["run", "process_creations", "--process_identifier", "powershell.exe", "--start", "2000-01-01", "--end", "2100-01-01", "--path", join(folder, version), "--format", "csv"], /^"?Timestamp/m);
  check(version, "refuses a wrong query", ["kql", "DeviceProcessEvents | where Nope == 1", "--path", join(folder, version)], /Nope/, 2);
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\nsmoke: ${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
