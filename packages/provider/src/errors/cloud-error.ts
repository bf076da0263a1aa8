import { HuntError, type HuntErrorOptions } from "./hunt-error.js";

/** The chosen cloud does not offer the service, or a host does not belong to the cloud. Choose another cloud or service. */
export class CloudError extends HuntError {
  override readonly kind = "cloud";

  constructor(options: HuntErrorOptions) {
    super(options);
  }
}
