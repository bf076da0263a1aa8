import { fileLock } from "../cache/file-lock.js";

// Takes a lock, says so, and keeps it until it is killed.
const { path } = JSON.parse(process.argv[2] ?? "{}") as { path: string };
await fileLock(path).take();
process.stdout.write("held\n");
setInterval(() => undefined, 1000);
