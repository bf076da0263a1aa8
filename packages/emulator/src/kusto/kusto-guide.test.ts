import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { startEmulator } from "../index.js";

const here = dirname(fileURLToPath(import.meta.url));
const guide = readFileSync(join(here, "..", "..", "..", "..", "docs", "kusto.md"), "utf8");

it("the guide's program runs as it stands there", async () => {
  const rows = ["pc-1", "pc-1", "pc-2"].map((DeviceName) => ({ Timestamp: "2026-07-01T00:00:00Z", DeviceName, FileName: "PowerShell.exe" }));
  const emulator = await startEmulator({ tenants: [{ data: { tables: { DeviceProcessEvents: rows } } }] });
  try {
    const program = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: emulator.caFile, KUSTO_CLUSTER: emulator.origin, NO_PROXY: "127.0.0.1" };
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env, cwd: join(here, "..", "..") });
    expect(stdout.trim().split("\n").sort()).toEqual(["pc-1 2", "pc-2 1"]);
  } finally {
    await emulator.close();
  }
});
