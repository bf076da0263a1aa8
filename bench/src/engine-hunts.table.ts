/** An everyday hunt in KQL, and the same as a person would write it by hand for DuckDB. `P` and `N` stand for the Parquet files of the two tables. */
export interface EngineHunt {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
}

const from = "2026-07-03T00:00:00Z";
const day = `Timestamp >= TIMESTAMP '2026-07-03' AND Timestamp < TIMESTAMP '2026-07-04'`;

/** The 12 hunts. `has` by hand is the usual substring search first, then the bounds of the term. */
export const engineHunts: readonly EngineHunt[] = [
  { name: "count", kql: "DeviceProcessEvents | count", sql: "SELECT count(*) FROM P" },
  { name: "one file name", kql: "DeviceProcessEvents | where FileName == 'powershell.exe' | count", sql: "SELECT count(*) FROM P WHERE FileName = 'powershell.exe'" },
  { name: "file name, any case", kql: "DeviceProcessEvents | where FileName =~ 'PowerShell.exe' | count", sql: "SELECT count(*) FROM P WHERE lower(FileName) = 'powershell.exe'" },
  { name: "one day", kql: `DeviceProcessEvents | where Timestamp between (datetime(${from}) .. 1d) | count`, sql: `SELECT count(*) FROM P WHERE Timestamp >= TIMESTAMP '2026-07-03' AND Timestamp <= TIMESTAMP '2026-07-04'` },
  { name: "term in command line", kql: "DeviceProcessEvents | where ProcessCommandLine has 'encodedcommand' | count", sql: "SELECT count(*) FROM P WHERE contains(lower(ProcessCommandLine), 'encodedcommand') AND regexp_matches(lower(ProcessCommandLine), '(^|[^a-z0-9_])encodedcommand($|[^a-z0-9_])')" },
  { name: "substring", kql: "DeviceProcessEvents | where ProcessCommandLine contains 'mimi' | count", sql: "SELECT count(*) FROM P WHERE contains(lower(ProcessCommandLine), 'mimi')" },
  { name: "top file names", kql: "DeviceProcessEvents | summarize n = count() by FileName | top 10 by n", sql: "SELECT FileName, count(*) AS n FROM P GROUP BY FileName ORDER BY n DESC LIMIT 10" },
  { name: "devices by hour", kql: `DeviceProcessEvents | where Timestamp >= datetime(${from}) and Timestamp < datetime(2026-07-04) | summarize dcount(DeviceName) by bin(Timestamp, 1h)`, sql: `SELECT time_bucket(INTERVAL 1 HOUR, Timestamp) AS h, approx_count_distinct(DeviceName) FROM P WHERE ${day} GROUP BY h` },
  { name: "rare pairs", kql: "DeviceProcessEvents | summarize n = count(), Earliest = min(Timestamp) by DeviceName, FileName | where n < 5 | count", sql: "SELECT count(*) FROM (SELECT DeviceName, FileName, count(*) AS n, min(Timestamp) AS Earliest FROM P GROUP BY ALL) WHERE n < 5" },
  { name: "join of processes and connections", kql: `DeviceProcessEvents | where FileName == 'powershell.exe' and Timestamp >= datetime(${from}) and Timestamp < datetime(2026-07-04) | join kind=inner (DeviceNetworkEvents | where RemotePort == 445) on DeviceName, $left.ProcessId == $right.InitiatingProcessId | count`, sql: `SELECT count(*) FROM (SELECT * FROM P WHERE FileName = 'powershell.exe' AND ${day}) p JOIN (SELECT * FROM N WHERE RemotePort = 445) n ON p.DeviceName = n.DeviceName AND p.ProcessId = n.InitiatingProcessId` },
  { name: "rows, newest first", kql: "DeviceProcessEvents | where AccountName == 'user77' | project Timestamp, DeviceName, ProcessCommandLine | top 100 by Timestamp", sql: "SELECT Timestamp, DeviceName, ProcessCommandLine FROM P WHERE AccountName = 'user77' ORDER BY Timestamp DESC LIMIT 100" },
  { name: "many file names", kql: "DeviceProcessEvents | where FileName in~ ('cmd.exe', 'wscript.exe', 'mshta.exe', 'rundll32.exe') | summarize n = count() by DeviceName, FileName | where n > 100", sql: "SELECT DeviceName, FileName, count(*) AS n FROM P WHERE lower(FileName) IN ('cmd.exe', 'wscript.exe', 'mshta.exe', 'rundll32.exe') GROUP BY ALL HAVING n > 100" },
];
