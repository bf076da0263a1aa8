import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-import-"));
  try {
    const empty = join(folder, "empty.mjs");
    writeFileSync(empty, "");
    measureImports(packages, pathToFileURL(empty).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureImports(packages: string, empty: string): void {
  for (const name of ["auth", "settings"]) {
    const url = pathToFileURL(join(packages, name, "dist", "index.js")).href;
    const { first, second: alone } = importsInTurns(url, empty);
    const whole = runInTurns(["--input-type=module", "-e", `await import(${JSON.stringify(url)})`], ["--input-type=module", "-e", "0"], starts);
    const detail = `${median(alone).toFixed(1)} ms of it is what the first import of a process takes, measured with an empty module; whole process ${median(whole.first).toFixed(1)} ms, one that imports nothing ${median(whole.second).toFixed(1)} ms (medians of ${starts}, in turns)`;
    report({ name: `import-${name}`, value: median(first), unit: "ms", target: 5, detail });
  }
}

/** The milliseconds that each of two modules takes as the only import of a process, told by the process itself. */
function importsInTurns(first: string, second: string): { readonly first: number[]; readonly second: number[] } {
  const timed = (url: string) => {
    const program = `const start = performance.now(); await import(${JSON.stringify(url)}); process.stdout.write(String(performance.now() - start));`;
    return Number(runNode(["--input-type=module", "-e", program]).output);
  };
  timed(first);
  const runs = Array.from({ length: starts }, () => ({ first: timed(first), second: timed(second) }));
  return { first: runs.map((run) => run.first), second: runs.map((run) => run.second) };
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
