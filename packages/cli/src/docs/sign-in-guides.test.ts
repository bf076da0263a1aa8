import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Emulator, emulatorDefaults, startEmulator } from "@huntkit/emulator";
import { connectionArgumentDefinition, connectionArgumentNames, loadSettings, validateSettings } from "@huntkit/settings";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { runInProcess } from "../../test/run-in-process.js";

const program = fileURLToPath(new URL("../../test/.readme/sign-in.ts", import.meta.url));
const { tenantId, clientId, clientSecret } = emulatorDefaults;
const secretSetting = "DataProviders-MicrosoftDefender-Args-ClientSecret";
let folder = "";
let emulator: Emulator;
let pages: Readonly<Record<"settings" | "sign-in", string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-guides-"));
  emulator = await startEmulator({ tenants: [{ domain: "contoso.example", vaults: [{ name: "hunting", secrets: { [secretSetting]: clientSecret } }] }] });
  const page = (name: string): Promise<string> => readFile(new URL(`../../../../docs/${name}.md`, import.meta.url), "utf8");
  pages = { settings: await page("settings"), "sign-in": await page("sign-in") };
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
  await rm(join(program, ".."), { recursive: true, force: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The blocks of a language in a page, in order. */
function blocks(page: keyof typeof pages, language: string): string[] {
  return [...pages[page].matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text = ""]) => text);
}

/** A command of a page: what is piped into it, and its words; the places for ids are filled in. */
function commandOf(line: string): { readonly piped: string | undefined; readonly words: string[] } {
  const filled = line.replace(/\s+#.*$/, "").replaceAll("client_id='…'", `client_id='${clientId}'`).replaceAll("tenant_id='…'", `tenant_id='${tenantId}'`).replaceAll("client_secret='…'", `client_secret='${clientSecret}'`).replace("--client …", `--client ${clientId}`);
  const [, piped, command = filled] = /^printf %s "([^"]*)" \| (.*)$/.exec(filled) ?? [];
  return { piped, words: [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(1) };
}

const settings = (): string => `DataProviders:
  MicrosoftDefender: { Args: { TenantId: ${tenantId}, ClientId: ${clientId}, ClientSecret: { EnvironmentVar: HUNT_SECRET }, LoginUri: "${emulator.loginUri}", ApiUri: "${emulator.apiUri}", CaFile: "${emulator.caFile}" } }
  MicrosoftDefender-Tenant1: { Args: { TenantId: ${tenantId}, ClientId: ${clientId}, ClientSecret: { KeyVault: ${secretSetting} }, LoginUri: "${emulator.loginUri}", ApiUri: "${emulator.apiUri}", CaFile: "${emulator.caFile}" } }
KeyVault: { VaultName: hunting, VaultUri: "${emulator.vaultUri}", TenantId: ${tenantId}, LoginUri: "${emulator.loginUri}", CaFile: "${emulator.caFile}", UseKeyring: false }
`;

it.each(["settings", "sign-in"] as const)("every command of docs/%s.md runs as it stands there", async (page) => {
  for (const [name, value] of Object.entries({ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret })) vi.stubEnv(name, value);
  const lines = blocks(page, "sh").flatMap((block) => block.trim().split("\n")).filter((line) => /huntkit/.test(line));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const { piped, words } = commandOf(line);
    await writeFile(join(folder, "msticpyconfig.yaml"), settings());
    // Where nobody sits at a terminal, options answer the questions; and the file must not be there yet.
    const answers = words.join(" ") === "config init" ? ["--config", join(folder, "new.yaml"), "--tenant", tenantId, "--client", clientId, "--sign-in", "device"] : [];
    const stdin = piped ?? (words.includes("--store") ? clientSecret : undefined);
    const { code, stderr } = await runInProcess([...words, ...answers], { cwd: folder, env: { NO_COLOR: "1", HUNT_SECRET: clientSecret }, ...(stdin === undefined ? {} : { stdin }) });
    expect([line, code, code === 0 ? "" : stderr]).toEqual([line, 0, ""]);
  }
});

it("the options of config init are those that docs/sign-in.md shows", async () => {
  const line = /`(huntkit config init --tenant[^`]*)`/.exec(pages["sign-in"])?.[1] ?? "";
  const { code, stderr } = await runInProcess([...commandOf(line).words, "--config", "shown.yaml"], { cwd: folder });
  expect([code, stderr]).toEqual([0, expect.stringContaining("Wrote") as string]);
});

it("the settings of docs/settings.md are valid, and mean what the page says", async () => {
  const [text = ""] = blocks("settings", "yaml");
  expect(await validateSettings(text, { environment: {} })).toEqual([]);
  const file = join(folder, "shown-settings.yaml");
  await writeFile(file, text);
  const read = await loadSettings({ path: file, environment: {} });
  expect(read.instances("MicrosoftDefender")).toEqual(["Default", "Tenant1"]);
  expect(await read.connectionArguments("MicrosoftDefender", { instance: "Tenant1" })).toMatchObject({ tenantId: "contoso.example", username: "hunter@contoso.example", delegatedAuth: true });
});

it("docs/sign-in.md names every environment variable that stands in for an argument", () => {
  for (const name of connectionArgumentNames) for (const variable of connectionArgumentDefinition(name).variables) expect(pages["sign-in"]).toContain(`\`${variable}\``);
});

/** A proxy that leads every host to the emulator, as if its names were those of the service. */
async function startProxy(targets: string[]): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer();
  const sockets = new Set<Socket>();
  server.on("connect", (request, socket: Socket) => {
    targets.push(request.url ?? "");
    const target = connect(emulator.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const one of [socket, target]) sockets.add(one.on("error", () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> => new Promise((resolve) => {
    for (const socket of sockets) socket.destroy();
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

it("the program of docs/sign-in.md runs as it stands there", async () => {
  const [source = ""] = blocks("sign-in", "ts");
  const targets: string[] = [];
  const proxy = await startProxy(targets);
  for (const [name, value] of Object.entries({ HUNT_SECRET: clientSecret, HTTPS_PROXY: proxy.address, https_proxy: proxy.address, NO_PROXY: "", no_proxy: "", NODE_EXTRA_CA_CERTS: emulator.caFile })) vi.stubEnv(name, value);
  const told: unknown[][] = [];
  vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => void told.push(values));
  try {
    await mkdir(join(program, ".."), { recursive: true });
    await writeFile(program, source);
    await import(program);
  } finally {
    await proxy.close();
  }
  expect(told).toEqual([[["ThreatHunting.Read.All"], expect.any(Date)]]);
  expect(new Set(targets)).toEqual(new Set(["login.microsoftonline.com:443"]));
});
