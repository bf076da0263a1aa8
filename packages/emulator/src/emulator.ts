import { SettingError } from "@huntkit/provider";
import { emulatorDefaults } from "./directory/defaults.js";
import type { Directory } from "./directory/directory.js";
import type { DeviceCodes } from "./entra/device-codes.js";
import type { FaultList } from "./faults/fault-list.js";
import { identitySecret } from "./identity/identity-service.js";
import type { HuntingData, HuntingOptions } from "./hunting/hunting-options.js";
import type { CertifiedKey } from "./server/certificate-authority.js";
import type { EmulatorClock } from "./server/emulator-clock.js";
import { loopbackAddress } from "./server/listen.js";
import type { RequestLog } from "./server/request-log.js";
import { settingsYaml } from "./settings-yaml.js";
import { type BrowserSignIn, type SignInOutcome, signInLikeBrowser } from "./sign-in-like-browser.js";
import type { EmulatorParts } from "./start-emulator.js";

/** A running emulator. */
export interface Emulator {
  /** `https://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly port: number;
  /** The login host; an authority is this, a slash and a tenant. */
  readonly loginUri: string;
  /** The first vault of the first tenant. */
  readonly vaultUri: string;
  /** Where the hunting services are. */
  readonly apiUri: string;
  /** The certificate that clients must trust, PEM. */
  readonly caPem: string;
  /** A file with the same. */
  readonly caFile: string;
  /** The authority with its key, to start another emulator that the same clients trust. */
  readonly certificateAuthority: CertifiedKey;
  readonly clock: EmulatorClock;
  /** The tenants; what is not readonly in them may be changed at any time. */
  readonly directory: Directory;
  readonly faults: FaultList;
  readonly requests: RequestLog;
  readonly deviceCodes: DeviceCodes;
  readonly managedIdentity: ManagedIdentityEndpoints;
  /** The address of any vault, by name: the path prefix tells it from the others. */
  vaultUriOf(vaultName: string): string;
  /** Settings (YAML) for the first app of the first tenant. Holds its client secret, which is good for nothing else. */
  settingsYaml(): string;
  /** Plays browser and person: opens the address, fills in the forms, and delivers the outcome to the app's redirect address. */
  signIn(authorizeUrl: string, person?: BrowserSignIn): Promise<SignInOutcome>;
  /** Gives a tenant (default: the first) other tables to hunt in. */
  setData(data: HuntingData & { readonly tenant?: string }): Promise<void>;
  /** Changes how the hunting services behave; what is not named stays. */
  setHunting(options: HuntingOptions): void;
  /** Cuts all connections and frees the ports. */
  close(): Promise<void>;
}

/** Managed identity, spoken to without TLS. Each member holds the environment variables that a client needs. */
export interface ManagedIdentityEndpoints {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** For a virtual machine (IMDS). */
  readonly imdsEnvironment: Readonly<Record<"AZURE_POD_IDENTITY_AUTHORITY_HOST", string>>;
  /** For App Service and Functions. */
  readonly appServiceEnvironment: Readonly<Record<"IDENTITY_ENDPOINT" | "IDENTITY_HEADER", string>>;
}

/** @internal Puts the emulator together from what runs. */
export function createEmulator(running: EmulatorParts & { readonly origin: string; readonly port: number; readonly plainPort: number; readonly authority: CertifiedKey; readonly caFile: string; readonly close: () => Promise<void> }): Emulator {
  const { origin, context, authority, caFile } = running;
  const plainOrigin = `http://${loopbackAddress}:${running.plainPort}`;
  return {
    origin,
    port: running.port,
    loginUri: origin,
    vaultUri: origin,
    apiUri: origin,
    caPem: authority.certificatePem,
    caFile,
    certificateAuthority: authority,
    clock: context.clock,
    directory: context.directory,
    faults: running.faults,
    requests: running.log,
    deviceCodes: running.entra.state.deviceCodes,
    managedIdentity: {
      origin: plainOrigin,
      imdsEnvironment: { AZURE_POD_IDENTITY_AUTHORITY_HOST: plainOrigin },
      appServiceEnvironment: { IDENTITY_ENDPOINT: `${plainOrigin}/msi/token`, IDENTITY_HEADER: identitySecret },
    },
    vaultUriOf: (vaultName) => `${origin}/vaults/${vaultName.toLowerCase()}`,
    settingsYaml: () => settingsYaml({ origin, caFile, directory: context.directory }),
    signIn: (authorizeUrl, person = {}) => signInLikeBrowser(authorizeUrl, { username: emulatorDefaults.username, password: emulatorDefaults.password, ...person }, authority.certificatePem),
    setData: async ({ tenant, ...data }) => running.hunting.tables.set(tenantId(context.directory, tenant), data),
    setHunting: (options) => void (running.hunting.options = { ...running.hunting.options, ...options }),
    close: running.close,
  };
}

function tenantId(directory: Directory, wanted: string | undefined): string {
  const tenant = wanted === undefined ? directory.tenants[0] : directory.tenant(wanted);
  if (tenant) return tenant.id;
  throw new SettingError({ code: "emulator-tenant", message: `The emulator has no tenant ${wanted ?? "at all"}.` });
}
