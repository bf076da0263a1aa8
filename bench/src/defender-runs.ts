import { createQueryProvider, type QueryProvider } from "@huntkit/core";
import { CallLimiter, type DefenderConnectOptions, defenderDrivers, type DriverClock, m365dGraphDriver } from "@huntkit/driver-defender";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { Agent, request } from "undici";
import { median, report } from "./report.js";

/** Time that moves only when everything waits, to the end of the shortest wait. */
function simulatedClock(): DriverClock & { run(): Promise<void>; add(work: Promise<unknown>): void } {
  const waits: { readonly at: number; readonly resolve: () => void }[] = [];
  const works: Promise<unknown>[] = [];
  let now = 0;
  return {
    now: () => now,
    sleep: (milliseconds, signal) => new Promise((resolve, reject) => {
      waits.push({ at: now + milliseconds, resolve });
      signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    }),
    add: (work) => void works.push(work),
    async run() {
      let isDone = false;
      void Promise.all(works).then(() => (isDone = true));
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        waits.sort((left, right) => left.at - right.at);
        const next = waits.shift();
        if (!next) continue;
        now = Math.max(now, next.at);
        next.resolve();
      }
    },
  };
}

/** 1,000 calls through the limiter, against the ideal schedule of 45 calls in any minute. */
export async function measureLimiter(): Promise<void> {
  const [calls, perMinute] = [1000, 45];
  const clock = simulatedClock();
  const limiter = new CallLimiter({ callsPerMinute: perMinute, callsPerHour: 1500 }, clock);
  const starts: number[] = [];
  for (let call = 0; call < calls; call++)
    clock.add(limiter.acquire().then(async (done) => {
      starts.push(clock.now());
      await clock.sleep(200);
      done();
    }));
  await clock.run();
  const ideal = Math.floor((calls - 1) / perMinute) * 60_000 + 200;
  const took = Math.max(...starts) + 200;
  const throttled = starts.filter((start) => starts.filter((other) => other > start - 60_000 && other <= start).length > perMinute).length;
  report({ name: "defender-limiter", value: took / ideal, unit: "times the ideal schedule", target: 1.02, detail: `${calls} calls at ${perMinute} a minute: ${(took / 1000).toFixed(1)} s of simulated time against ${(ideal / 1000).toFixed(1)} s; ${throttled} calls beyond the limit` });
}

const tenants = Array.from({ length: 10 }, (_, index) => `${String(index).repeat(8)}-1111-4111-8111-111111111111`);

async function withEmulator(use: (emulator: Emulator) => Promise<void>): Promise<void> {
  const rows = Array.from({ length: 30 }, (_, day) => ({ Timestamp: new Date(Date.UTC(2026, 5, 1 + day, 12)).toISOString(), DeviceName: `d${day}` }));
  const emulator = await startEmulator({ tenants: tenants.map((id, index) => ({ id, domain: `t${index}.example`, data: { tables: { DeviceInfo: rows } } })), hunting: { callsPerMinute: 1e6, callsPerHour: 1e6 } });
  try {
    await use(emulator);
  } finally {
    await emulator.close();
  }
}

const optionsOf = (emulator: Emulator, tenantId: string): DefenderConnectOptions => ({ tenantId, clientId: emulatorDefaults.clientId, clientSecret: emulatorDefaults.clientSecret, loginUri: emulator.loginUri, apiUri: emulator.apiUri, caFile: emulator.caFile, environmentVariables: {}, callsPerMinute: 1e6, callsPerHour: 1e6 });
const firstTenant = tenants[0] ?? "";

/** A query of one row through the driver, against the same exchange by undici alone over a kept-alive connection. */
export async function measureOneRow(): Promise<void> {
  await withEmulator(async (emulator) => {
    const text = "DeviceInfo | take 1 | project DeviceName";
    const connection = await m365dGraphDriver.connect(optionsOf(emulator, firstTenant));
    const agent = new Agent({ connect: { ca: emulator.caPem } });
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: emulatorDefaults.clientId, client_secret: emulatorDefaults.clientSecret, scope: "https://graph.microsoft.com/.default" }).toString();
    const signedIn = await request(`${emulator.loginUri}/${firstTenant}/oauth2/v2.0/token`, { dispatcher: agent, method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: form });
    const { access_token: token } = (await signedIn.body.json()) as { readonly access_token: string };
    const bare = async (): Promise<void> => {
      const answer = await request(`${emulator.apiUri}/v1.0/security/runHuntingQuery`, { dispatcher: agent, method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "accept-encoding": "gzip" }, body: JSON.stringify({ Query: text }) });
      await answer.body.arrayBuffer();
    };
    const [through, alone]: [number[], number[]] = [[], []];
    for (let round = 0; round < 80; round++) {
      for (const [times, work] of [[through, async () => void (await connection.query(text))], [alone, bare]] as const) {
        const begun = performance.now();
        await work();
        if (round >= 20) times.push(performance.now() - begun);
      }
    }
    await connection.close();
    await agent.close();
    report({ name: "defender-one-row", value: median(through) - median(alone), unit: "ms over a bare exchange", target: 3, detail: `${median(through).toFixed(2)} ms through the driver, ${median(alone).toFixed(2)} ms by undici alone (medians of 60, TLS on loopback)` });
  });
}

const month = { start: "2026-06-01", end: "2026-07-01" };

/** What the service answers after 200 ms, without a query being run: what is measured is the driver and what is above it. */
function answerSlowly(emulator: Emulator): void {
  const body = { schema: [{ name: "DeviceName", type: "String" }], results: [{ DeviceName: "d" }] };
  emulator.faults.add({ match: { service: "hunting" }, times: Infinity, delayMilliseconds: 200, status: 200, contentType: "application/json", body });
}

const detail = (milliseconds: number, parts: number): string => `${milliseconds.toFixed(0)} ms for ${parts} parts of 200 ms, 4 at once for a tenant (median of 5, TLS on loopback)`;

/** 30 parts that the service answers after 200 ms, four at a time: ideally 8 rounds. */
export async function measureParts(): Promise<void> {
  await withEmulator(async (emulator) => {
    answerSlowly(emulator);
    const provider = await createQueryProvider("M365DGraph", { drivers: defenderDrivers, connect: optionsOf(emulator, firstTenant) });
    const took = await medianOfRuns(provider);
    report({ name: "defender-30-parts", value: took / 1600, unit: "times the ideal 1.6 s", target: 1.1, detail: detail(took, 30) });
  });
}

/** 10 tenants at once, 30 parts each: ideally as long as one. */
export async function measureTenants(): Promise<void> {
  await withEmulator(async (emulator) => {
    answerSlowly(emulator);
    const provider = await createQueryProvider("M365DGraph", { drivers: defenderDrivers });
    await provider.connectMany(Object.fromEntries(tenants.map((tenant) => [tenant, optionsOf(emulator, tenant)])));
    const took = await medianOfRuns(provider);
    report({ name: "defender-10-tenants", value: took / 1600, unit: "times the ideal 1.6 s", target: 1.1, detail: detail(took, 300) });
  });
}

async function medianOfRuns(provider: QueryProvider<DefenderConnectOptions>): Promise<number> {
  const run = async (): Promise<number> => (await provider.query("DeviceInfo | project DeviceName", { splitBy: "1d", timeRange: month, requireComplete: true })).durationMilliseconds;
  await run(); // signs in, opens connections, loads the parser
  const times = [await run(), await run(), await run(), await run(), await run()];
  await provider.close();
  return median(times);
}
