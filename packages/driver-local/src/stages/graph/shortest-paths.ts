import { adjacencyOf, type Adjacency } from "./graph-model.js";
import type { Match } from "./graph-values.js";
import { neighbours, type SearchContext } from "./match-pattern.js";

/** A place in the search: so many edges of the pattern are done, so many hops of the next one, and the search stands at a node. */
interface State {
  readonly slot: number;
  readonly hops: number;
  readonly node: number;
  readonly depth: number;
  /** The states before it on shortest paths, with the edges from there. */
  readonly before: { readonly state: State; readonly edge: number }[];
}

/**
 * The shortest paths from each node that fits the first node of a pattern to each that fits its last: any one for each pair of
 * nodes, or all. A node has no path to itself. `undefined` when it is time to give way. Rule R315.
 * Source: Microsoft Learn, "graph-shortest-paths operator" (`graph-shortest-paths-operator`).
 */
export function* shortestPaths(context: SearchContext, output: "any" | "all"): Generator<Match | undefined> {
  const { graph, pattern, plan } = context;
  const adjacency = adjacencyOf(graph);
  const first = pattern.edges[0]?.left ?? 0;
  for (let node = 0; node < graph.nodes.length; node++) if (plan.nodeFits[first]?.[node] ?? true) yield* new PathSearch(context, adjacency, output).from(node);
}

class PathSearch {
  readonly #context: SearchContext;
  readonly #adjacency: Adjacency;
  readonly #all: boolean;
  /** With one edge of variable length, the first way to a node is the shortest however many hops it takes. */
  readonly #countsHops: boolean;
  readonly #seen = new Map<string, State>();

  constructor(context: SearchContext, adjacency: Adjacency, output: "any" | "all") {
    this.#context = context;
    this.#adjacency = adjacency;
    this.#all = output === "all";
    this.#countsHops = context.pattern.edges.filter(({ variable }) => variable).length > 1;
  }

  *from(start: number): Generator<Match | undefined> {
    const found = new Map<number, State>();
    let level: State[] = [{ slot: 0, hops: 0, node: start, depth: 0, before: [] }];
    while (level.length > 0) {
      const next: State[] = [];
      for (const state of level) for (const _ of this.#extend(state, next)) yield undefined;
      for (const state of next) if (state.slot === this.#context.pattern.edges.length && state.node !== start && !found.has(state.node)) found.set(state.node, state);
      level = next;
    }
    for (const state of found.values()) yield* this.#pathsTo(state, start);
  }

  /** The states one edge further. */
  *#extend(state: State, next: State[]): Generator<undefined> {
    const { pattern, graph, plan, budget } = this.#context;
    const edge = pattern.edges[state.slot];
    if (!edge || state.hops >= edge.most) return;
    for (const [each, to] of neighbours({ edge, backwards: false }, state.node, graph, this.#adjacency)) {
      if (budget.step()) yield undefined;
      if (!(plan.edgeFits[state.slot]?.[each] ?? true)) continue;
      const hops = state.hops + 1;
      if (hops < edge.most && (plan.innerFits[state.slot]?.[to] ?? true)) this.#reach({ slot: state.slot, hops, node: to }, state, each, next);
      if (hops >= edge.least && (plan.nodeFits[edge.right]?.[to] ?? true)) this.#reach({ slot: state.slot + 1, hops: 0, node: to }, state, each, next);
    }
  }

  #reach(place: Pick<State, "slot" | "hops" | "node">, from: State, edge: number, next: State[]): void {
    const key = `${place.slot} ${this.#countsHops ? place.hops : Math.min(place.hops, 1)} ${place.node}`;
    const known = this.#seen.get(key);
    if (known && (!this.#all || known.depth !== from.depth + 1)) return;
    if (known) return void known.before.push({ state: from, edge });
    const state: State = { ...place, depth: from.depth + 1, before: [{ state: from, edge }] };
    this.#seen.set(key, state);
    next.push(state);
  }

  *#pathsTo(end: State, start: number): Generator<Match | undefined> {
    const { budget } = this.#context;
    const waiting: { readonly state: State; readonly steps: readonly (readonly [State, number])[] }[] = [{ state: end, steps: [] }];
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (budget.step()) yield undefined;
      if (path.state.before.length === 0) yield this.#match(path.steps, start);
      else for (const { state, edge } of path.state.before.toReversed()) waiting.push({ state, steps: [[path.state, edge], ...path.steps] });
    }
  }

  #match(steps: readonly (readonly [State, number])[], start: number): Match {
    const { pattern } = this.#context;
    const nodes = pattern.nodes.map(() => start);
    const paths = pattern.edges.map((): { edges: number[]; inner: number[] } => ({ edges: [], inner: [] }));
    let slot = 0;
    for (const [state, edge] of steps) {
      paths[slot]?.edges.push(edge);
      if (state.slot === slot) paths[slot]?.inner.push(state.node);
      else nodes[pattern.edges[slot]?.right ?? 0] = state.node;
      slot = state.slot;
    }
    return { nodes, paths };
  }
}
