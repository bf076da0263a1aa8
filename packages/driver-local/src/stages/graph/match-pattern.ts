import { MOST_HOPS, type GraphBudget } from "./graph-limits.js";
import { adjacencyOf, type Adjacency, type Graph } from "./graph-model.js";
import type { Match } from "./graph-values.js";
import type { EdgeSlot, Pattern } from "./pattern.js";
import type { SearchPlan } from "./search-plan.js";

/** What a search knows. */
export interface SearchContext {
  readonly graph: Graph;
  readonly pattern: Pattern;
  readonly plan: SearchPlan;
  readonly budget: GraphBudget;
}

/** One step of the search: an edge of the pattern, walked from its left or its right node. */
interface WalkStep {
  readonly slot: number;
  readonly edge: EdgeSlot;
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean;
}

/**
 * All matches of a pattern, as they are found; `undefined` between them when it is time to give way. Rules R312, R313.
 * Source: Microsoft Learn, "graph-match operator" (`graph-match-operator`).
 */
export function* matchPattern(context: SearchContext, cycles: "all" | "none" | "unique_edges"): Generator<Match | undefined> {
  const { graph, pattern, plan } = context;
  const start = bestStart(context);
  const search = new PatternSearch(context, walkOrder(pattern, start), cycles);
  for (let node = 0; node < graph.nodes.length; node++) if (plan.nodeFits[start]?.[node] ?? true) yield* search.from(start, node);
}

/** The node of the pattern that the fewest nodes of the graph fit. */
function bestStart({ graph, pattern, plan }: SearchContext): number {
  const counts = pattern.nodes.map((_, slot) => plan.nodeFits[slot]?.filter(Boolean).length ?? graph.nodes.length);
  return counts.indexOf(Math.min(...counts));
}

/** The edges of the pattern in an order in which each begins at a node that is known by then; those between two known nodes come first. */
function walkOrder({ edges }: Pattern, start: number): WalkStep[] {
  const known = new Set([start]);
  const waiting = new Set(edges.keys());
  const steps: WalkStep[] = [];
  while (waiting.size > 0) {
    const reachable = [...waiting].filter((slot) => known.has(edges[slot]?.left ?? -1) || known.has(edges[slot]?.right ?? -1));
    const slot = reachable.find((each) => known.has(edges[each]?.left ?? -1) && known.has(edges[each]?.right ?? -1)) ?? reachable[0];
    const edge = slot === undefined ? undefined : edges[slot];
    if (slot === undefined || !edge) return steps;
    const backwards = !known.has(edge.left);
    steps.push({ slot, edge, backwards, from: backwards ? edge.right : edge.left, to: backwards ? edge.left : edge.right });
    known.add(edge.left).add(edge.right);
    waiting.delete(slot);
  }
  return steps;
}

/** The edges that can be walked from a node, each with the node at its other end. */
export function* neighbours({ edge, backwards }: { readonly edge: EdgeSlot; readonly backwards: boolean }, node: number, graph: Graph, { leaving, arriving }: Adjacency): Generator<readonly [edge: number, to: number]> {
  const along = edge.direction === "any" || (edge.direction === "right") !== backwards;
  const against = edge.direction === "any" || (edge.direction === "left") !== backwards;
  if (along) for (const each of leaving[node] ?? []) yield [each, graph.targets[each] ?? -1];
  // a loop leaves and arrives: where the direction is open, it is walked both ways
  if (against) for (const each of arriving[node] ?? []) yield [each, graph.sources[each] ?? -1];
}

class PatternSearch {
  readonly #context: SearchContext;
  readonly #steps: readonly WalkStep[];
  readonly #cycles: "all" | "none" | "unique_edges";
  readonly #adjacency: Adjacency;
  readonly #nodes: number[];
  readonly #paths: { edges: number[]; inner: number[] }[];
  readonly #usedEdges = new Set<number>();
  readonly #usedNodes = new Set<number>();

  constructor(context: SearchContext, steps: readonly WalkStep[], cycles: "all" | "none" | "unique_edges") {
    this.#context = context;
    this.#steps = steps;
    this.#cycles = cycles;
    this.#adjacency = adjacencyOf(context.graph);
    this.#nodes = context.pattern.nodes.map(() => -1);
    this.#paths = context.pattern.edges.map(() => ({ edges: [], inner: [] }));
  }

  *from(slot: number, node: number): Generator<Match | undefined> {
    this.#nodes[slot] = node;
    this.#usedNodes.add(node);
    yield* this.#step(0);
    this.#usedNodes.delete(node);
    this.#nodes[slot] = -1;
  }

  *#step(index: number): Generator<Match | undefined> {
    const step = this.#steps[index];
    if (!step) return yield this.#match();
    const path = { edges: [], inner: [] };
    const from = this.#nodes[step.from] ?? -1;
    if (step.edge.least === 0) yield* this.#end(index, step, from, path);
    if (step.edge.most > 0) yield* this.#walk(index, step, from, path);
  }

  #match(): Match {
    return { nodes: [...this.#nodes], paths: this.#paths.map(({ edges, inner }) => ({ edges: [...edges], inner: [...inner] })) };
  }

  /** One more edge of a path, and the end of the path there or beyond. */
  *#walk(index: number, step: WalkStep, node: number, path: { edges: number[]; inner: number[] }): Generator<Match | undefined> {
    const { graph, plan, budget } = this.#context;
    if (path.edges.length >= MOST_HOPS) budget.exceeded(`follows paths of more than ${MOST_HOPS.toLocaleString("en")} edges`);
    for (const [edge, to] of neighbours(step, node, graph, this.#adjacency)) {
      if (budget.step()) yield undefined;
      if (!(plan.edgeFits[step.slot]?.[edge] ?? true) || (this.#cycles !== "all" && this.#usedEdges.has(edge))) continue;
      this.#usedEdges.add(edge);
      path.edges.push(edge);
      if (path.edges.length >= step.edge.least) yield* this.#end(index, step, to, path);
      if (path.edges.length < step.edge.most) yield* this.#beyond(index, step, to, path);
      path.edges.pop();
      this.#usedEdges.delete(edge);
    }
  }

  *#end(index: number, step: WalkStep, node: number, path: { edges: number[]; inner: number[] }): Generator<Match | undefined> {
    const known = this.#nodes[step.to] ?? -1;
    if (known !== -1 ? known !== node : !(this.#context.plan.nodeFits[step.to]?.[node] ?? true)) return;
    // a name written twice is meant to be one node; only a path must not come back to where it began
    if (this.#cycles === "none" && this.#usedNodes.has(node) && (known === -1 || (step.edge.variable && step.from === step.to))) return;
    const before = this.#paths[step.slot];
    this.#paths[step.slot] = step.backwards ? { edges: path.edges.toReversed(), inner: path.inner.toReversed() } : path;
    this.#nodes[step.to] = node;
    const isNew = !this.#usedNodes.has(node);
    this.#usedNodes.add(node);
    yield* this.#step(index + 1);
    if (isNew) this.#usedNodes.delete(node);
    this.#nodes[step.to] = known;
    if (before) this.#paths[step.slot] = before;
  }

  *#beyond(index: number, step: WalkStep, node: number, path: { edges: number[]; inner: number[] }): Generator<Match | undefined> {
    if (!(this.#context.plan.innerFits[step.slot]?.[node] ?? true)) return;
    const isNew = !this.#usedNodes.has(node);
    if (!isNew && this.#cycles === "none") return;
    this.#usedNodes.add(node);
    path.inner.push(node);
    yield* this.#walk(index, step, node, path);
    path.inner.pop();
    if (isNew) this.#usedNodes.delete(node);
  }
}
