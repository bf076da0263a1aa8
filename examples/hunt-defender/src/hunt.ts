import { createQueryProvider, toMarkdown } from "@huntkit/core";
import { defenderDrivers } from "@huntkit/driver-defender";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadSettings } from "@huntkit/settings";

const [host = "ws-001", start = "-7d@d", end = "now"] = process.argv.slice(2);

// MSTICPYCONFIG, ./msticpyconfig.yaml or ~/.msticpy/msticpyconfig.yaml; secrets may lie in the environment or in Key Vault.
const settings = await loadSettings();

const provider = await createQueryProvider("M365DGraph", { drivers: defenderDrivers, queries: queryLibraryFolder });
try {
  await provider.connect(await settings.connectionArguments("MicrosoftDefender"));
  // In parts of a day each, so that the service cuts no rows away.
  const result = await provider.run("M365D.list_host_processes", { host_name: host, start, end, add_query_items: "| project Timestamp, DeviceName, FileName" }, { splitBy: "1d" });
  if (result.status === "complete") console.log(`${toMarkdown(result.table)}\nAll ${result.table.rowCount} rows.`);
  else {
    console.log(`${toMarkdown(result.partialTable)}\n${result.partialTable.rowCount} rows, and this is missing:`);
    for (const { timeRange, error, attempts } of result.missing) console.log(`- ${String(timeRange?.start)} to ${String(timeRange?.end)}: ${error.code} (asked ${attempts} times)`);
    process.exitCode = 3;
  }
} finally {
  await provider.close();
}
