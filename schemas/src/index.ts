export type {
  DefenderColumn,
  DefenderColumnType,
  DefenderEnvironment,
  DefenderFunction,
  DefenderFunctionParameter,
  DefenderSchemaData,
  DefenderTable,
} from "./defender-types.js";
export {
  defenderEnvironments,
  defenderEnvironmentNamed,
  defenderSchemaData,
  defenderSchemaFile,
  defenderTables,
} from "./defender-schema.js";
