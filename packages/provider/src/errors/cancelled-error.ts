import type { PartialResult } from "../results/query-result.js";
import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** What a {@link CancelledError} carries beyond the base. */
export interface CancelledErrorOptions extends HuntErrorOptions {
  /** The rows that had come until then, with the account of what is missing. */
  readonly partial?: PartialResult;
}

/** The caller stopped the work by its AbortSignal. */
export class CancelledError extends HuntError {
  override readonly kind = "cancelled";
  /** The rows that had come until then, with the account of what is missing; undefined if there were none. */
  readonly partial: PartialResult | undefined;

  constructor(options: CancelledErrorOptions) {
    super(options);
    this.partial = options.partial;
  }
}
