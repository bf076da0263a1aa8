import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver } from "@huntkit/driver-local";
import { generateSample } from "@huntkit/driver-local/sample";
import { loadQueries, type ParameterValue, type QueryTemplate } from "@huntkit/templates";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runLibrary } from "./__fixtures__/library-run.js";
import { queryLibraryFolder } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-library-sample-"));
const range = { start: "2026-07-01T00:00:00Z", end: "2026-07-09T00:00:00Z" };
/** What the attack of the sample leaves, for parameters without an example. */
const values: Readonly<Record<string, ParameterValue>> = {
  host_name: "ws-001", process_identifier: "powershell.exe", file_path: "C:\\Users", cmd_line: ["-enc"], ip_address: "203.0.113.66", url: "cdn-telemetry-sync", protocol: "Tcp",
  file_name: "updater.exe", path: "\\Downloads\\", account_name: "dana.reyes", file_hash: "da39a3ee5e6b4b0d3255bfef95601890afd80709", key_name: "Run", message_id: "m-1", mailbox: "dana.reyes@tailspin.example",
  app_name: "Contoso", timestamp: "2026-07-06T10:00:00Z",
};

/** An alert in the form of Defender for Endpoint, with every column of its table. */
const alert = {
  AlertId: "a1", Timestamp: "2026-07-06T10:00:00Z", DeviceId: "d1", DeviceName: "ws-001.tailspin.example", Severity: "High", Category: "Execution", Title: "Suspicious PowerShell", FileName: "powershell.exe",
  SHA1: "da39a3ee5e6b4b0d3255bfef95601890afd80709", RemoteUrl: "cdn-telemetry-sync.example", RemoteIP: "203.0.113.66", AttackTechniques: "[]", ReportId: 1, Table: "DeviceProcessEvents",
};

let templates: QueryTemplate[];
let connection: Awaited<ReturnType<typeof localDriver.connect>>;
beforeAll(async () => {
  await generateSample({ out: folder, date: "2026-07-08" });
  // Only Defender for Endpoint serves this table; for other queries it would not be there.
  writeFileSync(join(folder, "DeviceAlertEvents.ndjson"), JSON.stringify(alert));
  templates = [...new Set((await loadQueries([queryLibraryFolder])).store.list().map(({ template }) => template))];
  connection = await localDriver.connect({ path: folder });
});
afterAll(async () => {
  await connection.close();
  rmSync(folder, { recursive: true, force: true });
});

it("every query of the library runs on the sample week with the local engine", async () => {
  const { rows, refused, lines } = await runLibrary(templates, connection, { range, values });
  process.stdout.write(`LIBRARY ON THE SAMPLE: ${templates.length} queries, ${refused.length} refused\n${lines.join("\n")}\n`);
  expect(refused).toEqual([]);
  expect(rows.size).toBeGreaterThan(120);
  for (const name of ["M365D.list_host_processes", "M365D.process_creations", "M365D.ip_connections", "M365D.url_connections", "M365D.user_logons", "M365D.list_file_events_for_host"]) expect(rows.get(name), name).toBeGreaterThan(0);
}, 180_000);
