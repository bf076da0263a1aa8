/**
 * Why a function of KQL is not in the engine: `not yet` written, `not available upstream` (DuckDB, or what it can hold, stands in
 * the way), or `never` (it has no meaning over local data).
 */
export type GapKind = "not yet" | "not available upstream" | "never";

/** A function that the engine refuses. */
export interface Gap {
  readonly kind: GapKind;
  /** Why, as a sentence. */
  readonly reason: string;
  /** What to use instead, as a sentence. */
  readonly instead?: string;
}

function each(kind: GapKind, names: string, reason: string, instead?: string): Record<string, Gap> {
  const gap: Gap = Object.freeze({ kind, reason, ...(instead === undefined ? {} : { instead }) });
  return Object.fromEntries(names.split(" ").map((name) => [name, gap]));
}

/** The functions of KQL's catalogue that the engine refuses, by name. Each name of the catalogue is mapped or here; a test sees to it. */
export const gaps: Readonly<Record<string, Gap>> = Object.freeze({
  ...each("never", "cluster database external_table materialized_view entity_group stored_query_result graph", "It reads another database of a service, and local data is one folder.", "Name the table itself."),
  ...each("never", "table", "Its name is only known when the query runs.", "Name the table itself."),
  ...each(
    "never",
    "current_cluster_endpoint current_database current_principal current_principal_details current_principal_is_member_of current_node_id extent_id extentid extent_tags row_id rowstore_ordinal_range cursor_after cursor_before_or_at cursor_current current_cursor __invoke passthrough",
    "It asks about the service that runs the query, and local data has none.",
  ),
  ...each("not available upstream", "ingestion_time", "Files do not say when their rows were ingested.", "Use the Timestamp column."),
  ...each(
    "not available upstream",
    "__lz4_compress_dynamic_array_to_base64_string",
    "It packs in a form of the service's own.",
  ),
  ...each(
    "not available upstream",
    "__hash_crc32 __hash_djb2 __hash_xxh64 hash_combine hash_many __hash_many_crc32",
    "How the service combines hashes is not documented, and another way would give other numbers.",
    "Use hash(strcat(a, \"|\", b)), or hash_sha256().",
  ),
  ...each("not available upstream", "weekofyear", "It is older than week_of_year() and counts weeks in another way, which is not documented in full.", "Use week_of_year()."),
  ...each("never", "bin_auto", "It takes its size from a set statement, and the query has none.", "Add set query_bin_auto_size = 1h; or use bin()."),
  ...each("never", "iscolumnexists column_names_of", "Columns are resolved before the query runs."),
  ...each(
    "not available upstream",
    "__hll_normalize",
    "The service's sketches have a form of its own that nothing else can make or read.",
  ),
  ...each(
    "not yet",
    "geo_intersection_2polygons geo_union_polygons_array geo_simplify_polygons_array geo_union_lines_array geo_polygon_buffer __geo_polygon_validate geo_polygon_simplify geo_line_buffer geo_line_simplify __geo_line_validate geo_point_buffer",
    "Where its result begins and how it is rounded follow from the service's geometry library, which has no counterpart here.",
  ),
  ...each(
    "not available upstream",
    "__geo_polygon_s2cell_covering_level __geo_line_s2cell_covering_level __geo_length_to_s2cell_level",
    "It is not written yet.",
  ),
  ...each("never", "all map inner_nodes labels node_id node_degree_in node_degree_out", "It means something only in graph-match and graph-shortest-paths, which have it."),
  ...each("not yet", "__ipv6_lookup_ranges", "It is not written yet."),
});
