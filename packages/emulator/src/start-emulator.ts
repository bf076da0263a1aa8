import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createDirectory } from "./directory/directory.js";
import { createTenant } from "./directory/create-tenant.js";
import type { TenantOptions } from "./directory/tenant-options.js";
import type { EntraSurroundings } from "./entra/entra-call.js";
import { createEntraService } from "./entra/entra-service.js";
import { createEntraState } from "./entra/entra-state.js";
import { createEmulator, type Emulator } from "./emulator.js";
import type { EmulatorOptions } from "./emulator-options.js";
import { WritableFaultList } from "./faults/fault-list.js";
import { createHuntingService, type HuntingState } from "./hunting/hunting-service.js";
import { TenantTables } from "./hunting/tenant-tables.js";
import { createIdentityService } from "./identity/identity-service.js";
import { createKustoService } from "./kusto/kusto-service.js";
import { createKeyVaultService } from "./keyvault/key-vault-service.js";
import { certifiedNames } from "./server/certified-names.table.js";
import { type CertifiedKey, createCertificateAuthority, createServerCertificate } from "./server/certificate-authority.js";
import type { EmulatorClock } from "./server/emulator-clock.js";
import type { EmulatorService, ServiceContext } from "./server/emulator-service.js";
import type { RequestHandling } from "./server/handle-request.js";
import { listenPlain, listenSecure, type Listener, loopbackAddress } from "./server/listen.js";
import { WritableRequestLog } from "./server/request-log.js";
import { authorize } from "./tokens/authorize.js";
import { createTokenKeys } from "./tokens/token-keys.js";

/**
 * Starts the emulator: one HTTPS listener on 127.0.0.1 for Entra ID, Key Vault and advanced hunting, and one without TLS for managed identity.
 * Without options there is one tenant with one app, one user and one vault ({@link emulatorDefaults}).
 * @throws {ServiceError} if the port is taken.
 * @throws {SettingError} if a given certificate authority, tenant or data folder cannot be used.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock: EmulatorClock = options.clock ?? { now: () => Date.now() };
  const authority = options.certificateAuthority ?? (await createCertificateAuthority());
  const certificate = await serverCertificate(authority, options.hosts ?? []);
  const closing = new AbortController();
  const origin = { text: "" };
  const parts = createParts(options, clock, origin);
  await setTables(parts, options.tenants);
  const handling: RequestHandling = { ...parts, signal: closing.signal, onDefect: options.onDefect ?? reportDefect };
  const secure = await listenSecure(options.port ?? 0, certificate, handling);
  origin.text = `https://${loopbackAddress}:${secure.port}`;
  const plain = await listenPlain(0, handling).catch((error: unknown) => closeAndThrow(secure, error));
  const file = await writeAuthority(authority, options.caFile);
  return createEmulator({
    origin: origin.text,
    port: secure.port,
    plainPort: plain.port,
    authority,
    caFile: file.path,
    ...parts,
    close: async () => {
      closing.abort();
      await Promise.all([secure.close(), plain.close()]);
      await parts.hunting.tables.close();
      await file.remove();
    },
  });
}

/** @internal What the listeners work on. */
export interface EmulatorParts {
  readonly context: ServiceContext;
  readonly entra: EntraSurroundings;
  readonly faults: WritableFaultList;
  readonly log: WritableRequestLog;
  readonly services: EmulatorService[];
  readonly hunting: HuntingState;
}

// The port, and with it the origin, is known only when the server listens.
function createParts(options: EmulatorOptions, clock: EmulatorClock, origin: { readonly text: string }): EmulatorParts {
  const directory = createDirectory((options.tenants ?? [{}]).map((tenant) => createTenant(tenant, clock.now())));
  const keys = createTokenKeys(clock);
  const state = createEntraState(options.entra ?? {}, { directory, clock });
  const entra: EntraSurroundings = {
    directory,
    clock,
    keys,
    state,
    get origin() {
      return origin.text;
    },
  };
  const context: ServiceContext = {
    directory,
    clock,
    authorize: (request, need) => authorize(request, need, { keys, directory }),
    get origin() {
      return origin.text;
    },
  };
  const hunting: HuntingState = { options: options.hunting ?? {}, tables: new TenantTables(clock) };
  const services = [createEntraService(entra), createKeyVaultService(), createIdentityService({ keys, lifetimeSeconds: state.options.accessTokenSeconds }), createHuntingService(hunting), createKustoService(hunting.tables), ...(options.services ?? [])];
  return { context, entra, services, hunting, faults: new WritableFaultList(), log: new WritableRequestLog(options.onRequest) };
}

async function setTables({ hunting, context }: EmulatorParts, tenants: readonly TenantOptions[] = []): Promise<void> {
  for (const [index, { data }] of tenants.entries()) {
    const tenant = context.directory.tenants[index];
    if (data && tenant) await hunting.tables.set(tenant.id, data);
  }
}

async function serverCertificate(authority: CertifiedKey, hosts: readonly string[]): Promise<{ readonly key: string; readonly cert: string }> {
  const made = await createServerCertificate(authority, { dns: [...certifiedNames, ...hosts], addresses: ["127.0.0.1", "::1"] });
  return { key: made.privateKeyPem, cert: `${made.certificatePem}\n${authority.certificatePem}\n` };
}

async function writeAuthority({ certificatePem }: CertifiedKey, wanted: string | undefined): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = wanted === undefined ? await mkdtemp(join(tmpdir(), "huntkit-emulator-")) : undefined;
  const path = folder === undefined ? resolve(wanted ?? "") : join(folder, "ca.pem");
  await writeFile(path, `${certificatePem}\n`);
  return { path, remove: async () => (folder === undefined ? undefined : rm(folder, { recursive: true, force: true })) };
}

async function closeAndThrow(listener: Listener, error: unknown): Promise<never> {
  await listener.close();
  throw error;
}

// A defect must be seen even if nobody listens for it.
function reportDefect(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
