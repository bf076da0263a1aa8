import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Emulator, EmulatorOptions, RequestLogEntry } from "@huntkit/emulator";
import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { exitCodes } from "../exit-codes.js";
import { shellWord } from "../terminal/shell-word.js";
import { visibleText } from "../visible-lines.js";

/** Options of `huntkit emulator`. */
export interface EmulatorCommandOptions {
  readonly port?: string;
  readonly out: string;
  readonly verbose?: boolean;
  /** The folder with the tables to hunt in. */
  readonly data?: string;
}

/** Runs the emulator until Ctrl-C; writes the CA certificate and settings that use it, and prints how. */
export async function emulatorCommand(options: EmulatorCommandOptions, surroundings: CommandSurroundings): Promise<number> {
  const { startEmulator, emulatorDefaults } = await import("@huntkit/emulator");
  const port = portNumber(options.port);
  const folder = resolve(surroundings.cwd, options.out);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new ParameterError({ code: "path-unwritable", message: `The folder ${options.out} cannot be made. Give another with --out.`, cause: error });
  });
  const onRequest = (entry: RequestLogEntry): void => void surroundings.stderr.write(requestLine(entry));
  const emulator = await startEmulator({ port, caFile: join(folder, "ca.pem"), ...tenants(options, surroundings), ...(options.verbose === true ? { onRequest } : {}) });
  try {
    const settingsFile = join(folder, "msticpyconfig.yaml");
    await writeFile(settingsFile, emulator.settingsYaml(), { mode: 0o600 });
    await chmod(settingsFile, 0o600); // one from an earlier run keeps its mode otherwise
    surroundings.stdout.write(explanation(emulator, { settingsFile, cwd: surroundings.cwd, person: emulatorDefaults, hunts: options.data !== undefined }));
    if (!surroundings.signal.aborted) await once(surroundings.signal, "abort");
  } finally {
    await emulator.close();
  }
  surroundings.stderr.write("The emulator has ended.\n");
  return exitCodes.ok;
}

function tenants({ data }: EmulatorCommandOptions, { cwd }: CommandSurroundings): Pick<EmulatorOptions, "tenants"> {
  if (data === undefined) return {};
  const path = resolve(cwd, data);
  if (existsSync(path)) return { tenants: [{ data: { path } }] };
  throw new ParameterError({ code: "path-missing", message: `There is no folder ${data}. Give one with tables; \`huntkit demo\` makes one.` });
}

function portNumber(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ParameterError({ code: "port-invalid", message: `--port takes a number from 0 to 65535, not "${text}".` });
}

interface Explained {
  readonly settingsFile: string;
  readonly cwd: string;
  /** Whether there are tables to hunt in. */
  readonly hunts: boolean;
  readonly person: { readonly username: string; readonly password: string };
}

function explanation(emulator: Emulator, { settingsFile, cwd, person, hunts }: Explained): string {
  const short = (path: string): string => shellWord(relative(cwd, path));
  const [tenant] = emulator.directory.tenants;
  const app = tenant?.apps[0];
  return `The emulator runs at ${emulator.origin}; only this machine can reach it. Ctrl-C ends it.

Settings (in ${short(settingsFile)}; the CA certificate is ${short(emulator.caFile)}):

${emulator.settingsYaml().replace(/^/gm, "  ").trimEnd()}

A person signs in as ${person.username} with the password ${person.password}; codes of devices are typed in at ${emulator.origin}/devicelogin.

In another terminal:

  export MSTICPYCONFIG=${shellWord(settingsFile)}
  huntkit connect
${hunts ? "  huntkit kql 'DeviceProcessEvents | summarize count() by DeviceName' --env M365DGraph\n" : ""}  curl --cacert ${shellWord(emulator.caFile)} ${emulator.loginUri}/${tenant?.id ?? ""}/oauth2/v2.0/token \\
    -d grant_type=client_credentials -d client_id=${app?.clientId ?? ""} \\
    -d client_secret=${app?.secrets[0]?.value ?? ""} -d scope=https://graph.microsoft.com/.default

${hunts ? kustoHelp(emulator, short) : ""}Managed identity, for programs started from that terminal:

  export AZURE_POD_IDENTITY_AUTHORITY_HOST=${emulator.managedIdentity.origin}
`;
}

function kustoHelp(emulator: Emulator, short: (path: string) => string): string {
  return `Kusto clients (docs/kusto.md): cluster ${emulator.origin}, database Hunting, and for Node

  export NODE_EXTRA_CA_CERTS=${short(emulator.caFile)}

`;
}

function requestLine({ service, method, path, status, form }: RequestLogEntry): string {
  const grant = form["grant_type"] === undefined ? "" : ` ${form["grant_type"]}`;
  return visibleText(`${service} ${method} ${path}${grant} ${status ?? "no answer"}\n`);
}
