import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** A setting is missing, unreadable or contradicts another. Mend the settings. */
export class SettingError extends HuntError {
  override readonly kind = "setting";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
