import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import type { KqlType, ResultColumn } from "@huntkit/provider";
import { IrComposer } from "../../lower/ir-compose.js";
import { readsHandedIn } from "../../lower/ir-walk.js";
import type { OtherOperator } from "../../lower/operators/other.js";
import type { EngineRow, EngineValue } from "../engine-value.js";
import type { StageWork } from "../stage-work.js";
import { componentsOf } from "./components.js";
import { idText, type Graph } from "./graph-model.js";

/**
 * The graph that `make-graph` and the operators behind it make. Rules R310, R314.
 * @throws {UnsupportedError} for a relation that is no graph, or one made of rows that another operator hands in.
 */
export async function graphOf(relation: IrRelation | undefined, work: StageWork, user: IrRelation): Promise<Graph> {
  if (relation?.kind === "as") return graphOf(relation.input, work, user);
  if (relation?.kind === "let-table") {
    const found = work.program.lets.find(({ id }) => id === relation.id);
    return graphOf(found?.kind === "table-let" ? found.value : undefined, work, user);
  }
  if (relation?.kind !== "other") return work.refuse("a graph that make-graph did not make", user, "Begin with make-graph.");
  switch (relation.operator) {
    case "make-graph":
      return madeGraph(relation, work);
    case "graph-mark-components": {
      const graph = await graphOf(relation.input, work, user);
      const { property, components } = relation.details;
      if (graph.nodeColumns.some(({ name }) => name === property)) return work.refuse(`graph-mark-components into ${property}, which the nodes have already,`, relation, "Give another name with with_component_id.");
      const marks = componentsOf(graph, components);
      return { ...graph, nodeColumns: [...graph.nodeColumns, { name: property, type: "long" }], nodes: graph.nodes.map((row, node) => [...row, BigInt(marks[node] ?? 0)]) };
    }
    case "graph-where-nodes":
    case "graph-where-edges":
      return work.refuse(relation.operator, relation, "Filter the tables before make-graph.");
    default:
      return work.refuse("a graph that make-graph did not make", user, "Begin with make-graph.");
  }
}

/** Works out expressions over the properties of all nodes or edges, by SQL: one row of values for each. */
export async function valuesOver(columns: readonly ResultColumn[], rows: readonly EngineRow[], expressions: readonly IrExpression[], work: StageWork): Promise<readonly EngineRow[]> {
  const [first] = expressions;
  if (!first || rows.length === 0) return [];
  const stored = await work.stored(columns, rows, first.span);
  return work.rowsOf(new IrComposer(first.span).project(stored, expressions.map((value, index) => ({ name: `\0value ${index}`, value }))));
}

const wholeTypes: ReadonlySet<KqlType> = new Set(["int", "long"]);

async function madeGraph(relation: OtherOperator<"make-graph">, work: StageWork): Promise<Graph> {
  const { input, details } = relation;
  if (!input || readsHandedIn(relation)) return work.refuse("make-graph over the rows of another operator", relation, "Make the graph outside of sub-queries.");
  const makes = new NodeMaker(relation, work);
  for (const { relation: table, key } of details.nodes) makes.addTable(table.columns, await work.rowsOf(table), key);
  const places = [details.source, details.target].map((name) => input.columns.findIndex((column) => column.name === name));
  const [source = -1, target = -1] = places;
  for (const place of places) makes.checkType(input.columns[place]?.type);
  const edges = await work.rowsOf(input);
  const sources: number[] = [];
  const targets: number[] = [];
  for (const row of edges) {
    sources.push(makes.endOf(row[source] ?? null));
    targets.push(makes.endOf(row[target] ?? null));
  }
  return { nodeColumns: makes.columns, nodes: makes.nodes, ids: makes.ids, edgeColumns: input.columns, edges, sources, targets };
}

/** Makes one node of each id. */
class NodeMaker {
  readonly columns: ResultColumn[];
  readonly nodes: EngineValue[][] = [];
  readonly ids: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #relation: OtherOperator<"make-graph">;
  readonly #work: StageWork;
  #type: KqlType | undefined;

  constructor(relation: OtherOperator<"make-graph">, work: StageWork) {
    this.#relation = relation;
    this.#work = work;
    const { nodes, nodeId, source } = relation.details;
    this.columns = [];
    if (nodeId !== undefined) this.columns.push({ name: nodeId, type: relation.input?.columns.find(({ name }) => name === source)?.type ?? "string" });
    for (const { relation: table } of nodes) for (const { name, type } of table.columns) this.#addColumn(name, type);
  }

  #addColumn(name: string, type: KqlType): void {
    const known = this.columns.find((column) => column.name === name);
    if (known && known.type !== type) this.#work.refuse(`make-graph of nodes whose ${name} has two types`, this.#relation, "Convert one of the columns.");
    if (!known) this.columns.push({ name, type });
  }

  /** Ids are the same if their texts are: their types must then be alike. */
  checkType(type: KqlType | undefined): void {
    const alike = this.#type === undefined || type === this.#type || (type !== undefined && wholeTypes.has(type) && wholeTypes.has(this.#type));
    if (!alike) this.#work.refuse(`make-graph with ids of the types ${this.#type} and ${type}`, this.#relation, "Convert the ids to one type.");
    this.#type ??= type;
  }

  /** Adds the nodes of a table. What a node has from an earlier row stays. */
  addTable(columns: readonly ResultColumn[], rows: readonly EngineRow[], key: string): void {
    const idPlace = columns.findIndex(({ name }) => name === key);
    this.checkType(columns[idPlace]?.type);
    const places = columns.map(({ name }) => this.columns.findIndex((column) => column.name === name));
    for (const row of rows) {
      const node = this.nodes[this.#node(row[idPlace] ?? null)] ?? [];
      places.forEach((place, index) => {
        if (isMissing(node[place])) node[place] = row[index] ?? null;
      });
    }
  }

  /** The node at an end of an edge; one without a row in any table has its id as its only property. */
  endOf(id: EngineValue): number {
    const known = this.#places.get(idText(id));
    if (known !== undefined) return known;
    const node = this.#node(id);
    const { nodes, nodeId } = this.#relation.details;
    const names = new Set([...nodes.map(({ key }) => key), ...(nodeId === undefined ? [] : [nodeId])]);
    this.columns.forEach(({ name }, place) => {
      const row = this.nodes[node];
      if (row && names.has(name)) row[place] = id;
    });
    return node;
  }

  #node(id: EngineValue): number {
    const text = idText(id);
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const node = this.nodes.push(this.columns.map(({ type }) => (type === "string" ? "" : null))) - 1;
    this.ids.push(text);
    this.#places.set(text, node);
    return node;
  }
}

const isMissing = (value: EngineValue | undefined): boolean => value === null || value === undefined || value === "";
