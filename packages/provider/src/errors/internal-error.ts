import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** A fault of huntkit itself. Report it, with the message and the stack. */
export class InternalError extends HuntError {
  override readonly kind = "internal";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
