import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** The service failed or could not be reached. Try again later. */
export class ServiceError extends HuntError {
  override readonly kind = "service";

  constructor(options: HuntErrorOptions) {
    super({ retryable: true, ...options });
  }
}
