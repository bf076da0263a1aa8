const attempts = new WeakMap<object, number>();

/**
 * Notes on an error how many times the driver asked before it gave up, for the account of what is missing.
 * @returns the same error.
 */
export function withAttempts<Failure extends object>(error: Failure, count: number): Failure {
  attempts.set(error, count);
  return error;
}

/** How many times the driver asked before it gave up with this error; 1 if it did not say. */
export function attemptsOf(error: unknown): number {
  return (typeof error === "object" && error !== null ? attempts.get(error) : undefined) ?? 1;
}
