import type { IrGraphElement } from "@huntkit/kql/ir";
import type { StageWork } from "../stage-work.js";
import type { OtherOperator } from "../../lower/operators/other.js";

/** `graph-match` or `graph-shortest-paths`. */
export type GraphSearch = OtherOperator<"graph-match"> | OtherOperator<"graph-shortest-paths">;

/** A node of a pattern. */
export interface NodeSlot {
  readonly name?: string;
}

/** An edge of a pattern, between two of its nodes. */
export interface EdgeSlot {
  readonly name?: string;
  /** Places of the nodes left and right of it. */
  readonly left: number;
  readonly right: number;
  readonly direction: "right" | "left" | "any";
  readonly least: number;
  readonly most: number;
  /** Whether it may go over several edges. */
  readonly variable: boolean;
}

/** The nodes and edges of a pattern; a name stands for one node, however often it is written. */
export interface Pattern {
  readonly nodes: readonly NodeSlot[];
  readonly edges: readonly EdgeSlot[];
}

/** The pattern of a search. @throws {UnsupportedError} for one whose parts do not hang together. */
export function patternOf(search: GraphSearch, work: StageWork): Pattern {
  const nodes: NodeSlot[] = [];
  const edges: EdgeSlot[] = [];
  for (const sequence of search.details.patterns) addSequence(sequence, { nodes, edges }, search, work);
  const names = edges.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (new Set(names).size < names.length) return work.refuse("a pattern in which two edges have one name", search, "Give each edge a name of its own.");
  if (!isConnected(nodes.length, edges)) return work.refuse("a pattern of parts that share no node", search, "Name a node that all sequences have in common.");
  return { nodes, edges };
}

function addSequence(sequence: readonly IrGraphElement[], pattern: { readonly nodes: NodeSlot[]; readonly edges: EdgeSlot[] }, search: GraphSearch, work: StageWork): void {
  // a node without a name is one of its own wherever it is written
  const places = new Map<IrGraphElement, number>();
  const placeOf = (element: IrGraphElement): number => {
    const known = element.name === undefined ? (places.get(element) ?? -1) : pattern.nodes.findIndex(({ name }) => name === element.name);
    const place = known >= 0 ? known : pattern.nodes.push(element.name === undefined ? {} : { name: element.name }) - 1;
    places.set(element, place);
    return place;
  };
  sequence.forEach((element, index) => {
    if (element.kind === "node") return void placeOf(element);
    const [before, after] = [sequence[index - 1], sequence[index + 1]];
    if (before?.kind !== "node" || after?.kind !== "node") return work.refuse("a pattern in which an edge has no node at one of its ends", search);
    if (element.most < element.least) return work.refuse(`an edge of ${element.least} to ${element.most} steps`, search, "Give a range whose end is not below its beginning.");
    pattern.edges.push({ ...(element.name === undefined ? {} : { name: element.name }), left: placeOf(before), right: placeOf(after), direction: element.direction, least: element.least, most: element.most, variable: element.variable });
  });
}

function isConnected(count: number, edges: readonly EdgeSlot[]): boolean {
  const reached = new Set([0]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { left, right } of edges) if (reached.has(left) || reached.has(right)) reached.add(left).add(right);
  }
  return reached.size >= count;
}
