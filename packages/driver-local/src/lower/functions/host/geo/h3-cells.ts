import type { HostBody } from "../host-function.js";
import { polygonArea } from "./polygons.js";
import { isOnGlobe, type Line, pointJson, polygonsOf } from "./read-geometry.js";

type H3 = typeof import("h3-js");

let loaded: Promise<H3> | undefined;

/** Makes the work of a function once the library of H3 is loaded. */
function withH3(make: (library: H3) => HostBody): () => Promise<HostBody> {
  return async () => make(await (loaded ??= import("h3-js")));
}

/** `geo_point_to_h3cell`: resolutions 0 to 15, usually 6; the empty text for what is not on the globe. */
export const pointToH3 = withH3((h3) => (longitude: number, latitude: number, resolution: bigint) =>
  isOnGlobe(longitude, latitude) && resolution >= 0n && resolution <= 15n ? h3.latLngToCell(latitude, longitude, Number(resolution)) : "",
);

/** `geo_h3cell_level`. */
export const h3Level = withH3((h3) => (cell: string) => (h3.isValidCell(cell) ? BigInt(h3.getResolution(cell)) : null));

/** `geo_h3cell_to_central_point`, as GeoJSON. */
export const h3Centre = withH3((h3) => (cell: string) => {
  if (!h3.isValidCell(cell)) return null;
  const [latitude, longitude] = h3.cellToLatLng(cell);
  return pointJson([longitude, latitude]);
});

/** `geo_h3cell_to_polygon`, as GeoJSON. */
export const h3Polygon = withH3((h3) => (cell: string) =>
  h3.isValidCell(cell) ? JSON.stringify({ type: "Polygon", coordinates: [h3.cellToBoundary(cell, true)] }) : null,
);

/** `geo_h3cell_parent`: of the resolution above, or of one that is not finer than the cell's; else the empty text. */
export const h3Parent = withH3((h3) => (cell: string, resolution: bigint | null) => {
  if (!h3.isValidCell(cell)) return "";
  const own = h3.getResolution(cell);
  const wanted = resolution === null ? own - 1 : Number(resolution);
  return wanted >= 0 && wanted < own ? h3.cellToParent(cell, wanted) : "";
});

/** `geo_h3cell_children`, as an array; usually of the resolution below. */
export const h3Children = withH3((h3) => (cell: string, resolution: bigint | null) => {
  if (!h3.isValidCell(cell)) return null;
  const own = h3.getResolution(cell);
  const wanted = resolution === null ? own + 1 : Number(resolution);
  return wanted > own && wanted <= 15 && 7 ** (wanted - own) <= 65_536 ? JSON.stringify(h3.cellToChildren(cell, wanted)) : null;
});

/** `geo_h3cell_neighbors`, as an array. */
export const h3Neighbours = withH3((h3) => (cell: string) =>
  h3.isValidCell(cell) ? JSON.stringify(h3.gridDisk(cell, 1).filter((other) => other !== cell)) : null,
);

/** `geo_h3cell_rings`: an array of the cells at each distance up to the given one (page: 0 to 142). */
export const h3Rings = withH3((h3) => (cell: string, distance: bigint) =>
  h3.isValidCell(cell) && distance >= 0n && distance <= 142n ? JSON.stringify(h3.gridDiskDistances(cell, Number(distance))) : null,
);

/** The most cells of a polygon (page: 61,680). */
const mostCells = 61_680;

/**
 * `geo_polygon_to_h3cells`: the cells of a resolution whose middle lies in polygons, whose edges are straight on a map; null if
 * they are too many.
 */
export const polygonToH3 = withH3((h3) => (json: string, resolution: bigint) => {
  const polygons = polygonsOf(json);
  if (!polygons || resolution < 0n || resolution > 15n) return null;
  const expected = (polygonArea(json) ?? 0) / h3.getHexagonAreaAvg(Number(resolution), "m2");
  if (expected > 2 * mostCells) return null;
  const cells = polygons.map((rings) => cellsInside(h3, rings, Number(resolution)));
  const all = cells.every((found) => found !== undefined) ? new Set(cells.flat()) : undefined;
  return all === undefined || all.size > mostCells ? null : JSON.stringify([...all]);
});

/** The cells of one polygon; undefined if the library does not take it: around a pole there is no inside on a map. */
function cellsInside(h3: H3, rings: readonly Line[], resolution: number): string[] | undefined {
  try {
    return h3.polygonToCells(rings.map((ring) => ring.map((position) => [...position])), resolution, true);
  } catch (error) {
    if (error instanceof Error && typeof (error as { code?: unknown }).code === "number") return undefined; // the library's own errors have numbers
    throw error;
  }
}
