/**
 * The tabular operators that may follow a `|`.
 * Source: Microsoft Learn, "Tabular operators"; `SyntaxFacts` of Microsoft's language service 12.4.
 */
export const kqlOperators: ReadonlySet<string> = new Set([
  "as", "assert-schema", "consume", "count", "distinct", "evaluate", "extend", "facet", "filter", "find", "fork", "getschema",
  "graph-match", "graph-shortest-paths", "graph-to-table", "graph-mark-components", "graph-where-edges", "graph-where-nodes",
  "invoke", "join", "limit", "lookup", "make-graph", "make-series", "mv-apply", "mv-expand", "mvapply", "mvexpand", "order",
  "parse", "parse-kv", "parse-where", "partition", "partitioned-by", "project", "project-away", "project-by-names",
  "project-keep", "project-rename", "project-reorder", "project-smart", "reduce", "render", "sample", "sample-distinct", "scan",
  "search", "serialize", "sort", "summarize", "take", "top", "top-hitters", "top-nested", "union", "where",
]);
