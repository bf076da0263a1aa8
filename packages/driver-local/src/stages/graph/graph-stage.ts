import type { IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../../lower/ir-compose.js";
import type { OtherOperator } from "../../lower/operators/other.js";
import type { EngineRow } from "../engine-value.js";
import type { StageWork } from "../stage-work.js";
import { graphOf } from "./build-graph.js";
import { GraphBudget, MOST_MATCHES } from "./graph-limits.js";
import { GraphValues, type Match } from "./graph-values.js";
import { matchPattern, type SearchContext } from "./match-pattern.js";
import { patternOf, type GraphSearch } from "./pattern.js";
import { planSearch } from "./search-plan.js";
import { shortestPaths } from "./shortest-paths.js";

type GraphUse = GraphSearch | OtherOperator<"graph-to-table">;

/** Whether an operator makes rows of a graph. */
export function isGraphUse(relation: IrRelation): relation is GraphUse {
  return relation.kind === "other" && (relation.operator === "graph-match" || relation.operator === "graph-shortest-paths" || relation.operator === "graph-to-table");
}

/**
 * The rows that an operator makes of a graph. The graph is made and walked in memory, outside of SQL; conditions and values are
 * worked out by SQL. Rules R310, R312 to R316.
 * @throws {QueryError} if the search is too large. @throws {CancelledError} if the query was cancelled meanwhile.
 */
export async function graphStage(relation: GraphUse, work: StageWork): Promise<IrRelation> {
  return relation.operator === "graph-to-table" ? graphTable(relation, work) : searched(relation, work);
}

async function graphTable(relation: OtherOperator<"graph-to-table">, work: StageWork): Promise<IrRelation> {
  const graph = await graphOf(relation.input, work, relation);
  const { output, properties } = relation.details;
  const rows = output === "nodes" ? graph.nodes : graph.edges;
  const made = (name: string, values: (place: number) => number): ((place: number) => EngineRow) => (properties[name] === undefined ? () => [] : (place) => [BigInt(values(place))]);
  const added = output === "nodes"
    ? [made("with_node_id", (place) => place)]
    : [made("with_source_id", (place) => graph.sources[place] ?? -1), made("with_target_id", (place) => graph.targets[place] ?? -1)];
  return work.stored(relation.columns, rows.map((row, place) => [...added.flatMap((values) => values(place)), ...row]), relation.span);
}

async function searched(search: GraphSearch, work: StageWork): Promise<IrRelation> {
  const { project } = search.details;
  if (!project) return work.refuse(`${search.operator} without project`, search, "Name the values to give, as in project a.name, b.name.");
  const pattern = patternOf(search, work);
  const graph = await graphOf(search.input, work, search);
  const values = new GraphValues(graph, pattern, search, work);
  const plan = await planSearch(search, { pattern, graph, values, work });
  if (search.operator === "graph-shortest-paths") requireOnePath(search, work);
  const rest = plan.rest.map((condition) => values.overMatches(condition));
  const items = values.projected(project);
  await values.prepare();
  const budget = new GraphBudget(work, search.span);
  const rows = await rowsOf({ graph, pattern, plan, budget }, search, values);
  const make = new IrComposer(search.span);
  const stored = await work.stored(values.columns, rows, search.span);
  const filtered = rest.reduce<IrRelation>((input, condition) => make.where(input, condition), stored);
  return { ...make.project(filtered, items), columns: search.columns };
}

async function rowsOf(context: SearchContext, search: GraphSearch, values: GraphValues): Promise<EngineRow[]> {
  const rows: EngineRow[] = [];
  const matches: Iterable<Match | undefined> = search.operator === "graph-match" ? matchPattern(context, search.details.cycles) : shortestPaths(context, search.details.output);
  for (const match of matches) {
    if (!match) await context.budget.giveWay();
    else if (rows.push(values.rowOf(match)) > MOST_MATCHES) context.budget.exceeded(`finds more than ${MOST_MATCHES.toLocaleString("en")} matches`);
  }
  return rows;
}

/** Source: Microsoft Learn, "graph-shortest-paths operator", "Parameters". */
function requireOnePath(search: GraphSearch, work: StageWork): void {
  const [sequence, another] = search.details.patterns;
  const edges = (sequence ?? []).filter((element) => element.kind === "edge");
  const names = (sequence ?? []).flatMap(({ kind, name }) => (kind === "node" && name !== undefined ? [name] : []));
  if (!sequence || another || !edges.some(({ variable }) => variable)) return work.refuse("graph-shortest-paths of a pattern that is not one sequence with an edge of variable length", search, "Write one sequence such as (a)-[e*1..5]->(b).");
  if (new Set(names).size < names.length) return work.refuse("graph-shortest-paths of a pattern that names a node twice", search, "Give each node a name of its own.");
  if (edges.some(({ variable, least }) => variable && least !== 1)) return work.refuse("graph-shortest-paths over a range that does not begin at one step", search, "Let the range begin at 1.");
}
