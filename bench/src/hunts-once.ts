// Runs the 12 hunts over a folder, twice to warm up and three times for the clock, and prints the median time of each and the most memory of the process.
// The parameters: the folder, and a limit of memory, if there is one.
import { localDriver } from "@huntkit/driver-local";
import { engineHunts } from "./engine-hunts.table.js";
import { median } from "./report.js";

const [path = "", memoryLimit] = process.argv.slice(2);
const connection = await localDriver.connect({ path, ...(memoryLimit === undefined ? {} : { memoryLimit }) });
const milliseconds: number[] = [];
for (const { kql } of engineHunts) {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    await connection.query(kql);
    if (round > 1) times.push(performance.now() - begun);
  }
  milliseconds.push(median(times));
}
await connection.close();
process.stdout.write(JSON.stringify({ milliseconds, peakMegabytes: process.resourceUsage().maxRSS / 1000 }));
