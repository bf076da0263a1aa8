/** What the process ends with. */
export const exitCodes = Object.freeze({
  /** Everything went well. */
  ok: 0,
  /** A fault of huntkit, or a service that failed. */
  fault: 1,
  /** The user has to change something: the command line, a query, a file. */
  mistake: 2,
  /** Rows came, but some are missing. */
  partial: 3,
  /** Stopped by Ctrl-C. */
  cancelled: 130,
});
