import { ServiceError } from "@huntkit/provider";
import type { ServiceResponse } from "./service-response.js";

/** Thrown inside a service to end a request with an error answer; the server sends the answer and logs nothing. */
export class Refusal extends ServiceError {
  /** What the client gets. */
  readonly response: ServiceResponse;

  constructor(response: ServiceResponse) {
    super({ code: "emulator-refusal", message: `The emulator answers with status ${response.status}.`, retryable: false });
    this.response = response;
  }
}
