import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { query, withFolder } from "./__fixtures__/import-records.js";
import { importLogs, type ImportReport } from "./index.js";

const here = dirname(fileURLToPath(import.meta.url));
const shared = [process.env["HUNTKIT_SHARED"], join(here, "../../../../../shared")].find((folder) => folder !== undefined && existsSync(join(folder, "real-data/security-datasets")));
const recordings = join(shared ?? "", "real-data/security-datasets");

async function importing(names: readonly string[], use: (report: ImportReport, sql: (text: string) => ReturnType<typeof query>) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const report = await importLogs(names.map((name) => join(recordings, name)), { out: folder + "/out" });
    await use(report, (text) => query(text.replace(/\{(\w+)\}/g, (_whole, table: string) => `read_parquet('${folder}/out/${table}.parquet')`)));
  });
}

describe.skipIf(shared === undefined)("recordings of the public collection (skipped: HUNTKIT_SHARED is not there)", () => {
  it("accounts for every event of all five files", async () => {
    const names = ["Microsoft365DefenderEvents.Zip", "covenant_psremoting_grunt.zip", "empire_mimikatz_logonpasswords.zip", "empire_persistence_registry_modification_run_keys_standard_user.zip", "empire_psexec_dcerpc_tcp_svcctl.zip"];
    await importing(names, async (report, sql) => {
      expect(report.files.map((file) => file.records)).toEqual([9, 4305, 6026, 40569, 4348]);
      const mapped = report.mappedEvents.reduce((sum, event) => sum + event.count, 0);
      const unmapped = report.unmappedEvents.reduce((sum, event) => sum + event.count, 0);
      expect(mapped + unmapped).toBe(4305 + 6026 + 40569 + 4348);
      expect([report.unknownRecords, report.badLines.total]).toEqual([0, 0]);
      expect(report.tables.reduce((sum, table) => sum + table.rows, 0)).toBe(mapped + 9);
      for (const table of report.tables) expect(await sql(`SELECT count(*)::INT AS n FROM {${table.table}}`)).toEqual([{ n: table.rows }]);
    });
  });

  it("finds the dumping of credentials, with the process that did it and its parent", async () => {
    await importing(["empire_mimikatz_logonpasswords.zip"], async (_report, sql) => {
      const rows = await sql("SELECT DISTINCT InitiatingProcessFileName, InitiatingProcessId, InitiatingProcessCommandLine LIKE '%-noP -sta -w 1 -enc%' AS encoded FROM {DeviceEvents} WHERE ActionType = 'OpenProcessApiCall' AND FileName = 'lsass.exe' AND InitiatingProcessFileName = 'powershell.exe'");
      expect(rows).toEqual([{ InitiatingProcessFileName: "powershell.exe", InitiatingProcessId: "1648", encoded: true }]);
    });
  });

  it("recovers process ids that one recording lost", async () => {
    await importing(["empire_psexec_dcerpc_tcp_svcctl.zip"], async (_report, sql) => {
      expect(await sql("SELECT count(*)::INT AS n, count(ProcessId)::INT AS ids FROM {DeviceProcessEvents}")).toEqual([{ n: 13, ids: 13 }]);
      expect(await sql("SELECT count(*)::INT AS n FROM {DeviceEvents} WHERE ActionType = 'ServiceInstalled' AND AdditionalFields LIKE '%\"ServiceName\":\"Updater\"%'")).toEqual([{ n: 2 }]);
    });
  });

  it("sorts rows of the real export into their tables", async () => {
    await importing(["Microsoft365DefenderEvents.Zip"], async (report, sql) => {
      expect(report.tables.map((table) => [table.table, table.rows])).toEqual([["CloudAppEvents", 2], ["DeviceEvents", 5], ["IdentityDirectoryEvents", 2]]);
      expect((await sql("SELECT Timestamp, ReportId, LogonId, AdditionalFields FROM {DeviceEvents} LIMIT 1"))[0]).toMatchObject({ Timestamp: "2021-08-02 13:11:39.7724491", ReportId: "113597" });
    });
  });

  it("gives the rows that were checked by hand against their raw events", async () => {
    const expected = JSON.parse(readFileSync(join(here, "__fixtures__/checked-rows.json"), "utf8")) as readonly { readonly recording: string; readonly where: string; readonly row: Readonly<Record<string, unknown>> }[];
    for (const { recording, where, row } of expected)
      await importing([recording], async (_report, sql) => expect((await sql(`SELECT * FROM ${where}`))[0]).toMatchObject(row));
  });
});
