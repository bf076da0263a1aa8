import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { localDriver } from "@huntkit/driver-local";
import { importLogs } from "@huntkit/driver-local/import";
import { loadQueries } from "@huntkit/templates";
import { expect, it } from "vitest";
import { runLibrary } from "./__fixtures__/library-run.js";
import { queryLibraryFolder } from "./index.js";

const here = dirname(fileURLToPath(import.meta.url));
const shared = [process.env["HUNTKIT_SHARED"], join(here, "../../../shared")].find((folder) => folder !== undefined && existsSync(join(folder, "real-data/security-datasets")));
const recordings = join(shared ?? "", "real-data/security-datasets");
const values = {
  range: { start: "2019-01-01T00:00:00Z", end: "2023-01-01T00:00:00Z" },
  values: {
    host_name: "WORKSTATION5", process_identifier: "powershell.exe", file_path: "C:\\Windows", cmd_line: ["-enc"], ip_address: "172.18.39.5", url: "example", protocol: "Tcp", file_name: "updater.exe", path: "\\Temp\\",
    account_name: "pgustavo", file_hash: "da39a3ee5e6b4b0d3255bfef95601890afd80709", key_name: "Run", message_id: "m-1", mailbox: "a@b.example", app_name: "Contoso", timestamp: "2020-09-20T10:00:00Z",
  },
};

it.skipIf(shared === undefined)("every query of the library runs on recorded attacks with the local engine (skipped: HUNTKIT_SHARED is not there)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-library-recordings-"));
  try {
    await importLogs(readdirSync(recordings).filter((name) => /\.zip$/i.test(name)).map((name) => join(recordings, name)), { out: join(folder, "data") });
    const connection = await localDriver.connect({ path: join(folder, "data") });
    const templates = [...new Set((await loadQueries([queryLibraryFolder])).store.list().filter(({ template }) => template.environments.some((name) => /^M365D|^Local$/.test(name))).map(({ template }) => template))];
    const { rows, refused } = await runLibrary(templates, connection, values);
    await connection.close();
    const hits = [...rows].filter(([, count]) => count > 0).sort();
    process.stdout.write(`LIBRARY ON RECORDINGS: ${templates.length} queries, ${refused.length} refused, ${hits.length} with rows\n${hits.map(([name, count]) => `${name.padEnd(56)} ${count}`).join("\n")}\n`);
    expect(refused).toEqual([]);
    const attacks = ["dcsync", "lsass_access", "run_keys", "powershell_encoded_commands"].filter((hunt) => hits.some(([name]) => name.endsWith(`.${hunt}`)));
    expect(attacks).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);
