import { geoHosts } from "./geo/geo-hosts.js";
import type { HostFunction } from "./host-function.js";
import { numberHosts } from "./numbers/number-hosts.js";
import { seriesHosts } from "./series/series-hosts.js";
import { sketchHosts } from "./sketches/sketch-hosts.js";
import { textHosts } from "./text/text-hosts.js";

/** All host functions, by SQL name. */
export const hostFunctions: ReadonlyMap<string, HostFunction> = new Map(
  [seriesHosts, textHosts, numberHosts, sketchHosts, geoHosts].flatMap((set) => Object.entries(set)),
);
