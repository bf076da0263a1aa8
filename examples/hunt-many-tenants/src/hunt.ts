import { availableTable, createQueryProvider, toMarkdown } from "@huntkit/core";
import { defenderDrivers } from "@huntkit/driver-defender";
import { loadSettings } from "@huntkit/settings";

const text = process.argv[2] ?? "DeviceInfo | summarize Devices = dcount(DeviceId) by OSPlatform";

// Each section `MicrosoftDefender-<name>` of the settings is a tenant; the plain section is called Default.
const settings = await loadSettings();
const tenants = await Promise.all(settings.instances("MicrosoftDefender").map(async (instance) => [instance, await settings.connectionArguments("MicrosoftDefender", { instance })] as const));

const provider = await createQueryProvider("M365DGraph", { drivers: defenderDrivers, queries: [] });
try {
  await provider.connectMany(Object.fromEntries(tenants));
  const result = await provider.query(text);
  // Rows carry a column `Connection`. A tenant that fails does not stop the others, and is named.
  console.log(toMarkdown(availableTable(result)));
  if (result.status === "partial") {
    for (const { connection, error } of result.missing) console.log(`Missing: ${connection}: ${error.code}`);
    process.exitCode = 3;
  }
} finally {
  await provider.close();
}
