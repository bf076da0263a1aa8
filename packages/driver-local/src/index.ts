export { localDriver } from "./driver/local-driver.js";
export type { LocalConnectOptions } from "./driver/local-connect-options.js";
export { isLocalConnection, type LocalCompileOptions, type LocalConnection, type LocalExplanation } from "./driver/local-connection.js";
