export { runDriverContract } from "./contract/run-driver-contract.js";
export type { DriverContractOptions, DriverContractQueries } from "./contract/driver-contract-options.js";
export type { ContractExpectation, ContractIt, ContractTools } from "./contract/contract-tools.js";
export { valueFits } from "./contract/value-fits.js";
export { createFakeDriver, type FakeAnswer, type FakeCall, type FakeDriver, type FakeDriverOptions } from "./fakes/fake-driver.js";
export { createTestClock, type TestClock } from "./fakes/test-clock.js";
export { completeRows } from "./result-rows.js";
