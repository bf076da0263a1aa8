import { fileURLToPath } from "node:url";
import { completeTable, createQueryProvider, toMarkdown } from "@huntkit/core";
import { localDriver } from "@huntkit/driver-local";
import { Office, rowsOf } from "./generated/queries.js";

const folder = (name: string): string => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const provider = await createQueryProvider("Local", { drivers: [localDriver], queries: [folder("queries")], connect: { path: folder("data") } });

try {
  // A typed function for each query: a wrong parameter does not compile, and each row has its columns.
  const found = await Office.office_children(provider, { start: "2026-07-01", end: "2026-07-03" });
  if (found.status === "complete") for (const row of rowsOf(found.table)) console.log(`${String(row.Timestamp)} ${row.DeviceName} ${row.AccountName}: ${row.ProcessCommandLine}`);

  // A text of your own. `completeTable` throws for a result that lacks rows.
  const counted = await provider.query("DeviceProcessEvents | summarize Starts = count(), Programs = dcount(FileName) by DeviceName | order by DeviceName asc");
  console.log(`\n${toMarkdown(completeTable(counted))}`);
} finally {
  await provider.close();
}
