import { edgesOfUnion, lengthOf } from "./lines.js";
import { unionBoundary } from "./polygon-union.js";
import { areaOfEdges, isInPolygon, ringsOf } from "./rings.js";
import { type Line, linesOf, polygonsOf } from "./read-geometry.js";
import { type S2, withS2 } from "./s2-cells.js";
import { EARTH_RADIUS_METRES } from "./sphere.js";

type Cell = InstanceType<S2["Cell"]>;
type Point = ReturnType<Cell["center"]>;
type Edge = readonly [Point, Point];

/** What a covering is made of. */
interface Shape {
  readonly edges: readonly Edge[];
  /** Whether a cell without an edge in it or near it is inside of the shape. */
  readonly holds: (cell: Cell) => boolean;
  /** How many cells of a level it must have at least. */
  readonly least: (level: number) => number;
  /** In metres: what is so far away is covered as well. */
  readonly radius: number;
}

/** The most cells of a covering (pages: 65,536). */
const mostCells = 65_536;

// The longest diagonal and the greatest area of a cell of level 0, from the S2 library's metrics.
const longestDiagonal = 2.438654594434021;
const greatestArea = 2.635799256963161;

/** `geo_polygon_to_s2cells`: the cells of a level that cover polygons, and what is at most a radius in metres away; null if they are too many. */
export const polygonToS2 = withS2((library) => (json: string, level: bigint, radius: number) => {
  const polygons = polygonsOf(json);
  if (!polygons || !(radius >= 0)) return null;
  const shapes = polygons.map(ringsOf);
  const edges = polygons.flat().flatMap((ring) => edgesOf(library, ring));
  const holds = (cell: Cell): boolean => {
    const { x, y, z } = cell.center();
    return shapes.some((shape) => isInPolygon([x, y, z], shape));
  };
  const area = areaOfEdges(unionBoundary(shapes));
  return covering(library, Number(level), { edges, holds, radius, least: (depth) => area / (greatestArea / 4 ** depth) });
});

/** `geo_line_to_s2cells`: the cells of a level that cover lines, and what is at most a radius in metres away; null if they are too many. */
export const lineToS2 = withS2((library) => (json: string, level: bigint, radius: number) => {
  const lines = linesOf(json);
  if (!lines || !(radius >= 0)) return null;
  const edges = lines.flatMap((line) => edgesOf(library, line));
  const length = lengthOf(edgesOfUnion(lines));
  return covering(library, Number(level), { edges, holds: () => false, radius, least: (depth) => length / (longestDiagonal / 2 ** depth) });
});

function edgesOf(library: S2, line: Line): Edge[] {
  const points = line.map(([longitude, latitude]) => library.Point.fromLatLng(library.LatLng.fromDegrees(latitude, longitude)));
  return points.slice(1).map((end, index): Edge => [points[index] ?? end, end]);
}

/** A cell of a covering with the edges in it or near it: none if it lies wholly inside. */
interface Node {
  readonly cell: Cell;
  readonly edges: readonly Edge[];
}

/** The cells of a level that a shape touches, in their order, as JSON: from the six faces down, through those that it touches. */
function covering(library: S2, level: number, shape: Shape): string | null {
  if (level < 0 || level > 30 || shape.least(level) > mostCells) return null;
  // the library measures with the squares of chords
  const limit = (2 * Math.sin(Math.min(Math.PI, shape.radius / EARTH_RADIUS_METRES) / 2)) ** 2;
  const within = ({ cell, edges }: Node): Node[] => {
    const near = edges.filter(([from, to]) => cell.distanceToEdge(from, to) <= limit);
    return near.length > 0 || shape.holds(cell) ? [{ cell, edges: near }] : [];
  };
  let nodes = [0, 1, 2, 3, 4, 5].flatMap((face) => within({ cell: library.Cell.fromCellID(library.cellid.fromFace(face)), edges: shape.edges }));
  for (let depth = 0; depth < level; depth++) {
    nodes = nodes.flatMap(({ cell, edges }) => cell.children().flatMap((child) => (edges.length === 0 ? [{ cell: child, edges }] : within({ cell: child, edges }))));
    if (nodes.length > mostCells) return null;
  }
  return JSON.stringify(nodes.map(({ cell }) => library.cellid.toToken(cell.id)));
}
