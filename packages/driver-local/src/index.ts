export { localDriver } from "./driver/local-driver.js";
export type { LocalConnectOptions } from "./driver/local-connect-options.js";
export { isLocalConnection, type LocalCompileOptions, type LocalConnection, type LocalExplanation, type LocalQueryOptions } from "./driver/local-connection.js";
export type { LocalSchema } from "./tables/local-tables.js";
