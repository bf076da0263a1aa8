export * from "./outputs/index.js";
export { createQueryProvider, type QueryProviderOptions } from "./create-query-provider.js";
export type {
  ConnectOptionsOf,
  ListFilter,
  QueryProvider,
  RenderQueryOptions,
  RunQueryOptions,
  RunTextOptions,
} from "./query-provider.js";
export { type FoundDriver, findDriver } from "./driver-registry.js";
export { findQuery } from "./find-query.js";
export { limitRows } from "./limit-rows.js";
export {
  loadQueryStore,
  type LoadQueryStoreOptions,
  type QuerySource,
  type ReplacingSource,
  type SingleQuerySource,
} from "./load-query-store.js";
export { queryProblems } from "./query-problems.js";
export { renderTemplate, renderTemplateWithPlaces, type RenderTemplateOptions } from "./render-template.js";
export { readTimeWindow, type TimeInput, type TimeWindow } from "./time-window.js";
export { didYouMean, nearestNames } from "@huntkit/templates";
export { type CheckpointRequest, type Checkpoint, openCheckpoint } from "./checkpoint/open-checkpoint.js";
export type { PartStore, StoredPart } from "./checkpoint/part-store.js";
export type { MergeFunction, SplitMerge, SplitOptions } from "./split/split-options.js";
