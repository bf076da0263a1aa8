/** What the suite needs of a test runner. Vitest's and Jest's own functions fit. */
export interface ContractTools {
  readonly describe: (title: string, define: () => void) => unknown;
  readonly it: ContractIt;
  readonly expect: (value: unknown, message?: string) => ContractExpectation;
}

/** Declares one test; `skip` keeps its title visible in the report. */
export interface ContractIt {
  (title: string, test: () => Promise<void> | void): unknown;
  readonly skip: (title: string, test: () => Promise<void> | void) => unknown;
}

/** The checks that the suite makes. */
export interface ContractExpectation {
  toBe(expected: unknown): unknown;
  toEqual(expected: unknown): unknown;
  toBeGreaterThan(expected: number): unknown;
  toBeLessThan(expected: number): unknown;
}
