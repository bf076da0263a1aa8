/**
 * The comparisons of two values, and the directions of an order.
 * Source: Microsoft Learn, "String operators", "Numerical operators", "sort operator".
 */
export const kqlComparisons: ReadonlySet<string> = new Set([
  "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "<>",
  "has", "!has", "has_cs", "!has_cs", "hasprefix", "!hasprefix", "hasprefix_cs", "!hasprefix_cs", "hassuffix", "!hassuffix", "hassuffix_cs", "!hassuffix_cs",
  "contains", "!contains", "contains_cs", "!contains_cs", "startswith", "!startswith", "startswith_cs", "!startswith_cs", "endswith", "!endswith", "endswith_cs", "!endswith_cs",
  "in", "!in", "in~", "!in~", "has_any", "has_all", "matches regex", "asc", "desc",
]);
