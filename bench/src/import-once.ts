// Imports one recording and prints milliseconds and the peak of memory as JSON.
import { importLogs } from "@huntkit/driver-local/import";

const [file = "", out = ""] = process.argv.slice(2);
const start = performance.now();
await importLogs([file], { out });
const milliseconds = performance.now() - start;
process.stdout.write(`${JSON.stringify({ milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`);
