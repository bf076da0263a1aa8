import type { HostBody } from "../host-function.js";
import { isOnGlobe, pointJson } from "./read-geometry.js";

/** The library of S2. */
export type S2 = (typeof import("s2js"))["s2"];

let loaded: Promise<S2> | undefined;

function s2(): Promise<S2> {
  return (loaded ??= import("s2js").then((library) => library.s2 ?? (library as unknown as { default: typeof library }).default.s2));
}

const degree = Math.PI / 180;

/** Makes the work of a function once the library of S2 is loaded. */
export function withS2(make: (library: S2) => HostBody): () => Promise<HostBody> {
  return async () => make(await s2());
}

/** The cell of a token; undefined for a text that is no token of a cell. */
function cellOf(library: S2, token: string): bigint | undefined {
  if (!/^[\da-f]{1,16}$/i.test(token)) return undefined;
  const cell = library.cellid.fromToken(token.toLowerCase());
  return library.cellid.valid(cell) ? cell : undefined;
}

function positionOf(point: { readonly lat: number; readonly lng: number }): [number, number] {
  return [point.lng / degree, point.lat / degree];
}

/** `geo_point_to_s2cell`: levels 0 to 30, usually 11; the empty text for what is not on the globe. */
export const pointToS2 = withS2((library) => (longitude: number, latitude: number, level: bigint) => {
  const at = Number(level);
  if (!isOnGlobe(longitude, latitude) || at < 0 || at > 30) return "";
  return library.cellid.toToken(library.cellid.parent(library.cellid.fromLatLng(library.LatLng.fromDegrees(latitude, longitude)), at));
});

/** `geo_s2cell_to_central_point`, as GeoJSON. */
export const s2Centre = withS2((library) => (token: string) => {
  const cell = cellOf(library, token);
  return cell === undefined ? null : pointJson(positionOf(library.cellid.latLng(cell)));
});

/** `geo_s2cell_to_polygon`, as GeoJSON. */
export const s2Polygon = withS2((library) => (token: string) => {
  const cell = cellOf(library, token);
  if (cell === undefined) return null;
  const corners = [0, 1, 2, 3].map((corner) => positionOf(library.LatLng.fromPoint(library.Cell.fromCellID(cell).vertex(corner))));
  return JSON.stringify({ type: "Polygon", coordinates: [[...corners, corners[0]]] });
});

/** The order in which the page of geo_s2cell_neighbors shows the eight neighbours: the last corner first, right before left. */
const neighbourOrder = [7, 0, 1, 2, 3, 5, 4, 6];

/** `geo_s2cell_neighbors`, as an array of tokens. */
export const s2Neighbours = withS2((library) => (token: string) => {
  const cell = cellOf(library, token);
  if (cell === undefined) return null;
  const cells = library.cellid.allNeighbors(cell, library.cellid.level(cell));
  const ordered = cells.length === neighbourOrder.length ? neighbourOrder.map((at) => cells[at] ?? cell) : cells;
  return JSON.stringify(ordered.map((neighbour) => library.cellid.toToken(neighbour)));
});
