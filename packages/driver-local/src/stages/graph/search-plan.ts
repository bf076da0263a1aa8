import type { IrExpression } from "@huntkit/kql/ir";
import type { StageWork } from "../stage-work.js";
import type { Graph } from "./graph-model.js";
import type { GraphValues } from "./graph-values.js";
import type { GraphSearch, Pattern } from "./pattern.js";

/** What a search may walk over: for each node and edge of the pattern, which ones of the graph fit by themselves. */
export interface SearchPlan {
  readonly nodeFits: readonly (readonly boolean[] | undefined)[];
  readonly edgeFits: readonly (readonly boolean[] | undefined)[];
  /** Of the nodes between the edges of a path. */
  readonly innerFits: readonly (readonly boolean[] | undefined)[];
  /** The conditions on several parts of the pattern together. */
  readonly rest: readonly IrExpression[];
}

interface Conditions {
  readonly nodes: IrExpression[][];
  readonly edges: IrExpression[][];
  readonly inner: IrExpression[][];
  readonly rest: IrExpression[];
}

/**
 * Sorts the conditions of a search. Those on a single node or edge are worked out for all nodes or edges beforehand, so that the
 * search never walks where they do not hold; a condition on an edge of variable length must hold for each of its edges. Rule R313.
 */
export async function planSearch(search: GraphSearch, context: { readonly pattern: Pattern; readonly graph: Graph; readonly values: GraphValues; readonly work: StageWork }): Promise<SearchPlan> {
  const { pattern, values, work } = context;
  const found: Conditions = { nodes: pattern.nodes.map(() => []), edges: pattern.edges.map(() => []), inner: pattern.edges.map(() => []), rest: [] };
  for (const condition of conjuncts(search.details.where)) sortCondition(condition, found, values, pattern, search, work);
  const fits = async (conditions: readonly IrExpression[][], kind: "node" | "edge"): Promise<(readonly boolean[] | undefined)[]> => {
    const all: (readonly boolean[] | undefined)[] = [];
    for (const list of conditions) all.push(list.length === 0 ? undefined : await values.holds(list, kind));
    return all;
  };
  return { nodeFits: await fits(found.nodes, "node"), edgeFits: await fits(found.edges, "edge"), innerFits: await fits(found.inner, "node"), rest: found.rest };
}

function sortCondition(condition: IrExpression, found: Conditions, values: GraphValues, pattern: Pattern, search: GraphSearch, work: StageWork): void {
  const all = values.allOf(condition);
  if (all) return void (all.inner ? found.inner : found.edges)[all.part.place]?.push(all.condition);
  const parts = values.partsOf(condition);
  const [part, another] = parts;
  const calls = values.callsOverPath(condition);
  if (part && !another && !calls) return void (part.kind === "node" ? found.nodes : found.edges)[part.place]?.push(condition);
  if (parts.some(({ kind, place }) => kind === "edge" && pattern.edges[place]?.variable === true) && !calls)
    return work.refuse("a condition on an edge of variable length and on other parts of the pattern", condition, "Write conditions on the edge alone, with all() or any().");
  if (search.operator === "graph-shortest-paths" && (calls || parts.some(({ kind, place }) => kind === "edge" || !isEnd(place, pattern))))
    return work.refuse("this condition in graph-shortest-paths", condition, "Write conditions on single nodes and edges, with all() on paths, or on both ends together.");
  found.rest.push(condition);
}

function isEnd(place: number, { edges }: Pattern): boolean {
  return place === edges[0]?.left || place === edges.at(-1)?.right;
}

function conjuncts(expression: IrExpression | undefined): IrExpression[] {
  if (!expression) return [];
  if (expression.kind === "binary" && expression.operator === "and") return [...conjuncts(expression.left), ...conjuncts(expression.right)];
  return [expression];
}
