import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** A parameter or an option has a value that cannot be used. Give another value. */
export class ParameterError extends HuntError {
  override readonly kind = "parameter";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
