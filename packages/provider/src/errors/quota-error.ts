import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** What a {@link QuotaError} carries beyond the base. */
export interface QuotaErrorOptions extends HuntErrorOptions {
  /** Which quota: the number of calls, or the processor time allotted to the tenant. */
  readonly quota: "calls" | "cpu";
  /** Milliseconds after which the call may be made again, if the service said so. */
  readonly retryAfterMilliseconds?: number;
}

/** The service refused for a quota. Wait, then call again. */
export class QuotaError extends HuntError {
  override readonly kind = "quota";
  /** Which quota: the number of calls, or the processor time allotted to the tenant. */
  readonly quota: "calls" | "cpu";
  /** Milliseconds after which the call may be made again, if the service said so. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor(options: QuotaErrorOptions) {
    super({ retryable: true, ...options });
    this.quota = options.quota;
    this.retryAfterMilliseconds = options.retryAfterMilliseconds;
  }
}
