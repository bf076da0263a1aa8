import { lowerBagUnpack } from "./plugins/bag-unpack.js";
import { lowerGeoLookup } from "./plugins/geo-lookup.js";
import { lowerIpLookup } from "./plugins/ip-lookup.js";
import { lowerNarrow } from "./plugins/narrow.js";
import { lowerPivot } from "./plugins/pivot.js";
import { lowerRowsNear } from "./plugins/rows-near.js";
import type { OtherLowering, OtherOperator } from "./other.js";

/** Lowers one plug-in. */
export type PluginLowering = OtherLowering<"evaluate">;
/** A call of a plug-in. */
export type PluginCall = OtherOperator<"evaluate">;

/** The plug-ins that become SQL. */
export const plugins: Readonly<Record<string, PluginLowering>> = {
  bag_unpack: lowerBagUnpack,
  geo_line_lookup: lowerGeoLookup("line"),
  geo_polygon_lookup: lowerGeoLookup("polygon"),
  ipv4_lookup: lowerIpLookup("kql_ipv4_in_range"),
  ipv6_lookup: lowerIpLookup("kql_ipv6_in_range"),
  narrow: lowerNarrow,
  pivot: lowerPivot,
  rows_near: lowerRowsNear,
};

/** `evaluate`: a plug-in. @throws {UnsupportedError} for one that the engine does not have. */
export const lowerEvaluate: PluginLowering = (relation, needs, context) => {
  const lower = plugins[relation.details.plugin];
  return lower ? lower(relation, needs, context) : context.refuse(`the plug-in ${relation.details.plugin}`, relation, "Write it with other operators, or run the query against the service.");
};
