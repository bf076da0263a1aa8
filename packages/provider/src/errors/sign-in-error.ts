import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** Sign-in failed, ended, or lacks a permission. Sign in again or grant the permission that the message names. */
export class SignInError extends HuntError {
  override readonly kind = "sign-in";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
