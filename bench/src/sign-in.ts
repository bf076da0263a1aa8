import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createTokenSource } from "@huntkit/auth";
import { emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { median, report } from "./report.js";
import { runInTurns, runNode } from "./run-process.js";

const scopes = ["https://graph.microsoft.com/.default"];
const starts = 15;

/** What the built packages `auth` and `settings` cost until they are used: their import in a fresh process, against one that imports nothing. */
export function measureSignInImports(packages: string): void {
  for (const name of ["auth", "settings"]) {
    const url = pathToFileURL(join(packages, name, "dist", "index.js")).href;
    const timed = `const start = performance.now(); await import(${JSON.stringify(url)}); process.stdout.write(String(performance.now() - start));`;
    runNode(["--input-type=module", "-e", timed]);
    const inside = median(Array.from({ length: starts }, () => Number(runNode(["--input-type=module", "-e", timed]).output)));
    const whole = runInTurns(["--input-type=module", "-e", `await import(${JSON.stringify(url)})`], ["--input-type=module", "-e", "0"], starts);
    const detail = `whole process ${median(whole.first).toFixed(1)} ms, one that imports nothing ${median(whole.second).toFixed(1)} ms (medians of ${starts}, in turns)`;
    report({ name: `import-${name}`, value: inside, unit: "ms", target: 5, detail });
  }
}

/** The first token of a client secret over TLS on loopback, with all that is loaded for it, and one that is held already. */
export async function measureTokens(): Promise<void> {
  const emulator = await startEmulator();
  const { tenantId, clientId, clientSecret } = emulatorDefaults;
  const open = () => createTokenSource({ tenantId, clientId, clientSecret, loginUri: emulator.loginUri, caFile: emulator.caFile, environment: {} });
  try {
    const firsts = [];
    for (let count = 0; count < starts; count++) {
      const source = open();
      const start = performance.now();
      await source.getToken(scopes);
      firsts.push(performance.now() - start);
      await source.close();
    }
    const [cold = 0, ...warm] = firsts;
    report({ name: "first-token", value: cold, unit: "ms", target: 500, detail: `first of the process, MSAL and undici loaded in it; later sources ${median(warm).toFixed(1)} ms (median of ${warm.length})` });
    await measureCached(open());
  } finally {
    await emulator.close();
  }
}

async function measureCached(source: ReturnType<typeof createTokenSource>): Promise<void> {
  const times = 20_000;
  await source.getToken(scopes);
  const start = performance.now();
  for (let count = 0; count < times; count++) await source.getToken(scopes);
  report({ name: "cached-token", value: ((performance.now() - start) / times) * 1000, unit: "us", target: 50, detail: `mean of ${times.toLocaleString("en")} calls` });
  await source.close();
}
