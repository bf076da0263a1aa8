import { isOnGlobe, pointJson } from "./read-geometry.js";

const alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

interface Box {
  west: number;
  east: number;
  south: number;
  north: number;
}

/** `geo_point_to_geohash`: 1 to 18 letters; the empty text for what is not on the globe. */
export function geohash(longitude: number, latitude: number, accuracy: bigint | null): string | null {
  const letters = Number(accuracy ?? 5n);
  if (!isOnGlobe(longitude, latitude) || letters < 1 || letters > 18) return "";
  const box: Box = { west: -180, east: 180, south: -90, north: 90 };
  let text = "";
  for (let at = 0; at < letters; at++) {
    let code = 0;
    for (let bit = 0; bit < 5; bit++) code = code * 2 + halve(box, (at * 5 + bit) % 2 === 0, { longitude, latitude });
    text += alphabet.charAt(code);
  }
  return text;
}

/** Halves the box on the side of the point; 1 for the upper half. */
function halve(box: Box, across: boolean, { longitude, latitude }: { readonly longitude: number; readonly latitude: number }): number {
  const middle = across ? (box.west + box.east) / 2 : (box.south + box.north) / 2;
  const upper = (across ? longitude : latitude) >= middle;
  if (across) box[upper ? "west" : "east"] = middle;
  else box[upper ? "south" : "north"] = middle;
  return upper ? 1 : 0;
}

function boxOf(text: string): Box | undefined {
  const box: Box = { west: -180, east: 180, south: -90, north: 90 };
  if (text.length < 1 || text.length > 18) return undefined;
  for (const [at, letter] of [...text.toLowerCase()].entries()) {
    const code = alphabet.indexOf(letter);
    if (code < 0) return undefined;
    for (let bit = 0; bit < 5; bit++) narrow(box, (at * 5 + bit) % 2 === 0, ((code >> (4 - bit)) & 1) === 1);
  }
  return box;
}

function narrow(box: Box, across: boolean, upper: boolean): void {
  if (across) box[upper ? "west" : "east"] = (box.west + box.east) / 2;
  else box[upper ? "south" : "north"] = (box.south + box.north) / 2;
}

/** `geo_geohash_to_central_point`, as GeoJSON. */
export function geohashCentre(text: string): string | null {
  const box = boxOf(text);
  return box ? pointJson([(box.west + box.east) / 2, (box.south + box.north) / 2]) : null;
}

/** `geo_geohash_to_polygon`, as GeoJSON, counter-clockwise from the south-west. */
export function geohashPolygon(text: string): string | null {
  const box = boxOf(text);
  if (!box) return null;
  const { west, east, south, north } = box;
  return JSON.stringify({ type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] });
}

/** Steps to the neighbours across and up, in the order in which the service gives them (page geo_geohash_neighbors). */
const steps = [[-1, -1], [-1, 1], [1, -1], [0, 1], [-1, 0], [1, 1], [1, 0], [0, -1]] as const;

/** `geo_geohash_neighbors`: the cells around a cell, as JSON; beyond a pole there is none. */
export function geohashNeighbours(text: string): string | null {
  const box = boxOf(text);
  if (!box) return null;
  const [width, height] = [box.east - box.west, box.north - box.south];
  const centre = { longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2 };
  const found = steps.flatMap(([across, up]) => {
    const latitude = centre.latitude + up * height;
    const longitude = centre.longitude + across * width;
    return Math.abs(latitude) > 90 ? [] : [geohash(longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, latitude, BigInt(text.length)) ?? ""];
  });
  return JSON.stringify([...new Set(found)].filter((cell) => cell !== text.toLowerCase()));
}
