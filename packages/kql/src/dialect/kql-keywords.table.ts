/**
 * Words that KQL keeps for itself somewhere, so that a name spelled like one is written in brackets to be safe everywhere.
 * Source: `SyntaxFacts.GetKindsWithFixedText` of Microsoft's language service 12.4, and its boolean literals.
 */
export const kqlKeywords: ReadonlySet<string> = new Set([
  "FALSE", "False", "TRUE", "True", "__contextual_datatable", "__crossCluster", "__crossDB", "__executeAndCache", "__id",
  "__isFuzzy", "__noWithSource", "__packedColumn", "__partitionby", "__projectAway", "__sourceColumnIndex", "access",
  "accumulate", "alias", "and", "anomalychart", "areachart", "as", "asc", "bagexpansion", "barchart", "best_effort", "between",
  "bin", "bin_legacy", "bool", "boolean", "by", "byte", "cachingpolicy", "callout", "cancel", "card", "char", "columnchart",
  "consume", "contains", "contains_cs", "containscs", "count", "cycles", "database", "dataexport", "dataformat", "datascope",
  "datatable", "date", "datetime", "datetime_pattern", "decimal", "declare", "decodeblocks", "default", "desc", "distinct",
  "double", "dynamic", "earliest", "edges", "encodingpolicy", "endswith", "endswith_cs", "entity_group", "evaluate",
  "expandoutput", "extend", "extent_tags_retention", "external_data", "externaldata", "facet", "false", "filter", "find",
  "first", "flags", "float", "force_remote", "fork", "from", "getschema", "graph", "guid", "harddelete", "hardretention",
  "has", "has_all", "has_any", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs", "hotcache", "id", "in",
  "inline_external_table", "int", "int16", "int32", "int64", "int8", "invoke", "isfuzzy", "join", "journal", "kind",
  "ladderchart", "last", "latest", "let", "like", "likecs", "limit", "linechart", "long", "lookup", "matches", "materialize",
  "mdm", "missing", "mvapply", "mvexpand", "nodes", "nooptimization", "notcontains", "notcontainscs", "notlike", "notlikecs",
  "null", "nulls", "of", "on", "optional", "or", "order", "others", "output", "pack", "parse", "partition", "pathformat",
  "pattern", "piechart", "pivotchart", "plotly", "print", "project", "queries", "query_parameters", "query_results", "range",
  "real", "reduce", "regex", "relaxed", "render", "restrict", "restricted_view_access", "row_level_security", "rowstore",
  "rowstore_references", "rowstore_sealinfo", "rowstorepolicy", "rowstores", "sample", "scan", "scatterchart", "seal", "seals",
  "search", "serialize", "set", "shards", "simple", "softdelete", "softretention", "sort", "sql", "stackedareachart",
  "startswith", "startswith_cs", "statistics", "step", "storedqueryresultcontainers", "string", "summarize", "tablepurge",
  "take", "time", "timechart", "timeline", "timepivot", "timespan", "title", "to", "top", "toscalar", "totable", "treemap",
  "true", "typeof", "uint", "uint16", "uint32", "uint64", "uint8", "ulong", "union", "uniqueid", "unrestrictedviewers", "uuid",
  "verbose", "view", "viewers", "views", "where", "with", "with_itemindex", "with_match_id", "with_node_id", "with_source",
  "with_step_name", "withsource", "writeaheadlog",
]);
