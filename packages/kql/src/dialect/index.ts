export { kqlDialect } from "./kql-dialect.js";
export { kqlTokens } from "./kql-lexer.js";
export type { KqlToken, KqlTokenKind } from "./kql-token.js";
export { kqlOperators } from "./kql-operators.table.js";
export { kqlKeywords } from "./kql-keywords.table.js";
