import type { Authorization, AuthorizationNeed } from "../tokens/authorize.js";
import type { Directory } from "../directory/directory.js";
import type { EmulatorClock } from "./emulator-clock.js";
import type { ServiceRequest } from "./service-request.js";
import type { ServiceResponse } from "./service-response.js";

/**
 * One emulated service. The server asks the services in order; the first that matches handles the request. Faults, the
 * request log, gzip, `Date` and connection handling are the server's: a service only turns a request into an answer.
 *
 * A service that a new protocol needs goes into a folder of its own and is added to the list in `start-emulator.ts`, or by
 * `startEmulator({ services })`.
 */
export interface EmulatorService {
  /** The name, for `faults.add({ match: { service } })` and the request log: `entra`, `keyvault`, … */
  readonly name: string;
  /** Whether the service may be spoken to without TLS, on the listener for managed identity. Default: false. */
  readonly plain?: boolean;
  /** Whether a path is this service's. `host` is the name that the client spoke to, without the port. */
  match(path: string, host: string): boolean;
  /** Answers a request. May throw a {@link Refusal}, whose answer is sent; anything else is a fault of the emulator. */
  handle(request: ServiceRequest, context: ServiceContext): ServiceResponse | Promise<ServiceResponse>;
}

/** What the emulator offers its services. */
export interface ServiceContext {
  /** The time by which everything expires. */
  readonly clock: EmulatorClock;
  /** The tenants with their apps and users. */
  readonly directory: Directory;
  /** The address of the emulator itself: `https://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Checks the bearer token of a request: signature, time, tenant, audience, and roles or scopes. Writes no answer. */
  authorize(request: ServiceRequest, need: AuthorizationNeed): Promise<Authorization>;
}
