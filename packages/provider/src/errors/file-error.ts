import { HuntError, type HuntErrorOptions } from "./hunt-error.js";
import type { TextPlace } from "./text-place.js";

/** What an error about a file carries beyond the base. */
export interface FileErrorOptions extends HuntErrorOptions {
  /** The file's path, as the user gave it. */
  readonly file?: string;
  /** Where in the file. */
  readonly place?: TextPlace;
}

/** A data file or folder is missing, broken or of another form than its name says. Mend or replace it. */
export class DataError extends HuntError {
  override readonly kind = "data";
  /** The file's path, as the user gave it. */
  readonly file: string | undefined;
  /** Where in the file. */
  readonly place: TextPlace | undefined;

  constructor(options: FileErrorOptions) {
    super(options);
    this.file = options.file;
    this.place = options.place;
  }
}

/** A query file is wrong. Mend the file; `place` says where. */
export class TemplateError extends HuntError {
  override readonly kind = "template";
  /** The file's path, as the user gave it. */
  readonly file: string | undefined;
  /** Where in the file. */
  readonly place: TextPlace | undefined;

  constructor(options: FileErrorOptions) {
    super(options);
    this.file = options.file;
    this.place = options.place;
  }
}
