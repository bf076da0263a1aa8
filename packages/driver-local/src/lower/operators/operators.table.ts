/** How the engine stands to a tabular operator or a plug-in. */
export interface OperatorSupport {
  /** `SQL`: becomes SQL; `stage`: run outside of SQL or written out as other operators; `refused`: an error that names the place. */
  readonly how: "SQL" | "stage" | "refused";
  /** The rules that it follows, by number. */
  readonly rules?: readonly number[];
  /** What is refused of it, or why it is refused as a whole, as a sentence. */
  readonly note?: string;
  /** A query that uses it; one that is refused is refused for it. */
  readonly example: string;
}

const rows = "datatable(a:long, b:string)[1, 'x', 2, 'y']";
const graph = `${rows} | project s = b, t = b, a | make-graph s --> t with_node_id=n`;
const times = "datatable(t:datetime, v:long, k:string)[datetime(2026-01-01), 1, 'x']";
const service = "It asks a service or another process, and the engine reaches nothing outside of its folder.";
const implementation = "What it gives depends on the service's own implementation, which is not documented.";

function sql(example: string, rules: readonly number[] = [], note?: string): OperatorSupport {
  return { how: "SQL", example, rules, ...(note === undefined ? {} : { note }) };
}

function stage(example: string, rules: readonly number[] = [], note?: string): OperatorSupport {
  return { how: "stage", example, rules, ...(note === undefined ? {} : { note }) };
}

function refused(example: string, note: string): OperatorSupport {
  return { how: "refused", example, note };
}

/** Tabular operators and sources by KQL's names. Each operator of the catalogue is here; a test runs each example. */
export const operatorSupport: Readonly<Record<string, OperatorSupport>> = Object.freeze({
  as: sql(`${rows} | as T | count`),
  "assert-schema": sql(`${rows} | assert-schema (a:long, b:string)`),
  consume: sql(`${rows} | consume`),
  count: sql(`${rows} | count`, [11]),
  datatable: sql(rows, [35]),
  "declare pattern": sql("declare pattern P = (a:string) { ('x') = { print 1 }; }; P('x')", [317]),
  "declare query_parameters": sql("declare query_parameters(p:long = 1); print p"),
  distinct: sql(`${rows} | distinct a`, [12]),
  evaluate: stage(`${rows} | evaluate narrow()`, [], "Plug-ins are listed below."),
  extend: sql(`${rows} | extend c = a + 1`, [3]),
  externaldata: stage("externaldata(a:string) ['Unused.csv']", [63], "Only files of the folder, and of folders that the user allows."),
  facet: sql(`${rows} | facet by a`),
  filter: sql(`${rows} | filter a > 1`, [2]),
  find: sql("find a == 1", [65]),
  fork: sql(`${rows} | fork (count) (take 1)`),
  getschema: sql(`${rows} | getschema`, [36]),
  "graph-mark-components": stage(`${graph} | graph-mark-components | graph-to-table nodes`, [314]),
  "graph-match": stage(`${graph} | graph-match (x)-[e*1..2]->(y) project x.n, y.n`, [312, 313, 319], "Nodes or edges as a whole are refused."),
  "graph-shortest-paths": stage(`${graph} | graph-shortest-paths (x)-[e*1..2]->(y) project x.n, y.n`, [315]),
  "graph-to-table": stage(`${graph} | graph-to-table edges`, [316]),
  "graph-where-edges": refused(`${graph} | graph-where-edges a > 1 | graph-to-table edges`, "It is not documented, and the language service does not know the properties there. Filter the edges before make-graph."),
  "graph-where-nodes": refused(`${graph} | graph-where-nodes n == 'x' | graph-to-table nodes`, "It is not documented, and the language service does not know the properties there. Filter the tables before make-graph."),
  invoke: sql(`let f = (T:(a:long)) { T | count }; ${rows} | invoke f()`),
  join: sql(`${rows} | join kind=inner (${rows}) on a`, [13, 14, 15, 16, 17, 18]),
  let: sql("let x = 1; print x", [37, 38]),
  limit: sql(`${rows} | limit 1`, [9]),
  lookup: sql(`${rows} | lookup (${rows} | project a, c = b) on a`, [19]),
  "make-graph": stage(`${graph} | graph-to-table nodes`, [310]),
  "make-series": sql(`${times} | make-series n = count() on t from datetime(2026-01-01) to datetime(2026-01-03) step 1d`, [250, 251, 252, 253]),
  materialize: sql(`let T = materialize(${rows}); T | count`, [37]),
  "mv-apply": sql(`${rows} | mv-apply c = range(1, a) to typeof(long) on (summarize sum(c))`, [47]),
  "mv-expand": sql(`${rows} | mv-expand c = range(1, a)`, [22, 23, 24, 25, 26]),
  order: sql(`${rows} | order by a`, [7]),
  parse: sql(`${rows} | parse b with 'x' c`, [27, 28, 29, 30, 31, 32]),
  "parse-kv": sql("print x = 'a=1' | parse-kv x as (a:long) with (pair_delimiter=',', kv_delimiter='=')", [52]),
  "parse-where": sql(`${rows} | parse-where b with 'x' c`, [27, 29]),
  partition: sql(`${rows} | partition by a (take 1)`, [48]),
  "partitioned-by": stage(`${rows} | make-graph a --> a with_node_id=n partitioned-by b (graph-match (x)-->(y) project x.n)`, [318]),
  print: sql("print 1", [33]),
  project: sql(`${rows} | project a`, [3]),
  "project-away": sql(`${rows} | project-away a`),
  "project-by-names": sql(`${rows} | project-by-names 'a'`),
  "project-keep": sql(`${rows} | project-keep a`),
  "project-rename": sql(`${rows} | project-rename c = a`),
  "project-reorder": sql(`${rows} | project-reorder b, a`),
  range: sql("range x from 1 to 3 step 1", [34]),
  reduce: stage(`${rows} | reduce by b`, [69], "Groups can differ from the service's: results are marked with a warning."),
  render: sql(`${rows} | render barchart`),
  sample: sql(`${rows} | sample 1`, [49]),
  "sample-distinct": sql(`${rows} | sample-distinct 1 of a`, [49]),
  scan: stage(`${rows} | sort by a asc | scan declare (c:long = 0) with (step s: true => c = s.c + a; )`, [59], "The state knows arithmetic, comparisons and a few functions."),
  search: sql("search in (Unused) 'x'", [58]),
  serialize: sql(`${rows} | serialize`, [8]),
  sort: sql(`${rows} | sort by a`, [7]),
  summarize: sql(`${rows} | summarize count() by b`, [4, 5, 6]),
  take: sql(`${rows} | take 1`, [9]),
  top: sql(`${rows} | top 1 by a`, [10]),
  "top-hitters": sql(`${rows} | top-hitters 1 of a`, [50]),
  "top-nested": sql(`${rows} | top-nested 1 of b by count()`, [51]),
  union: sql(`union (${rows}), (${rows})`, [20, 21]),
  where: sql(`${rows} | where a > 1`, [2]),
});

/** The older or internal spellings of operators, and what they mean. */
export const operatorAliases: Readonly<Record<string, string>> = Object.freeze({ mvapply: "mv-apply", mvexpand: "mv-expand", "project-smart": "project" });

/** Plug-ins of `evaluate` by name. Each of the catalogue is here; a test runs each example. */
export const pluginSupport: Readonly<Record<string, OperatorSupport>> = Object.freeze({
  active_users_count: stage(`${times} | evaluate active_users_count(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, 1d, 1, 1d)`, [64]),
  activity_counts_metrics: stage(`${times} | evaluate activity_counts_metrics(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d)`, [64]),
  bag_unpack: sql("print d = dynamic({'a': 1}) | evaluate bag_unpack(d)", [53]),
  geo_line_lookup: sql("let L = datatable(n:string, s:dynamic)[]; datatable(x:real, y:real)[1.0, 1.0] | evaluate geo_line_lookup(L, s, x, y, 10)", [302]),
  geo_polygon_lookup: sql("let L = datatable(n:string, s:dynamic)[]; datatable(x:real, y:real)[1.0, 1.0] | evaluate geo_polygon_lookup(L, s, x, y)", [302]),
  ipv4_lookup: sql("let L = datatable(n:string, net:string)['a', '10.0.0.0/8']; print ip = '10.0.0.1' | evaluate ipv4_lookup(L, ip, net)", [56]),
  ipv6_lookup: sql("let L = datatable(n:string, net:string)['a', 'fe80::/10']; print ip = 'fe80::1' | evaluate ipv6_lookup(L, ip, net)", [56]),
  narrow: sql(`${rows} | evaluate narrow()`, [55]),
  pivot: sql(`${rows} | evaluate pivot(b)`, [54]),
  rolling_percentile: stage(`${times} | evaluate rolling_percentile(v, 50, t, 1d, 2)`, [64]),
  rows_near: sql(`${rows} | serialize | evaluate rows_near(a == 1, 1)`, [57]),
  sliding_window_counts: stage(`${times} | evaluate sliding_window_counts(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, 1d)`, [64]),
  activity_engagement: stage(`${times} | evaluate activity_engagement(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, 2d)`, [64]),
  activity_metrics: stage(`${times} | evaluate activity_metrics(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d)`, [64]),
  new_activity_metrics: stage(`${times} | evaluate new_activity_metrics(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d)`, [64]),
  session_count: refused(`${times} | evaluate session_count(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, 2d)`, "Its page does not say whether a session counts where it begins or as long as it lasts. Use row_window_session()."),
  sequence_detect: refused(`${times} | evaluate sequence_detect(t, 1d, 1d, s1 = (v == 1), s2 = (v == 2))`, "Its page does not say which of the sequences that overlap are given. Use scan."),
  funnel_sequence: refused(`${times} | evaluate funnel_sequence(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, 1d, v, dynamic([1]))`, "Its page does not say which states around a sequence that occurs several times are counted. Use scan."),
  funnel_sequence_completion: refused(`${times} | evaluate funnel_sequence_completion(k, t, datetime(2026-01-01), datetime(2026-01-03), 1d, v, dynamic([1]), dynamic([1d]))`, "Its page limits the time between two steps in one place and that of the whole sequence in another. Use scan."),
  dcount_intersect: stage(`${rows} | summarize h = hll(a), g = hll(b) | evaluate dcount_intersect(h, g)`, [64]),
  autocluster: refused(`${rows} | evaluate autocluster()`, implementation),
  basket: refused(`${rows} | evaluate basket()`, implementation),
  diffpatterns: refused(`${rows} | evaluate diffpatterns(b, 'x', 'y')`, implementation),
  preview: sql(`${rows} | evaluate preview(1)`, [70], "At the end of a statement only."),
  identity: refused(`${rows} | evaluate identity()`, "It is the service's own test."),
  identity_v3: refused(`${rows} | evaluate identity_v3()`, "It is the service's own test."),
  estimate_rows_count: refused("evaluate estimate_rows_count()", service),
  ...Object.fromEntries(
    "azure_digital_twins_query_request cosmosdb_sql_request csharp execute_show_command execute_query external_datatable http_request http_request_post infer_storage_schema infer_storage_schema_with_suggestions python r sql_request mysql_request postgresql_request dax_request ai_embed_text ai_chat_completion ai_chat_completion_prompt ai_embeddings"
      .split(" ")
      .map((name) => [name, refused(`evaluate ${name}('x')`, service)]),
  ),
});
