import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Emulator, emulatorDefaults } from "../index.js";

/** One call of the official client. */
export interface KustoClientCall {
  readonly method: "execute" | "executeQueryV1" | "executeMgmt";
  readonly database?: string;
  readonly text: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly raw?: boolean;
}

/** What the client gave: tables by kind with their rows, the body as it came (`raw`), or its error. */
export interface KustoClientAnswer {
  readonly tables?: readonly { readonly name: string; readonly kind: string; readonly types: readonly string[]; readonly rows: readonly (readonly unknown[])[]; readonly first: Readonly<Record<string, unknown>> | undefined }[];
  readonly primary?: number;
  readonly raw?: unknown;
  readonly error?: { readonly message: string; readonly status?: number; readonly body?: unknown };
}

// As a program of a user's: the official packages, told of the CA by the environment.
const program = `
import { ClientSecretCredential } from "@azure/identity";
import { Client, ClientRequestProperties, KustoConnectionStringBuilder } from "azure-kusto-data";
const { origin, tenantId, clientId, clientSecret, calls } = JSON.parse(process.env.KUSTO_TEST);
const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, { authorityHost: origin, disableInstanceDiscovery: true });
const client = new Client(KustoConnectionStringBuilder.withTokenCredential(origin, credential));
const answers = [];
for (const { method, database = "Hunting", text, parameters, options, raw } of calls) {
  try {
    const properties = new ClientRequestProperties(options, parameters, "KNC.test;1");
    if (raw) properties.raw = true;
    const answer = await client[method](database, text, properties);
    if (raw) answers.push({ raw: answer });
    else answers.push({ primary: answer.primaryResults.length, tables: answer.tables.map((table) => ({ name: table.name, kind: table.kind, types: table.columns.map(({ type }) => type), rows: table._rows, first: table._rows.length > 0 ? table[0].toJSON() : undefined })) });
  } catch (error) {
    answers.push({ error: { message: error.message, status: error.response?.status, body: error.response?.data } });
  }
}
client.close();
process.stdout.write(JSON.stringify(answers));
process.exit(0);
`;

/** Runs calls with \`azure-kusto-data\` in a process that trusts the emulator's CA. */
export async function runKustoClient(emulator: Emulator, calls: readonly KustoClientCall[]): Promise<KustoClientAnswer[]> {
  const { tenantId, clientId, clientSecret } = emulatorDefaults;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: emulator.caFile, NO_PROXY: "127.0.0.1", KUSTO_TEST: JSON.stringify({ origin: emulator.origin, tenantId, clientId, clientSecret, calls }) };
  const cwd = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env, cwd, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as KustoClientAnswer[];
}
