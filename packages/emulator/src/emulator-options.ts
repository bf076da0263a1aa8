import type { EntraOptions } from "./entra/entra-options.js";
import type { TenantOptions } from "./directory/tenant-options.js";
import type { HuntingOptions } from "./hunting/hunting-options.js";
import type { CertifiedKey } from "./server/certificate-authority.js";
import type { EmulatorClock } from "./server/emulator-clock.js";
import type { RequestLogEntry } from "./server/request-log.js";
import type { EmulatorService } from "./server/emulator-service.js";

/** How to start the emulator. Everything has a default. */
export interface EmulatorOptions {
  /** The HTTPS port. Default: 0, any free one. Token caches have the port in their keys: give a fixed one to test those. */
  readonly port?: number;
  /** The time by which tokens, codes and secrets end. Default: the present time. TLS certificates go by the machine's clock. */
  readonly clock?: EmulatorClock;
  /** The authority that signs the server's certificate. Default: a new one. */
  readonly certificateAuthority?: CertifiedKey;
  /** Where the authority's certificate is written; the file stays. Default: a temporary file, removed by `close()`. */
  readonly caFile?: string;
  /** Default: one tenant with everything by default. */
  readonly tenants?: readonly TenantOptions[];
  /** How Entra ID behaves. */
  readonly entra?: EntraOptions;
  /** How the hunting services behave. */
  readonly hunting?: HuntingOptions;
  /** Further host names for the server's certificate, beyond loopback and the names of the real services. */
  readonly hosts?: readonly string[];
  /** Further services; asked after the built-in ones. */
  readonly services?: readonly EmulatorService[];
  /** Told of each request when its answer is known. */
  readonly onRequest?: (entry: RequestLogEntry) => void;
  /** Told of a fault of the emulator itself, which the client sees as a status 500. Default: a process warning. */
  readonly onDefect?: (error: unknown) => void;
}
