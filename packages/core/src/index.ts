export * from "./outputs/index.js";
export { type FoundDriver, findDriver } from "./driver-registry.js";
export { didYouMean, nearestNames } from "./nearest-names.js";
