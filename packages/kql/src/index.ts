export {
  createKqlService,
  type Analysis,
  type AnalyzeOptions,
  type KqlService,
  type KqlServiceOptions,
} from "./create-kql-service.js";
export type { KqlFunction, KqlParameter } from "./catalog/schema-globals.js";
export type { KqlCompletion, KqlCompletions } from "./analysis/complete-query.js";
export { ownCodes, type KqlDiagnostic, type KqlSeverity } from "./analysis/kql-diagnostic.js";
export { defenderSchema, type DefenderSchemaOptions } from "./catalog/defender-schema.js";
export { kqlLintRules, withLintFix, type LintFinding } from "./lint/lint-query.js";
export type { LintEdit, LintFix, LintRule } from "./lint/lint-rule.js";
