// Imports the local driver, runs one hunt over the folder that it is given, and prints the milliseconds from the start of the import to the rows.
const start = performance.now();
const { localDriver } = await import("@huntkit/driver-local");
const connection = await localDriver.connect({ path: process.argv[2] ?? "" });
const result = await connection.query("DeviceProcessEvents | where FileName =~ 'powershell.exe' | summarize n = count() by DeviceName | top 5 by n");
if (result.status === "complete" && result.table.rowCount > 0) process.stdout.write(String(performance.now() - start));
await connection.close();
