import type { IrRelation } from "@huntkit/kql/ir";
import type { KqlType } from "@huntkit/provider";
import { IrComposer } from "../../lower/ir-compose.js";
import { readsHandedIn } from "../../lower/ir-walk.js";
import type { OtherOperator } from "../../lower/operators/other.js";
import type { EngineRow } from "../engine-value.js";
import { rewriteRelations } from "../rewrite-ir.js";
import type { StageWork } from "../stage-work.js";

type PartitionedGraph = OtherOperator<"partitioned-graph">;

const MOST_GRAPHS = 1000;

/**
 * A graph of the edges and nodes of each value of a column; the sub-query runs over one after another, and the results are put
 * together. Rule R318. Source: Microsoft Learn, "make-graph operator" (`make-graph-operator`, "partitioned-by").
 * @throws {UnsupportedError} if a table of nodes lacks the column, or there are too many graphs.
 */
export async function partitionedGraph(relation: PartitionedGraph, work: StageWork): Promise<IrRelation> {
  const { nodes, source, target, nodeId, by, subquery } = relation.details;
  const input = relation.input;
  if (!input || readsHandedIn(relation)) return work.refuse("make-graph over the rows of another operator", relation, "Make the graph outside of sub-queries.");
  const type = input.columns.find(({ name }) => name === by)?.type ?? work.refuse(`partitioned-by ${by}, which the edges do not have,`, relation);
  const edges = await partsOf(input, { by, type }, relation, work);
  const tables: ReadonlyMap<string, readonly EngineRow[]>[] = [];
  for (const table of nodes) tables.push(await partsOf(table.relation, { by, type }, relation, work));
  const keys = new Set([edges, ...tables].flatMap((parts) => [...parts.keys()]));
  if (keys.size > MOST_GRAPHS) return work.refuse(`make-graph partitioned-by with ${keys.size} values`, relation, `At most ${MOST_GRAPHS} graphs are possible; filter first.`);
  const graphOf = async (key: string | undefined): Promise<IrRelation> => {
    const rowsOf = (parts: ReadonlyMap<string, readonly EngineRow[]> | undefined): readonly EngineRow[] => (key === undefined ? [] : (parts?.get(key) ?? []));
    const stored = await work.stored(input.columns, rowsOf(edges), relation.span);
    const own: { relation: IrRelation; key: string }[] = [];
    for (const [index, table] of nodes.entries()) own.push({ key: table.key, relation: await work.stored(table.relation.columns, rowsOf(tables[index]), relation.span) });
    const graph: IrRelation = { kind: "other", operator: "make-graph", input: stored, details: { source, target, nodes: own, ...(nodeId === undefined ? {} : { nodeId }) }, columns: input.columns, span: relation.span };
    return rewriteRelations(subquery, (part) => (isGraphOf(part, relation) ? graph : part));
  };
  const inputs: IrRelation[] = [];
  for (const key of keys.size === 0 ? [undefined] : keys) inputs.push(await graphOf(key));
  return new IrComposer(relation.span).union(inputs, subquery.columns);
}

function isGraphOf(part: IrRelation, { span }: PartitionedGraph): boolean {
  return part.kind === "context" && part.span.start === span.start && part.span.length === span.length;
}

/** The rows of a table by the values of the column. */
async function partsOf(table: IrRelation, { by, type }: { readonly by: string; readonly type: KqlType }, relation: PartitionedGraph, work: StageWork): Promise<ReadonlyMap<string, readonly EngineRow[]>> {
  const place = table.columns.findIndex((column) => column.name === by && column.type === type);
  if (place < 0) return work.refuse(`partitioned-by ${by}, which a table of nodes does not have as a ${type},`, relation, "Extend all tables of the graph by the column.");
  const parts = new Map<string, EngineRow[]>();
  for (const row of await work.rowsOf(table)) {
    const key = `${typeof row[place]}:${String(row[place])}`;
    const part = parts.get(key);
    if (part) part.push(row);
    else parts.set(key, [row]);
  }
  return parts;
}
