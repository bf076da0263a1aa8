import { HuntError, type HuntErrorOptions } from "./hunt-error.js";
import type { TemplatePlace } from "./template-place.js";
import type { TextPlace } from "./text-place.js";

/** What an {@link UnsupportedError} carries beyond the base. */
export interface UnsupportedErrorOptions extends HuntErrorOptions {
  /** The name of the construct that is not supported, for example `make-series` or `series_fir()`. */
  readonly construct: string;
  /** Where it stands in the query text. */
  readonly place?: TextPlace;
  /** The query text. */
  readonly query?: string;
  /** Where it stands in the template that the text was made from. */
  readonly template?: TemplatePlace;
}

/** The query is right, but this driver cannot run a construct in it. Say it differently, or use another driver. */
export class UnsupportedError extends HuntError {
  override readonly kind = "unsupported";
  /** The name of the construct. */
  readonly construct: string;
  /** Where it stands in the query text. */
  readonly place: TextPlace | undefined;
  /** The query text. */
  readonly query: string | undefined;
  /** Where it stands in the template that the text was made from; undefined for a text that was not made from one. */
  readonly template: TemplatePlace | undefined;

  constructor(options: UnsupportedErrorOptions) {
    super(options);
    this.construct = options.construct;
    this.place = options.place;
    this.query = options.query;
    this.template = options.template;
  }
}
