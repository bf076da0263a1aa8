import type { ResultColumn } from "@huntkit/provider";
import type { EngineRow, EngineValue } from "../engine-value.js";

/** A graph in memory. Nodes and edges are told apart by their places in the arrays. */
export interface Graph {
  /** The properties of the nodes. */
  readonly nodeColumns: readonly ResultColumn[];
  readonly nodes: readonly EngineRow[];
  /** The ids of the nodes, as text. */
  readonly ids: readonly string[];
  /** The properties of the edges. */
  readonly edgeColumns: readonly ResultColumn[];
  readonly edges: readonly EngineRow[];
  /** For each edge the nodes at its ends. */
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

/** The edges at each node. */
export interface Adjacency {
  readonly leaving: readonly (readonly number[])[];
  readonly arriving: readonly (readonly number[])[];
}

/** The edges that leave and that arrive at each node. */
export function adjacencyOf({ nodes, sources, targets }: Graph): Adjacency {
  const leaving: number[][] = nodes.map(() => []);
  const arriving: number[][] = nodes.map(() => []);
  sources.forEach((source, edge) => leaving[source]?.push(edge));
  targets.forEach((target, edge) => arriving[target]?.push(edge));
  return { leaving, arriving };
}

/** The text that two ids have in common if and only if they are the same id. */
export function idText(value: EngineValue): string {
  return value === null ? "" : String(value);
}
