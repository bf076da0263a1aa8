import { adjacencyOf, type Graph } from "./graph-model.js";

/**
 * The component of each node, counted from 0 in the order in which the nodes stand. Weak: whatever edges connect, in any direction.
 * Strong: nodes that reach each other along the edges. Rule R314. Source: Microsoft Learn, "graph-mark-components operator".
 */
export function componentsOf(graph: Graph, kind: "weak" | "strong"): number[] {
  return numberedInOrder(kind === "weak" ? weakRoots(graph) : strongRoots(graph));
}

function numberedInOrder(roots: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return roots.map((root) => {
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

function weakRoots({ nodes, sources, targets }: Graph): number[] {
  const parents = nodes.map((_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  sources.forEach((source, edge) => {
    parents[rootOf(source)] = rootOf(targets[edge] ?? source);
  });
  return nodes.map((_, node) => rootOf(node));
}

/** Kosaraju's two walks: first the order in which nodes are done, then backwards from the last. */
function strongRoots(graph: Graph): number[] {
  const { leaving, arriving } = adjacencyOf(graph);
  const done = orderOfEnds(graph, leaving);
  const roots = graph.nodes.map(() => -1);
  for (const root of done.reverse()) {
    const waiting = [root];
    while (waiting.length > 0) {
      const node = waiting.pop() ?? -1;
      if (roots[node] !== -1) continue;
      roots[node] = root;
      for (const edge of arriving[node] ?? []) waiting.push(graph.sources[edge] ?? -1);
    }
  }
  return roots;
}

function orderOfEnds(graph: Graph, leaving: readonly (readonly number[])[]): number[] {
  const seen = new Set<number>();
  const order: number[] = [];
  for (let start = 0; start < graph.nodes.length; start++) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ node: start, next: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const edge = leaving[top.node]?.[top.next++];
      const to = edge === undefined ? undefined : (graph.targets[edge] ?? 0);
      if (to === undefined) {
        order.push(top.node);
        path.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        path.push({ node: to, next: 0 });
      }
    }
  }
  return order;
}
