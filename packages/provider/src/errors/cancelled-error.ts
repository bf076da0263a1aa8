import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** The caller stopped the work by its AbortSignal. */
export class CancelledError extends HuntError {
  override readonly kind = "cancelled";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
