export { type KqlType, kqlTypes, isKqlType } from "./values/kql-type.js";
export { KqlDateTime } from "./values/kql-datetime.js";
export { KqlTimeSpan } from "./values/kql-timespan.js";
export { KqlDecimal } from "./values/kql-decimal.js";
export { type KqlValue, type DynamicValue, exactInteger } from "./values/kql-value.js";
export { parseDynamic } from "./values/parse-dynamic.js";
export {
  TICKS_PER_MILLISECOND,
  TICKS_PER_SECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_HOUR,
  TICKS_PER_DAY,
  UNIX_EPOCH_TICKS,
  MAX_DATETIME_TICKS,
} from "./values/ticks.js";
export { type ResultColumn } from "./results/result-column.js";
export {
  type ResultTable,
  type ResultRow,
  tableFromRows,
  tableRows,
  tableObjects,
  tableColumn,
} from "./results/result-table.js";
export type {
  QueryResult,
  CompleteResult,
  PartialResult,
  ResultBase,
  ResultWarning,
  MissingPart,
  Visualization,
} from "./results/query-result.js";
export { HuntError, type HuntErrorOptions, type HuntErrorKind, isUserMistake } from "./errors/hunt-error.js";
export { attemptsOf, withAttempts } from "./errors/attempts.js";
export { ParameterError } from "./errors/parameter-error.js";
export { SettingError } from "./errors/setting-error.js";
export { SignInError } from "./errors/sign-in-error.js";
export { CloudError } from "./errors/cloud-error.js";
export { ServiceError } from "./errors/service-error.js";
export { CancelledError, type CancelledErrorOptions } from "./errors/cancelled-error.js";
export { InternalError } from "./errors/internal-error.js";
export { QueryError, type QueryErrorOptions, type QueryProblem } from "./errors/query-error.js";
export { UnsupportedError, type UnsupportedErrorOptions } from "./errors/unsupported-error.js";
export { QuotaError, type QuotaErrorOptions } from "./errors/quota-error.js";
export { DataError, TemplateError, type FileErrorOptions } from "./errors/file-error.js";
export { type TextPlace, textPlace, caretLines } from "./errors/text-place.js";
export { type TemplatePlace, templatePlaceText } from "./errors/template-place.js";
export type { TimeRange } from "./driver/time-range.js";
export type { ProgressEvent, ProgressListener } from "./driver/progress-event.js";
export type { DataSchema, TableSchema, TableColumn } from "./driver/data-schema.js";
export { type DriverCapabilities, defaultCapabilities } from "./driver/driver-capabilities.js";
export type { Driver, DriverConnection, DriverConnectOptions, DriverQueryOptions } from "./driver/driver.js";
export { defineDriver, type DriverDefinition } from "./driver/define-driver.js";
export type { QueryDialect, TextContext, CodeContext, StringForm } from "./dialect/query-dialect.js";
export { Secret } from "./secrets/secret.js";
export type { AccessToken, TokenRequestOptions, TokenSource } from "./secrets/token-source.js";
export type { SplitPlan, SplitRange, SplitOrderKey, SplitRefusal, SplitRequest } from "./dialect/split-plan.js";
